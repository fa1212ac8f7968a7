"""The short way of votes: whatever comes between them, and however it comes, nothing is lost."""

import json
from typing import Any

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.live.house import House


def vote(id_: str, question: str = "q1", on: bool = True) -> str:
    return json.dumps({"id": id_, "do": "vote", "question": question, "on": on})


async def say(house: House, code: str, *messages: Any) -> dict[str, dict[str, Any]]:
    """Send all of them at once; the answer to each, by its id ("" for one without)."""
    answers: dict[str, dict[str, Any]] = {}
    async with connect(house.url(code), subprotocols=[Subprotocol("tribina.1")]) as phone:
        for message in messages:
            await phone.send(message)
        while len(answers) < len(messages):
            answer = json.loads(await phone.recv())
            if answer["t"] in ("ok", "no"):
                answers[answer.get("id") or ""] = answer
    return answers


async def debate_with_a_question(house: House) -> str:
    code = await house.debate()
    producer, phone = await house.moderator(code), await house.phone(code)
    await phone.do("submit", text="Kada?")
    await producer.do("approve", question="q1")
    await producer.leave()
    await phone.leave()
    return code


async def test_votes_between_other_messages_are_all_answered(house: House) -> None:
    code = await debate_with_a_question(house)
    submit = json.dumps({"id": "s", "do": "submit", "text": "Zašto?"})
    answers = await say(house, code, vote("1"), submit, vote("2", on=False), vote("3"))
    assert {id_: answer["t"] for id_, answer in answers.items()} == dict.fromkeys("1s23", "ok")
    assert (await house.rooms.get(code)).debate.tallies.tally("q1") == 1


async def test_a_vote_in_pieces_is_a_vote(house: House) -> None:
    code = await debate_with_a_question(house)
    text = vote("1")
    answers = await say(house, code, [text[:9], text[9:20], text[20:]], vote("2", on=False))
    assert {answer["t"] for answer in answers.values()} == {"ok"}
    assert (await house.rooms.get(code)).debate.tallies.tally("q1") == 0


async def test_what_is_no_vote_is_refused_in_its_turn(house: House) -> None:
    code = await debate_with_a_question(house)
    answers = await say(house, code, b"\x00", vote("1", "q9"), '{"id":"2"}', vote("3"))
    assert answers[""]["code"] == answers["2"]["code"] == "malformed"
    assert answers["1"]["code"] == "unknown_question"
    assert answers["3"]["t"] == "ok"
