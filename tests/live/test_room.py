"""A room: what is acknowledged is kept, what is kept is shown, trouble loses nothing."""

import asyncio
import json
import subprocess
from copy import deepcopy
from pathlib import Path

import pytest

from server.archive.load import nobody
from server.cluster.relay import InProcessRelay
from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.live.room import Room
from tests.given.debates import command
from tests.given.handles import handle
from tests.given.live_house import House, open_house
from tests.given.services import postgresql_programs

PRODUCER = Actor("producer", "account:mira", "mira")


async def asked(room: Room, text: str = "Kada?", by: str = "ana", id_: str = "s") -> str:
    answer = await room.handle(person(by), command("submit", id_, text=text))
    return str(answer["question"])


def person(name: str) -> Actor:
    return Actor("participant", handle(name))


async def opened(room: Room, text: str = "Kada?", by: str = "ana", id_: str = "s") -> str:
    question = await asked(room, text, by, id_)
    await room.handle(PRODUCER, command("approve", f"a-{question}", question=question))
    return question


async def test_a_room_comes_back_as_it_was(house: House) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    question = await opened(room)
    await room.handle(person("besa"), command("vote", "v", question=question, on=True))
    await room.handle(PRODUCER, command("take", "t", question=question))

    again = house.again(room)
    await again.load()

    for view in ("audience", "control", "display", "host"):
        seen = [deepcopy(one.views.state(view).doc) for one in (again, room)]
        for document in seen:  # each looks at the log when it comes to it
            document["debate"].pop("log", None)
        assert seen[0] == seen[1]
    await again.close()


async def test_after_a_restart_anybody_takes_back_what_was_done_before_it(house: House) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    question = await opened(room)
    before = deepcopy(room.views.state("audience").doc["questions"])
    await room.handle(PRODUCER, command("take", "t", question=question))
    await room.handle(person("besa"), command("submit", "s2", text="Zašto?"))

    again = house.again(room)
    await again.load()
    await again.handle(Actor("owner", "account:vesna", "vesna"), command("undo", "u"))

    assert again.views.state("audience").doc["questions"] == before
    assert again.views.state("control").doc["questions"]["q2"]["state"] == "in_review"
    await again.close()


