"""The short way of votes: whatever comes between them, and however it comes, nothing is lost."""

import asyncio
import json
from itertools import accumulate, pairwise, takewhile
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.typing import Subprotocol

from server.doors.live.connection import QuickConnection
from server.live.sending.frames import extension
from tests.given.live_house import House

DEFLATE = PerMessageDeflate(False, True, 15, 15)
MESSAGES = st.tuples(
    st.sampled_from(["vote", "other"]),
    st.text(max_size=200),
    st.sampled_from([[], [DEFLATE]]),
)


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


def as_sent(kind: str, text: str, extensions: list[Extension]) -> bytes:
    message = f"{kind} {text}".encode()
    return Frame(Opcode.TEXT, message).serialize(mask=True, extensions=extensions)


async def heard_and_queued(pieces: list[bytes], queued: int) -> tuple[list[str], list[str]]:
    """What a connection was told the short way, and what the library's, after these bytes came."""
    done: asyncio.Future[tuple[list[str], list[str]]] = asyncio.get_running_loop().create_future()

    async def listen(connection: ServerConnection) -> None:
        assert isinstance(connection, QuickConnection)
        heard: list[str] = []

        def hear(text: bytes) -> bool:
            is_vote = text.startswith(b"vote")
            if is_vote:
                heard.append(text.decode())
            return is_vote

        connection.hear = hear
        for piece in pieces:
            connection.data_received(piece)
        others = [str(await connection.recv()) for _ in range(queued - len(heard))]
        done.set_result((heard, others))

    async with (
        serve(
            listen,
            "127.0.0.1",
            0,
            compression=None,
            extensions=[extension()],
            create_connection=QuickConnection,
        ) as door,
        connect(f"ws://127.0.0.1:{door.sockets[0].getsockname()[1]}"),
    ):
        return await asyncio.wait_for(done, 5)


@given(st.lists(MESSAGES, min_size=1, max_size=8), st.data())
@settings(max_examples=60)
def test_each_message_is_heard_once_however_its_bytes_are_cut(
    messages: list[tuple[str, str, list[Extension]]], data: st.DataObject
) -> None:
    frames = [as_sent(*message) for message in messages]
    stream, ends = b"".join(frames), list(accumulate(map(len, frames)))
    cuts = data.draw(st.sets(st.sampled_from(ends) | st.integers(1, ends[-1])))
    at = [0, *sorted(cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(at) if a < b]

    heard, queued = asyncio.run(heard_and_queued(pieces, len(messages)))

    said = [f"{kind} {text}" for kind, text, _ in messages]
    votes = list(takewhile(lambda text: text.startswith("vote"), said))
    assert heard == votes, "a vote behind another message has to wait for its turn"
    assert queued == said[len(votes) :]


def test_what_looks_like_a_vote_inside_another_message_is_none() -> None:
    inner = as_sent("vote", "", [])
    outer = bytes((0x81, 0x80 | len(inner), 0, 0, 0, 0)) + inner
    heard, _ = asyncio.run(heard_and_queued([outer[:6], outer[6:]], 0))
    assert heard == []
