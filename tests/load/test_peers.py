"""The peers do the same work as the live door: the document first, then updates, and votes."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.load.peers.roster import PEERS, Mode, Peer
from tests.load.peers.socketio_phone import SocketIO, vote_frame
from tests.load.phones.phone import client_frame
from tests.load.process import free_port

STATE: dict[str, Any] = {
    "t": "state",
    "at": 1,
    "doc": {"questions": {"q1": {"text": "Kada će — шта?\u2028", "votes": 4}, "q2": {"votes": 0}}},
}
UPDATES = [{"t": "patch", "at": at, "doc": {"debate": {"online": at}}} for at in (2, 3)]
PATIENCE_S = 10


class Caller:
    """One phone at a peer: an independent websocket client, with the frames of the crowd."""

    def __init__(self, peer: Peer, connection: ClientConnection) -> None:
        self._peer = peer
        self._connection = connection
        self._listener = SocketIO(self) if peer.speaks_socketio else self
        self._heard: deque[Any] = deque()

    def send(self, frame: bytes) -> None:
        self._connection.transport.write(frame)

    def heard(self, phone: Any, payload: bytes, compressed: bool) -> None:
        self._heard.append(json.loads(payload))

    def lost(self, phone: Any) -> None:
        raise AssertionError("nobody tells a caller")

    def vote(self, id: str, question: str, on: bool = True) -> None:
        command = {"id": id, "do": "vote", "question": question, "on": on}
        frame = vote_frame if self._peer.speaks_socketio else client_frame
        self.send(frame(json.dumps(command).encode()))

    async def next(self) -> Any:
        async with asyncio.timeout(PATIENCE_S):
            while not self._heard:
                self._listener.heard(self, await self._connection.recv(decode=False), False)
        return self._heard.popleft()


class Hall:
    """A running peer, and those who called it."""

    def __init__(self, peer: Peer, port: int) -> None:
        self._peer = peer
        self._port = port
        self._connections: list[ClientConnection] = []

    async def call(self) -> Caller:
        connection = await connect(f"ws://127.0.0.1:{self._port}{self._peer.path}")
        self._connections.append(connection)
        return Caller(self._peer, connection)

    def leave(self) -> None:
        for connection in self._connections:
            connection.transport.abort()


@contextlib.asynccontextmanager
async def running(peer: Peer, folder: Path, mode: Mode) -> AsyncIterator[Hall]:
    messages = folder / "messages"
    lines = (json.dumps(message, ensure_ascii=False) for message in (STATE, *UPDATES))
    messages.write_text("\n".join(lines), encoding="utf-8")
    port = free_port()
    process = peer.process(port, messages, mode)
    await process.start(port)
    hall = Hall(peer, port)
    try:
        yield hall
    finally:
        hall.leave()
        process.kill()
        await process.gone()


@pytest.fixture(params=PEERS, ids=lambda peer: peer.script)
def peer(request: pytest.FixtureRequest) -> Peer:
    peer: Peer = request.param
    if peer.missing:
        pytest.skip(peer.missing)
    return peer


async def test_a_phone_gets_the_document_and_then_the_recorded_updates_round_and_round(
    peer: Peer, tmp_path: Path
) -> None:
    async with running(peer, tmp_path, "recorded") as hall:
        phone = await hall.call()

        assert await phone.next() == STATE
        heard = [(await phone.next())["at"] for _ in range(4)]

    assert heard in ([2, 3, 2, 3], [3, 2, 3, 2])


async def test_a_vote_is_acknowledged_and_everyone_sees_what_it_changed(
    peer: Peer, tmp_path: Path
) -> None:
    async with running(peer, tmp_path, "live") as hall:
        voter, other = await hall.call(), await hall.call()
        assert [await voter.next(), await other.next()] == [STATE, STATE]

        voter.vote("c1", "q1")

        assert await voter.next() == {"t": "ok", "id": "c1"}
        update = await voter.next()
        assert update["doc"] == {"questions": {"q1": {"votes": 5}}}
        assert update["at"] > STATE["at"]
        assert await other.next() == update

        late = await hall.call()
        assert (await late.next())["doc"]["questions"]["q1"]["votes"] == 5

        other.vote("c2", "q1", on=False)
        assert await other.next() == {"t": "ok", "id": "c2"}
        assert (await late.next())["doc"] == {"questions": {"q1": {"votes": 4}}}
