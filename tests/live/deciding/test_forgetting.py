"""What a room still knows of people once its debate is closed."""

from server.debate.bursts import Burst
from server.language.listed_words import ListedWords
from tests.given.debates import PRODUCER, command
from tests.given.live_house import House


async def test_closing_leaves_what_stands_beside_a_debate_but_for_what_was_said_read_and_watched(
    house: House,
) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    mira, phone = await house.moderator(code), await house.phone(code)
    question = (await phone.do("submit", text="Kada?"))["question"]
    await mira.do("look", question=question)
    await mira.do("say", text="Brže")
    await mira.until(lambda: mira.document["debate"]["online"] == 1)
    words = ListedWords(["kada"])
    room.learn(words)
    burst = Burst(
        id="b1", at=0, until=1, voters=9, usual=2, votes=9, networks=1, young=1, at_once=1, only=1,
        no_line=1, regular=1, ballots={},
    )  # fmt: skip
    room.around.bursts = {burst.id: burst}
    assert room.around.reading and room.around.remarks

    await room.handle(PRODUCER, command("phase", "p", to="closed"))

    around = room.around
    assert (around.online, around.moderators) == (1, ("producer",))
    assert around.words is words
    assert not (around.remarks or around.reading or around.bursts)
    await mira.until(lambda: mira.document["debate"]["phase"] == "closed")
    await mira.until(lambda: mira.document["questions"][question].get("words") == ["kada"])
    assert "open_by" not in mira.document["questions"][question]
