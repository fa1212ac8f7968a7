"""Shared frames reach a real client as the messages they were made of, plain and compressed, with
frames of the library's own making in between."""

import asyncio
import json
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from server.doors.live.connection import QuickConnection
from server.live.sending.client import Client
from server.live.sending.frames import SharedFrame, extension, frame, short_text

TEXTS = [
    "{}",
    json.dumps({"t": "patch", "doc": {"questions": {f"q{n}": {"votes": n} for n in range(40)}}}),
    "Kada će opština — када ће општина? " * 60,
    "ш" * 40_000,
]


@pytest.mark.parametrize("kind", [ServerConnection, QuickConnection])
@pytest.mark.parametrize("compression", ["deflate", None])
async def test_every_frame_decodes_whatever_was_sent_before(
    compression: str | None, kind: type[ServerConnection]
) -> None:
    async def send_all(socket: ServerConnection) -> None:
        client = Client(socket, None, "")
        for text in TEXTS * 2:
            assert client.share(SharedFrame(text.encode()), 0.0)
            assert client.share(SharedFrame(b"again: " + text.encode()), 0.0)
            await socket.send("library: " + text[:50])
            client.send(b"alone: " + text.encode()[:50])
        await socket.wait_closed()

    async with serve(
        send_all,
        "127.0.0.1",
        0,
        compression=None,
        extensions=[extension()],
        create_connection=kind,
    ) as door:
        port = door.sockets[0].getsockname()[1]
        async with connect(
            f"ws://127.0.0.1:{port}", compression=compression, max_size=None
        ) as phone:
            assert bool(phone.protocol.extensions) == (compression is not None)
            for text in TEXTS * 2:
                assert await phone.recv() == text
                assert await phone.recv() == "again: " + text
                assert await phone.recv() == "library: " + text[:50]
                assert await phone.recv(decode=False) == b"alone: " + text.encode()[:50]


@given(st.integers(0, 70_000))
def test_a_frame_says_its_length_in_the_shortest_form(size: int) -> None:
    made = frame(b"x" * size)
    assert made[0] == 0x80 | Opcode.TEXT
    head = 2 if size < 126 else 4 if size < 65_536 else 10
    assert len(made) == head + size
    if head > 2:
        assert int.from_bytes(made[2:head]) == size


def test_a_compressed_frame_is_made_once() -> None:
    shared = SharedFrame(TEXTS[1].encode())
    assert shared.deflated is shared.deflated
    assert len(shared.deflated) < len(shared.plain) / 3


def test_what_is_too_small_to_compress_goes_plain() -> None:
    shared = SharedFrame(b"{}")
    assert shared.deflated == shared.plain


async def test_nothing_is_written_to_a_descriptor_that_belongs_to_somebody_else_by_now() -> None:
    arrived: asyncio.Future[Client] = asyncio.get_running_loop().create_future()
    gone = asyncio.Event()

    async def keep(connection: ServerConnection) -> None:
        client = Client(connection, None, "")
        assert client.share(SharedFrame(TEXTS[0].encode()), 0.0)
        arrived.set_result(client)
        await connection.wait_closed()
        gone.set()

    async with serve(
        keep, "127.0.0.1", 0, compression=None, create_connection=QuickConnection
    ) as door:
        port = door.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}", compression=None):
            client = await arrived
            number = client.number
            client._transport.abort()  # as who does not read for too long is cut off
            await gone.wait()
        others = [socket.socketpair() for _ in range(20)]
        ends = {end.fileno(): other for pair in others for end, other in (pair, pair[::-1])}
        assert number in ends, "the descriptor is somebody else's now"
        ends[number].setblocking(False)
        assert client.share(SharedFrame(b"not for you"), 1.0)
        with pytest.raises(BlockingIOError):
            ends[number].recv(100)
        for pair in others:
            for end in pair:
                end.close()


@pytest.mark.parametrize("kind", [ServerConnection, QuickConnection])
async def test_a_client_that_does_not_read_is_skipped_and_later_given_one_frame(
    kind: type[ServerConnection],
) -> None:
    arrived: asyncio.Future[Client] = asyncio.get_running_loop().create_future()

    async def keep(socket: ServerConnection) -> None:
        arrived.set_result(Client(socket, None, ""))
        await socket.wait_closed()

    big = SharedFrame(b'"' + b"x" * 100_000 + b'"')
    async with serve(keep, "127.0.0.1", 0, compression=None, create_connection=kind) as door:
        port = door.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
        writer.write(
            b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        client = await arrived
        sent = 0
        while client.share(big, now=1.0):  # fills the kernel's buffers, then ours
            sent += 1
            assert sent < 1_000
        assert client.behind_since == 1.0
        assert not client.share(SharedFrame(b"{}"), now=2.0)
        assert not client.caught_up(now=3.0)

        async def drain() -> None:
            while not client.caught_up(now=4.0):
                await reader.read(1_000_000)

        await asyncio.wait_for(drain(), 10)
        assert client.share(SharedFrame(b"{}"), now=5.0)
        writer.close()
        await writer.wait_closed()


DEFLATED = [PerMessageDeflate(False, True, 15, 15)]


@given(st.text(max_size=60), st.booleans())
def test_a_short_message_of_a_client_is_read_at_once(text: str, deflated: bool) -> None:
    frame = Frame(Opcode.TEXT, text.encode())
    sent = frame.serialize(mask=True, extensions=DEFLATED if deflated else [])
    assert short_text(sent, 4096) == (text.encode() if len(sent) <= 131 else None)


@given(st.binary(max_size=140))
def test_anything_else_is_left_to_the_library(data: bytes) -> None:
    whole = 6 <= len(data) <= 131 and data[0] in (0x81, 0xC1) and data[1] == 0x80 | (len(data) - 6)
    assert whole or short_text(data, 4096) is None


@pytest.mark.parametrize("opcode", [Opcode.CONT, Opcode.BINARY, Opcode.CLOSE, Opcode.PING])
def test_only_text_is_short_text(opcode: Opcode) -> None:
    assert short_text(Frame(opcode, b"{}").serialize(mask=True), 4096) is None


def test_what_is_half_here_more_than_one_or_in_pieces_is_not_read_at_once() -> None:
    one = Frame(Opcode.TEXT, b"{}").serialize(mask=True)
    first = Frame(Opcode.TEXT, b"{}", fin=False).serialize(mask=True)
    long = Frame(Opcode.TEXT, b"x" * 300).serialize(mask=True)
    for data in (b"", one[:1], one[:-1], one + one, first, long[: 6 + 126]):
        assert short_text(data, 4096) is None


def test_a_short_frame_may_not_unpack_to_a_long_message() -> None:
    sent = Frame(Opcode.TEXT, b"a" * 5_000).serialize(mask=True, extensions=DEFLATED)
    assert len(sent) < 131 and short_text(sent, 4096) is None
    broken = Frame(Opcode.TEXT, b"\xff" * 40, rsv1=True)
    broken.check = lambda: None  # type: ignore[method-assign]
    assert short_text(broken.serialize(mask=True), 4096) is None
