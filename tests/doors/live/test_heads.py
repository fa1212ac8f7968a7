"""Heads of handshakes: who is no client gets a clear no, and nothing is a fault of ours."""

import logging
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from websockets.frames import Opcode

from tests.doors.live.raw import HANDSHAKE, Raw, masked
from tests.given.live_house import House, open_house

AGREED = b"server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12"
DEFLATE = "permessage-deflate"


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def answer(house: House, head: str) -> bytes:
    """The first line of what comes back for a head without its empty line."""
    phone = await Raw.arrive(house.port)
    phone.say(head.encode("latin-1") + b"\r\n")
    return (await phone.everything()).partition(b"\r\n")[0]


@pytest.mark.parametrize("name", ["Host", "Origin", "Authorization"])
async def test_what_there_is_once_is_there_once(
    house: House, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    head = HANDSHAKE.format(code=await house.debate())
    for value in ("http://127.0.0.1", "Bearer x", "\xe9"):
        line = f"{name}: {value}\r\n"
        more = line if name == "Host" else line * 2
        assert (await answer(house, head + more)).startswith(b"HTTP/1.1 400")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("target", ["//[", "http://[/live/482915", "//[::1/live/482915"])
async def test_what_is_no_address_is_not_found(
    house: House, caplog: pytest.LogCaptureFixture, target: str
) -> None:
    head = HANDSHAKE.replace("/live/{code}", target)
    assert (await answer(house, head)).startswith(b"HTTP/1.1 404")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("line", "instead", "status"),
    [
        ("GET ", "POST ", 405),
        ("HTTP/1.1\r\n", "HTTP/1.0\r\n", 505),
        ("Upgrade: websocket\r\n", "", 426),
        ("Connection: Upgrade\r\n", "", 426),
        ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBs", 400),
        ("Sec-WebSocket-Version: 13\r\n", "", 400),
        ("Version: 13", "Version: 8", 400),
        ("Protocol: tribina.1", "Protocol: other", 400),
        ("Host: x", f"{'X: 1' + chr(13) + chr(10)}" * 200 + "Host: x", 431),
        ("/live/", "/" + "a" * 9_000, 414),
    ],
)
async def test_who_is_no_websocket_is_told_why(
    house: House, line: str, instead: str, status: int
) -> None:
    head = HANDSHAKE.format(code=await house.debate())
    assert line in head
    assert (await answer(house, head.replace(line, instead))).startswith(b"HTTP/1.1 %d" % status)


@pytest.mark.parametrize(
    "hasty",
    [
        masked(Opcode.CLOSE),
        masked(Opcode.PING) * 30,
        masked(Opcode.TEXT, b"{}"),
        b"\xff" * 20,
        b"GET / HTTP/1.1\r\n\r\n",
    ],
    ids=["goodbye", "pings", "text", "no frame", "another request"],
)
@pytest.mark.parametrize("protocol", ["tribina.1", "other"])
async def test_who_does_not_wait_for_the_answer_is_cut_off(
    house: House, caplog: pytest.LogCaptureFixture, hasty: bytes, protocol: str
) -> None:
    head = HANDSHAKE.format(code=await house.debate()).replace("tribina.1", protocol)
    head += "\r\n"
    for pieces in (
        [head.encode() + hasty],
        [head.encode(), hasty],
        [head.encode()[:-2], b"\r\n" + hasty],
    ):
        phone = await Raw.arrive(house.port)
        for piece in pieces:
            phone.say(piece)
        assert b'"state"' not in await phone.everything()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("offer", "is_taken"),
    [
        (DEFLATE, True),
        (f"{DEFLATE}; client_max_window_bits", True),
        (f"{DEFLATE}; client_max_window_bits=9; server_no_context_takeover", True),
        (f"{DEFLATE}; server_max_window_bits=12", True),
        (f"{DEFLATE}; server_max_window_bits=15", True),
        (f'{DEFLATE}; server_max_window_bits="12"', True),
        (f"{DEFLATE}; server_max_window_bits=11", False),
        (f"{DEFLATE}; server_max_window_bits=8", False),
        (f"{DEFLATE}; server_max_window_bits=8, {DEFLATE}", True),
        (f"{DEFLATE}, {DEFLATE}", True),
        (f"{DEFLATE}; server_max_window_bits=7", False),
        (f"{DEFLATE}; server_max_window_bits=16", False),
        (f"{DEFLATE}; server_max_window_bits=012", False),
        (f"{DEFLATE}; server_max_window_bits", False),
        (f"{DEFLATE}; client_max_window_bits=0", False),
        (f"{DEFLATE}; server_no_context_takeover=1", False),
        (f"{DEFLATE}; server_no_context_takeover; server_no_context_takeover", False),
        (f"{DEFLATE}; window=12", False),
        ("x-webkit-deflate-frame", False),
    ],
)
async def test_of_what_is_offered_the_door_takes_what_its_frames_keep_to(
    house: House, offer: str, is_taken: bool
) -> None:
    """RFC 7692, section 7.1."""
    phone = await Raw.join(
        house.port, await house.debate(), f"Sec-WebSocket-Extensions: {offer}\r\n"
    )
    phone.leave()
    if not is_taken:
        assert b"sec-websocket-extensions" not in phone.head.lower()
        return
    assert phone.head.count(DEFLATE.encode()) == 1
    assert AGREED in phone.head


async def test_an_offer_that_cannot_be_read_is_refused(house: House) -> None:
    head = HANDSHAKE.format(code=await house.debate())
    for offer in (";", f"{DEFLATE};", f'{DEFLATE}; a="', "=", '"x"'):
        lines = f"{head}Sec-WebSocket-Extensions: {offer}\r\n"
        assert (await answer(house, lines)).startswith(b"HTTP/1.1 400"), offer


async def test_no_window_larger_than_agreed_on_is_needed_to_unpack(house: House) -> None:
    """The document of a debate whose texts repeat themselves over more than 4 kB."""
    code = await house.debate()
    phone, producer = await house.phone(code), await house.moderator(code)
    for number in range(30):
        text = f"{number} " + "Kada će opština objaviti ugovor o nabavci vozila? " * 5
        await producer.do("approve", question=(await phone.do("submit", text=text))["question"])
    await phone.until(lambda: len(phone.document["questions"]) == 30)
    raw = await Raw.arrive(house.port)
    offer = f"Sec-WebSocket-Extensions: {DEFLATE}\r\n\r\n"
    raw.say((HANDSHAKE.format(code=code) + offer).encode())
    while await raw._reader.readline() != b"\r\n":
        pass
    opcode, data = await raw.frame()
    raw.leave()
    state = zlib.decompressobj(-12).decompress(data + b"\0\0\xff\xff")
    assert opcode is Opcode.TEXT and b'"t":"state"' in state and len(state) > 2**12
