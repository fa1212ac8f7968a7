"""What is no message, in floods: it ends the connection, and costs nobody else anything."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from websockets.frames import Frame, Opcode

from server.live.connection import HEAD_LIMIT, UNREAD_LIMIT, Connection
from server.live.manners import FRAMES_A_READ, FRAMES_A_SECOND
from tests.live.house import House, open_house

HANDSHAKE = (
    "GET /live/{code} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: tribina.1\r\n"
)
POLICY_VIOLATION = (1008).to_bytes(2, "big")


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


def masked(opcode: Opcode, data: bytes = b"", fin: bool = True) -> bytes:
    return Frame(opcode, data, fin).serialize(mask=True)


class Raw:
    """A phone that says any bytes at all."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    @classmethod
    async def join(cls, house: House) -> "Raw":
        code = await house.debate()
        raw = cls(*await asyncio.open_connection("127.0.0.1", house.port))
        raw.say(HANDSHAKE.format(code=code).encode() + b"\r\n")
        while await raw._reader.readline() != b"\r\n":
            pass
        while (await raw.frame())[0] is not Opcode.TEXT:
            pass
        return raw

    def say(self, data: bytes) -> None:
        self.writer.write(data)

    async def frame(self) -> tuple[Opcode, bytes]:
        async with asyncio.timeout(10):
            first, size = await self._reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self._reader.readexactly(2), "big")
            return Opcode(first & 15), await self._reader.readexactly(size)

    async def rest(self) -> list[tuple[Opcode, bytes]]:
        """All frames up to the end of the connection, patches apart."""
        frames = []
        try:
            while True:
                opcode, data = await self.frame()
                if opcode is not Opcode.TEXT or b'"no"' in data:
                    frames.append((opcode, data))
        except (asyncio.IncompleteReadError, ConnectionResetError):
            self.writer.transport.abort()
            return frames


async def gone(house: House) -> None:
    async with asyncio.timeout(10):
        while house.gateway.connected:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "flood",
    [
        masked(Opcode.PING) * 40_000,
        masked(Opcode.PONG, b"x" * 125) * 2_000,
        masked(Opcode.TEXT, b"", False) + masked(Opcode.CONT, b"", False) * 40_000,
        masked(Opcode.TEXT, b"{", False) + masked(Opcode.CONT, b"x", False) * 3_000,
    ],
    ids=["pings", "pongs", "empty fragments", "fragments of a byte"],
)
async def test_more_than_a_person_needs_ends_the_connection(house: House, flood: bytes) -> None:
    phone = await Raw.join(house)
    (connection,) = house.gateway._visits
    taken = 0
    receive = connection.protocol.recv_frame

    def count(frame: Frame) -> None:
        nonlocal taken
        taken += 1
        receive(frame)

    connection.protocol.recv_frame = count  # type: ignore[method-assign]
    phone.say(flood)

    frames = await phone.rest()

    opcode, data = frames[-1]
    assert opcode is Opcode.CLOSE and data.startswith(POLICY_VIOLATION)
    assert taken <= FRAMES_A_SECOND + 2, "the rest is not even taken apart"
    await gone(house)


async def test_thousands_of_messages_in_one_piece_are_not_taken_apart(house: House) -> None:
    phone = await Raw.join(house)
    phone.say(masked(Opcode.TEXT) * 40_000)
    opcode, data = (await phone.rest())[-1]
    assert opcode is Opcode.CLOSE and data.startswith(POLICY_VIOLATION)
    assert FRAMES_A_READ < 40_000


async def test_a_message_byte_by_byte_is_heard_and_a_flood_of_bytes_is_not(house: House) -> None:
    phone = await Raw.join(house)
    (connection,) = house.gateway._visits
    assert isinstance(connection, Connection)
    for byte in masked(Opcode.TEXT, b'{"id":"1","do":"shout"}'):
        connection.data_received(bytes([byte]))
    while b'"malformed"' not in (await phone.frame())[1]:
        pass

    for byte in masked(Opcode.TEXT, b"x" * 4_000):
        connection.data_received(bytes([byte]))

    opcode, data = (await phone.rest())[-1]
    assert opcode is Opcode.CLOSE and data.startswith(POLICY_VIOLATION)


async def test_of_pings_at_once_the_newest_is_answered(house: House) -> None:
    phone = await Raw.join(house)
    phone.say(b"".join(masked(Opcode.PING, b"%d" % n) for n in range(10)))
    pongs = []
    while b"9" not in pongs:
        opcode, data = await phone.frame()
        pongs += [data] if opcode is Opcode.PONG else []
    assert len(pongs) < 10
    phone.writer.transport.abort()


async def test_no_ping_is_answered_while_nothing_is_read(house: House) -> None:
    phone = await Raw.join(house)
    (connection,) = house.gateway._visits
    assert isinstance(connection, Connection)
    while connection.transport.get_write_buffer_size() <= UNREAD_LIMIT:
        connection.transport.write(b"\x81\x7e\xff\xff" + b"x" * 65_535)
    waiting = connection.transport.get_write_buffer_size()

    for _ in range(FRAMES_A_SECOND):
        connection.data_received(masked(Opcode.PING, b"x" * 125))

    assert connection.transport.get_write_buffer_size() <= waiting
    phone.writer.transport.abort()


async def test_who_does_not_hang_up_is_cut_off(house: House) -> None:
    no_frame, goodbye = b"\xff" * 8, masked(Opcode.CLOSE)
    too_long = b"\x88\xfe\x00\x7e" + b"x" * 130
    phones = []
    for last_words in (no_frame, goodbye, too_long):
        phones.append(await Raw.join(house))
        phones[-1].say(last_words)
    await gone(house)
    for phone in phones:
        phone.writer.transport.abort()


async def test_a_handshake_is_read_only_as_far_as_one_may_be_long(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    cookies = f"Cookie: x={'y' * 1_000}\r\n" * 110
    writer.write((HANDSHAKE.format(code="000000") + cookies + "\r\n").encode())
    try:
        answer = await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:
        answer = b""
    assert answer == b""
    assert len(cookies) > HEAD_LIMIT
    writer.transport.abort()