async def test_a_submission_sent_twice_at_once_is_one_question(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    ids = await asyncio.gather(*(asked(room, id_="same") for _ in range(5)))
    assert ids == ["q1"] * 5
    assert len(room.debate.questions) == 1


async def test_the_same_id_of_another_participant_is_another_command(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    assert await asked(room, by="ana", id_="c1") == "q1"
    assert await asked(room, by="besa", id_="c1") == "q2"


async def test_a_command_done_once_is_answered_again_even_where_it_would_now_be_refused(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    question = await asked(room)
    approve = command("approve", "a", question=question)
    first = await room.handle(PRODUCER, approve)
    assert await room.handle(PRODUCER, approve) == first
    with pytest.raises(Rejected, match="wrong_state"):
        await room.handle(PRODUCER, command("approve", "b", question=question))


async def test_votes_on_and_off_in_one_breath_end_as_the_last_one_said(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    question = await opened(room)
    votes = [
        room.handle(person("besa"), command("vote", f"v{n}", question=question, on=n % 2 == 0))
        for n in range(7)
    ]
    await asyncio.gather(*votes)
    assert room.debate.tally(question) == 1
    assert await house.store.ballots.tallies(room.code) == {question: 1}


async def test_the_same_vote_sent_twice_at_once_is_one_ballot(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    question = await opened(room)
    vote = command("vote", "v", question=question, on=True)
    await asyncio.gather(*(room.handle(person("besa"), vote) for _ in range(5)))
    assert len(await house.store.ballots.read(room.code)) == 1


async def test_while_the_database_is_locked_nothing_is_kept_and_afterwards_the_same_command_is(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    question = await opened(room)
    vote = command("vote", "v", question=question, on=True)
    submit = command("submit", "s2", text="Zašto?")
    async with house.locked():
        refused = await asyncio.gather(
            room.handle(person("besa"), vote),
            room.handle(person("besa"), submit),
            return_exceptions=True,
        )
    assert [(r.code, r.retry_ms > 0) for r in refused if isinstance(r, Rejected)] == [
        ("unavailable", True)
    ] * 2
    assert room.debate.tally(question) == 0

    await room.handle(person("besa"), vote)
    assert await room.handle(person("besa"), submit) == {"question": "q2"}
    assert room.debate.tally(question) == 1


async def test_on_a_full_disk_nothing_is_kept_and_afterwards_the_same_command_is(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    submit = command("submit", "s", text="Zašto? " * 40)
    with house.full():
        with pytest.raises(Rejected, match="unavailable"):
            for number in range(1_000):
                await asked(room, "Zašto? " * 40, id_=f"fill{number}")
        kept = len(room.debate.questions)
        assert len(await house.store.journal.read(room.code)) == room.debate.seq
    assert await room.handle(person("ana"), submit) == {"question": f"q{kept + 1}"}


async def test_closing_waits_for_the_votes_on_their_way_and_takes_no_more(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    question = await opened(room)
    votes = [
        asyncio.ensure_future(
            room.handle(person(f"p{n}"), command("vote", "v", question=question, on=True))
        )
        for n in range(50)
    ]
    await asyncio.sleep(0)
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    await asyncio.gather(*votes)

    assert room.debate.sealed is not None
    assert room.debate.sealed.tallies == {question: 50}
    with pytest.raises(Rejected, match="wrong_phase"):
        await room.handle(person("late"), command("vote", "v", question=question, on=True))


async def test_law_7_after_closing_nobody_can_be_tied_to_anything(house: House) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    handle = room.handle_of("token of ana")
    ana = Actor("participant", handle)
    first = (await room.handle(ana, command("submit", "s1", text="Kada?")))["question"]
    second = (await room.handle(ana, command("submit", "s2", text="Zašto?")))["question"]
    for number, question in enumerate((first, second)):
        await room.handle(PRODUCER, command("approve", f"a{number}", question=question))
        await room.handle(ana, command("vote", f"v{number}", question=question, on=True))
    seal = await house.store.seals.must(code)
    questions, block = [first, second], bytes.fromhex(handle)
    sealed = [seal.seal(of, [q], block).hex() for of in ("ballot", "author") for q in questions]
    assert len(set(sealed)) == 4, "no row tells of another"
    kept = _bytes_of(house)
    assert all(one.encode() in kept for one in sealed), "there must be something to forget"
    assert handle.encode() not in kept, "even while the key is there"

    await room.handle(PRODUCER, command("phase", "end", to="closed"))

    row = await house.store.debates.get(code)
    assert row is not None and row.unlinked and not house.store.seals.keys.has(code)
    handles = [ballot.handle for ballot in await house.store.ballots.read(code)]
    authors = [question.author for question in room.debate.questions.values()]
    assert len({*handles, *authors}) == 4
    kept = _bytes_of(house)
    assert not any(one.encode() in kept for one in sealed)
    assert room.handle_of("token of ana") == ""
    assert (await house.tools.verify(code, nobody))[0]["ok"]


def _bytes_of(house: House) -> bytes:
    """All that the database keeps. PostgreSQL's files also hold what it has yet to overwrite."""
    url = house.settings.database_url
    if url.startswith("postgresql"):
        return subprocess.check_output([postgresql_programs() / "pg_dump", url])
    return b"".join(path.read_bytes() for path in house.folder.glob("tribina.db*"))


async def test_a_stop_between_closing_and_forgetting_is_made_good_when_the_room_opens(
    house: House,
) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    await asked(room)
    await house.store.journal.append(
        code, _closing(room), after=room.debate.seq, at=1, role="producer"
    )

    again = house.again(room)
    await again.load()

    closed = await house.store.debates.get(code)
    assert closed is not None and closed.unlinked and not house.store.seals.keys.has(code)
    await again.close()


def _closing(room: Room):  # type: ignore[no-untyped-def]
    from server.debate.decide import decide

    return decide(room.debate, room.around, command("phase", "end", to="closed"), PRODUCER, 1)


async def test_a_process_forgets_who_was_who_when_another_one_closed(
    tmp_path: Path, database_url: str
) -> None:
    relay = InProcessRelay(alone=False)
    async with (
        open_house(tmp_path, relay=relay, database_url=database_url) as one,
        open_house(tmp_path, relay=relay, database_url=database_url) as other,
    ):
        code = await one.debate()
        closing, forgetting = await one.rooms.get(code), await other.rooms.get(code)
        question = await asked(closing)
        await forgetting.catch_up()
        author = forgetting.debate.questions[question].author
        assert author == closing.debate.questions[question].author, "there is what to forget"
        await closing.handle(PRODUCER, command("phase", "end", to="closed"))
        await forgetting.catch_up()
        assert forgetting.handle_of("token of ana") == ""
        assert forgetting.debate.questions[question].author != author
        await other.store.seals.look()
        assert other.store.seals.let_go == 1


async def test_two_rooms_on_one_store_never_both_take_the_same_question(
    tmp_path: Path, database_url: str
) -> None:
    relay = InProcessRelay(alone=False)
    async with (
        open_house(tmp_path, relay=relay, database_url=database_url) as one,
        open_house(tmp_path, relay=relay, database_url=database_url) as other,
    ):
        code = await one.debate()
        rooms = [await one.rooms.get(code), await other.rooms.get(code)]
        for number in range(20):
            question = await opened(rooms[0], f"Kada {number}?", id_=f"s{number}")
            taken = await asyncio.gather(
                *(
                    room.handle(PRODUCER, command("take", f"t{number}-{at}", question=question))
                    for at, room in enumerate(rooms)
                ),
                return_exceptions=True,
            )
            assert [type(t) for t in taken].count(Rejected) == 1
        for room in rooms:
            await room.catch_up()
        assert rooms[0].views.state("control").seq == rooms[1].views.state("control").seq
        documents = [json.loads((await room.views.document("control"))[0])["doc"] for room in rooms]
        for document in documents:  # each process looks at the log when it comes to it
            document["debate"].pop("log", None)
        assert documents[0] == documents[1]


async def test_who_types_is_shown_what_is_already_there_in_other_words(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    shown = await opened(room, "Kada će opština otvoriti nova radna mesta za mlade?", id_="s1")
    await asked(room, "Када ће општина отворити нова радна места за младе?", id_="s2")
    found = await room.views.alike.suggest("kad ce opstina da otvori nova radna mesta za mlade")
    assert [question["id"] for question in found] == [shown], "and nothing still in review"
    await room.handle(PRODUCER, command("dismiss", "d", question=shown, reason="spam"))
    assert (
        await room.views.alike.suggest("kad ce opstina da otvori nova radna mesta za mlade") == []
    )


async def test_what_a_moderator_did_is_on_the_control_screen_without_waiting_for_a_tick(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    question = await asked(room)
    channel = room.views.channel("control")
    channel._stretched_s = 600  # longer than any, so that what waited for it never came
    async with asyncio.timeout(60):
        await room.handle(PRODUCER, command("approve", "a", question=question))
        await channel.settled()
    assert channel.state().doc["questions"][question]["state"] == "open"


async def test_the_rest_of_a_long_list_comes_in_pages_and_can_be_searched(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    for number in range(5):
        await opened(room, f"Pitanje {number} o struji", id_=f"s{number}")
    await opened(room, "Питање о води", id_="w")
    await room.handle(person("besa"), command("vote", "v", question="q3", on=True))
    first, more = await room.views.alike.more(None, None, limit=4)
    rest, no_more = await room.views.alike.more(first[-1]["id"], None, limit=4)
    assert ([q["id"] for q in first], more) == (["q3", "q1", "q2", "q4"], True)
    assert ([q["id"] for q in rest], no_more) == (["q5", "q6"], False)
    assert [q["id"] for q in (await room.views.alike.more(None, "pitanje VODI"))[0]] == ["q6"]
