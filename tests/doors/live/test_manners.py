"""What is no message, in floods: it ends the connection, and costs nobody else anything."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from websockets.frames import Frame, Opcode

from server.doors.live.connection import HEAD_LIMIT, UNREAD_LIMIT, CountingConnection
from server.doors.live.manners import FRAMES_A_READ
from server.limits.table import FRAMES
from tests.doors.live.raw import HANDSHAKE, Raw, masked
from tests.given.live_house import House, open_house

POLICY_VIOLATION = (1008).to_bytes(2, "big")


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def join(house: House) -> Raw:
    return await Raw.join(house.port, await house.debate())


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
    phone = await join(house)
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
    assert taken <= FRAMES.most + 2, "the rest is not even taken apart"
    await gone(house)


async def test_thousands_of_messages_in_one_piece_are_not_taken_apart(house: House) -> None:
    phone = await join(house)
    phone.say(masked(Opcode.TEXT) * 40_000)
    opcode, data = (await phone.rest())[-1]
    assert opcode is Opcode.CLOSE and data.startswith(POLICY_VIOLATION)
    assert FRAMES_A_READ < 40_000


async def test_a_message_byte_by_byte_is_heard_and_a_flood_of_bytes_is_not(house: House) -> None:
    phone = await join(house)
    (connection,) = house.gateway._visits
    assert isinstance(connection, CountingConnection)
    for byte in masked(Opcode.TEXT, b'{"id":"1","do":"shout"}'):
        connection.data_received(bytes([byte]))
    while b'"malformed"' not in (await phone.frame())[1]:
        pass

    for byte in masked(Opcode.TEXT, b"x" * 4_000):
        connection.data_received(bytes([byte]))

    opcode, data = (await phone.rest())[-1]
    assert opcode is Opcode.CLOSE and data.startswith(POLICY_VIOLATION)


async def test_of_pings_at_once_the_newest_is_answered(house: House) -> None:
    phone = await join(house)
    phone.say(b"".join(masked(Opcode.PING, b"%d" % n) for n in range(10)))
    pongs = []
    while b"9" not in pongs:
        opcode, data = await phone.frame()
        pongs += [data] if opcode is Opcode.PONG else []
    assert len(pongs) < 10
    phone.leave()


async def test_no_ping_is_answered_while_nothing_is_read(house: House) -> None:
    phone = await join(house)
    (connection,) = house.gateway._visits
    assert isinstance(connection, CountingConnection)
    while connection.transport.get_write_buffer_size() <= UNREAD_LIMIT:
        connection.transport.write(b"\x81\x7e\xff\xff" + b"x" * 65_535)
    waiting = connection.transport.get_write_buffer_size()

    for _ in range(FRAMES.most):
        connection.data_received(masked(Opcode.PING, b"x" * 125))

    assert connection.transport.get_write_buffer_size() <= waiting
    phone.leave()


async def test_who_does_not_hang_up_is_cut_off(house: House) -> None:
    no_frame, goodbye = b"\xff" * 8, masked(Opcode.CLOSE)
    too_long = b"\x88\xfe\x00\x7e" + b"x" * 130
    phones = []
    for last_words in (no_frame, goodbye, too_long):
        phones.append(await join(house))
        phones[-1].say(last_words)
    await gone(house)
    for phone in phones:
        phone.leave()


async def test_a_handshake_is_read_only_as_far_as_one_may_be_long(house: House) -> None:
    phone = await Raw.arrive(house.port)
    cookies = f"Cookie: x={'y' * 1_000}\r\n" * 110
    phone.say((HANDSHAKE.format(code="000000") + cookies + "\r\n").encode())
    assert await phone.everything() == b""
    assert len(cookies) > HEAD_LIMIT
