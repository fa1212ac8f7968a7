"""Bytes in pieces through a connection of the live door, and through the library's own: the same
is heard, in the same order, and the end is the same."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from unittest import mock

from hypothesis import strategies as st
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import Opcode

from server.debate.commands import MESSAGE_LIMIT, Vote
from server.debate.decoding import decode_command
from server.debate.refusals import Rejected
from server.doors.live import manners
from server.doors.live.connection import QuickConnection
from server.live.sending.frames import extension
from tests.doors.live.raw import masked
from tests.fuzz.doors import PIECES_AT_MOST, cut
from tests.fuzz.frames import FRAMES
from tests.fuzz.fuzzing import Target, cheap, mutated

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
)
TEXTS = st.sampled_from(
    (
        *('{"id":"a","do":"vote","question":"q1","on":true}', "[]", "", '{"id":"a","do":"clear"}'),
        *('{"id":"š","do":"vote","question":"q1","on":false}', "x" * 126, " " * 4_096, " " * 4_097),
    )
)


def _in_fragments(text: str, at: int, between: bytes) -> bytes:
    data = text.encode()
    at %= len(data) + 1
    return masked(Opcode.TEXT, data[:at], False) + between + masked(Opcode.CONT, data[at:])


def _inside(first: int, inner: bytes) -> bytes:
    """A frame that holds what looks like another one."""
    return bytes((first, 0x80 | min(len(inner), 125))) + bytes(4) + inner[:125]


BETWEEN = st.sampled_from((b"", masked(Opcode.PING, b"x"), masked(Opcode.PONG), b"\x88\x80abcd"))
VOTES = TEXTS.map(lambda text: masked(Opcode.TEXT, text.encode()))
STREAMS = st.lists(
    st.one_of(
        FRAMES,
        VOTES,
        st.builds(_in_fragments, TEXTS, st.integers(0, 200), BETWEEN),
        st.builds(_inside, st.sampled_from((0x81, 0x82, 0x80, 0x01, 0x89, 0xC1)), FRAMES | VOTES),
        BETWEEN,
    ),
    min_size=1,
    max_size=6,
).map(b"".join)
CUTS = st.lists(st.integers(0, 9_000), max_size=PIECES_AT_MOST)


@dataclass
class Heard:
    """`said`: the messages; `closed`: what each side said last."""

    said: list[str | bytes] = field(default_factory=list)
    closed: tuple[int | None, int | None] = (None, None)
    is_no_text: bool = False  # some message was no UTF-8, and what followed is a race


class Ends:
    """A door whose connections are ours, and one whose are the library's."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.doors: list[Server] = []
        self._pieces: list[bytes] = []
        self._heard = Heard()
        self._fed = self._ended = asyncio.Event()

    def open(self) -> None:
        for kind in (QuickConnection, ServerConnection):
            self.doors.append(self.runner.run(self._serve(kind)))

    async def _serve(self, kind: type[ServerConnection]) -> Server:
        return await serve(
            self._listen,
            "127.0.0.1",
            0,
            compression=None,
            extensions=[extension()],
            max_size=MESSAGE_LIMIT,
            create_connection=kind,
            ping_interval=None,
            close_timeout=1,
        )

    def close(self) -> None:
        async def close() -> None:
            for door in self.doors:
                door.close()
                await door.wait_closed()

        self.runner.run(close())
        self.runner.close()

    def hear(self, door: Server, pieces: list[bytes]) -> Heard:
        return self.runner.run(self._hear(door, pieces))

    async def _hear(self, door: Server, pieces: list[bytes]) -> Heard:
        self._pieces, self._heard = pieces, Heard()
        self._fed, self._ended = asyncio.Event(), asyncio.Event()
        port = door.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            async with asyncio.timeout(8):
                writer.write(HANDSHAKE)
                await reader.readuntil(b"\r\n\r\n")
                await self._fed.wait()
                with suppress(OSError):
                    writer.write_eof()
                    await reader.read()
                await self._ended.wait()
        finally:
            writer.transport.abort()
        return self._heard

    async def _listen(self, connection: ServerConnection) -> None:
        heard, pieces = self._heard, self._pieces

        def hear(text: bytes) -> bool:
            is_vote = _is_vote(text)
            if is_vote:
                heard.said.append(text.decode())
            return is_vote

        if isinstance(connection, QuickConnection):
            connection.hear = hear
        feeding = asyncio.create_task(self._feed(connection, pieces))
        with suppress(ConnectionClosed):
            async for message in connection:
                heard.said.append(message)
                if isinstance(connection, QuickConnection):
                    connection.answered()
        await feeding
        protocol = connection.protocol
        heard.closed = (
            protocol.close_sent.code if protocol.close_sent else None,
            protocol.close_rcvd.code if protocol.close_rcvd else None,
        )
        heard.is_no_text = heard.closed[0] == 1007
        self._ended.set()

    async def _feed(self, connection: ServerConnection, pieces: list[bytes]) -> None:
        for piece in pieces:
            if connection.transport.is_closing() or connection.protocol.eof_sent:
                break
            connection.data_received(piece)
            await asyncio.sleep(0)
        self._fed.set()


def _is_vote(text: bytes) -> bool:
    """As the door decides what goes the short way."""
    try:
        return isinstance(decode_command(text), Vote)
    except Rejected:
        return False


_open: list[Ends] = []


@contextmanager
def ends() -> Iterator[None]:
    """While both doors are open, and ours counts nothing: how much comes is another matter."""
    with mock.patch.multiple(manners, PIECES_A_SECOND=2**62, FRAMES_A_READ=2**62):
        _open.append(Ends())
        _open[-1].open()
        try:
            yield
        finally:
            _open.pop().close()


def check(sent: tuple[bytes, list[int]]) -> None:
    data, places = sent
    pieces = [piece for piece in cut(data, list(_at(data, places))) if piece]
    here = _open[-1]
    with cheap():
        ours, theirs = (here.hear(door, pieces) for door in here.doors)
    assert ours.said == theirs.said
    if not (ours.is_no_text or theirs.is_no_text):
        assert ours.closed == theirs.closed


def _at(data: bytes, places: list[int]) -> Iterator[int]:
    """Half of the cuts are where a frame may begin."""
    begins = [at for at, byte in enumerate(data) if byte in (0x81, 0xC1)] or [0]
    for place in places:
        yield begins[place // 2 % len(begins)] if place % 2 else place // 2


TARGET = Target("pieces", st.tuples(mutated(STREAMS), CUTS), check, ends)
