"""What RFC 6455 and RFC 7692 demand of a server, held against the live door of a whole server: each
line a section, the demand, what is sent, and the close code that follows, or that none does."""

import asyncio
import zlib
from dataclasses import dataclass

import pytest
from websockets.frames import Opcode

from server.debate.commands import MESSAGE_LIMIT
from tests.doors.live.raw import Raw, masked
from tests.given.servers import RunningServer

TEXT, CONT, BINARY, CLOSE, PING, PONG = 1, 0, 2, 8, 9, 10
MASK = bytes(4)
LAST = masked(TEXT, b'{"id":"end","do":"shout"}')  # refused, so its sender was heard
OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
GOES_ON = None


def head(first: int, size: int, masked_: bool = True) -> bytes:
    """The head of a frame of up to 125 bytes, with a mask that changes nothing."""
    return bytes((first, (0x80 if masked_ else 0) | size)) + (MASK if masked_ else b"")


def deflated(text: bytes, flush: int = zlib.Z_SYNC_FLUSH) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (deflate.compress(text) + deflate.flush(flush)).removesuffix(b"\0\0\xff\xff")


def long(first: int, data: bytes) -> bytes:
    """A frame of any length, in the longest form."""
    return bytes((first, 0xFF)) + len(data).to_bytes(8, "big") + MASK + data


@dataclass
class Demand:
    """`code`: of the close frame; 1005: it is empty."""

    section: str
    says: str
    sent: bytes
    code: int | None
    offer: str = ""

    def __str__(self) -> str:
        return f"{self.section} {self.says}"


def closing(code: int, reason: bytes = b"") -> bytes:
    return masked(CLOSE, code.to_bytes(2, "big") + reason)


VOTE = b'{"id":"v","do":"vote","question":"q9","on":true}'
TRUNCATED, SURROGATE, OVERLONG, BEYOND = b"\xc5", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"
GOOD_CODES = (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999)
BAD_CODES = (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)

DEMANDS = [
    Demand(
        "5.1", "a server closes upon a frame that is not masked", head(0x81, 2, False) + b"{}", 1002
    ),
    *(
        Demand(
            "5.2", f"reserved bit {bit:#x} means nothing here", head(0x81 | bit, 2) + b"{}", 1002
        )
        for bit in (0x40, 0x20, 0x10, 0x70)
    ),
    *(
        Demand("5.2", f"opcode {opcode:#x} is reserved", head(0x80 | opcode, 0), 1002)
        for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
    ),
    Demand("5.2", "a length longer written than need be is read", long(0x81, b"{}"), GOES_ON),
    Demand("5.2", "the highest bit of a length is 0", b"\x81\xff\x80" + bytes(7) + MASK, 1009),
    Demand("5.2", "an empty message is a message", masked(TEXT), GOES_ON),
    Demand(
        "5.4",
        "fragments are one message",
        masked(TEXT, VOTE[:9], False) + masked(CONT, VOTE[9:]),
        GOES_ON,
    ),
    Demand(
        "5.4",
        "empty fragments are fragments",
        masked(TEXT, b"", False) + masked(CONT, b"", False) + masked(CONT, VOTE),
        GOES_ON,
    ),
    Demand(
        "5.4",
        "a ping may come between fragments",
        masked(TEXT, VOTE[:9], False) + masked(PING, b"x") + masked(CONT, VOTE[9:]),
        GOES_ON,
    ),
    Demand(
        "5.4",
        "fragments of two messages may not mix",
        masked(TEXT, VOTE[:9], False) + masked(TEXT, VOTE),
        1002,
    ),
    Demand("5.4", "a message begins before it goes on", masked(CONT, VOTE), 1002),
    Demand(
        "5.4",
        "nothing goes on behind its end",
        masked(TEXT, b"{", False) + masked(CONT, b"}") + masked(CONT, b"}"),
        1002,
    ),
    Demand(
        "5.5",
        "a control frame has at most 125 bytes",
        b"\x89\xfe\x00\x7e" + MASK + bytes(126),
        1002,
    ),
    Demand("5.5", "so has a close frame", b"\x88\xfe\x00\x7e" + MASK + bytes(126), 1002),
    *(
        Demand("5.5", f"control frame {opcode:#x} is not fragmented", head(opcode, 0), 1002)
        for opcode in (CLOSE, PING, PONG)
    ),
    Demand("5.5.1", "a close frame may be empty", masked(CLOSE), 1005),
    Demand("5.5.1", "its body begins with a code of two bytes", masked(CLOSE, b"\x03"), 1002),
    Demand("5.5.1", "its reason is UTF-8", closing(1000, SURROGATE), 1007),
    Demand("5.5.1", "nothing is read behind it", closing(1000) + masked(TEXT, TRUNCATED), 1000),
    Demand("5.5.1", "nothing is answered behind it", closing(1001) + LAST, 1001),
    Demand("5.5.3", "a pong that nobody asked for is no matter", masked(PONG, b"x"), GOES_ON),
    Demand(
        "5.6",
        "a binary message is as good as another to the protocol",
        masked(BINARY, b"\xff"),
        GOES_ON,
    ),
    *(Demand("7.4", f"{code} is a code", closing(code, b"bye"), code) for code in GOOD_CODES),
    *(Demand("7.4", f"{code} is none", closing(code), 1002) for code in BAD_CODES),
    *(
        Demand("8.1", f"{bytes_.hex()} is no UTF-8, {where}", sent, 1007)
        for bytes_ in (b"\xff", TRUNCATED, SURROGATE, OVERLONG, BEYOND)
        for where, sent in (
            ("alone", masked(TEXT, bytes_)),
            ("in a command", masked(TEXT, VOTE.replace(b"q9", bytes_))),
            ("where a field should be", masked(TEXT, VOTE.replace(b'"on"', b'"' + bytes_ + b'"'))),
            ("in what is no command", masked(TEXT, b"[" + bytes_ + b"]")),
            ("in a long message", masked(TEXT, b'{"id":"' + b"a" * 200 + bytes_ + b'"}')),
            ("in a fragment", masked(TEXT, b'{"id":"' + bytes_, False) + masked(CONT, b'"}')),
        )
    ),
    Demand(
        "8.1",
        "a character may be cut by a fragment",
        masked(TEXT, b'{"id":"\xc5', False) + masked(CONT, b'\xa1"}'),
        GOES_ON,
    ),
    Demand("10.4", "a message has at most 4 KiB", masked(TEXT, b" " * MESSAGE_LIMIT), GOES_ON),
    Demand("10.4", "no more", masked(TEXT, b" " * (MESSAGE_LIMIT + 1)), 1009),
    Demand(
        "10.4",
        "in fragments neither",
        masked(TEXT, b" " * 4000, False) + masked(CONT, b" " * 97),
        1009,
    ),
    # RFC 7692
    Demand(
        "7692 6",
        "a message may be compressed",
        head(0xC1, len(deflated(VOTE))) + deflated(VOTE),
        GOES_ON,
        OFFER,
    ),
    Demand("7692 6", "or not", masked(TEXT, VOTE), GOES_ON, OFFER),
    Demand(
        "7692 6.1",
        "only the first fragment says so",
        head(0x41, 9)
        + deflated(VOTE)[:9]
        + head(0x80, len(deflated(VOTE)) - 9)
        + deflated(VOTE)[9:],
        GOES_ON,
        OFFER,
    ),
    Demand(
        "7692 6.1",
        "the others may not",
        head(0x41, 9)
        + deflated(VOTE)[:9]
        + head(0xC0, len(deflated(VOTE)) - 9)
        + deflated(VOTE)[9:],
        1002,
        OFFER,
    ),
    Demand("7692 6.1", "a control frame neither", head(0xC9, 0), 1002, OFFER),
    Demand(
        "7692 6.2", "what does not unpack ends it", head(0xC1, 4) + b"\xff\xfe\xfd\xfc", 1002, OFFER
    ),
    Demand(
        "7692 7.2.3.4",
        "blocks may say that they are the last",
        head(0xC1, len(deflated(VOTE, zlib.Z_FINISH))) + deflated(VOTE, zlib.Z_FINISH),
        GOES_ON,
        OFFER,
    ),
    Demand("7692 7.2.3.6", "an empty message is one byte", head(0xC1, 1) + b"\0", GOES_ON, OFFER),
    Demand("7692 7.2.3.6", "nothing at all is one, too", head(0xC1, 0), GOES_ON, OFFER),
    Demand(
        "7692 8",
        "4 KiB hold for what is unpacked",
        head(0xC1, len(deflated(b" " * 4097))) + deflated(b" " * 4097),
        1009,
        OFFER,
    ),
    Demand(
        "7692 8",
        "a bomb is not unpacked",
        head(0xC1, len(deflated(b" " * 60_000))) + deflated(b" " * 60_000),
        1009,
        OFFER,
    ),
    Demand(
        "7692 8",
        "nor is what it unpacks to UTF-8 by itself",
        head(0xC1, len(deflated(b"\xff"))) + deflated(b"\xff"),
        1007,
        OFFER,
    ),
]


@pytest.fixture(scope="module")
def code(shared_server: RunningServer) -> str:
    return asyncio.run(shared_server.debate())


@pytest.mark.parametrize("demand", DEMANDS, ids=str)
async def test_the_door_does_as_is_demanded(
    shared_server: RunningServer, code: str, demand: Demand
) -> None:
    phone = await Raw.join(shared_server.settings.live_port, code, demand.offer)
    assert (b"permessage-deflate" in phone.head) == bool(demand.offer)

    phone.say(demand.sent + LAST if demand.code is GOES_ON else demand.sent)

    if demand.code is GOES_ON:
        while b'"end"' not in (await phone.frame())[1]:
            pass
        phone.leave()
        return
    frames = await phone.rest()
    assert [opcode for opcode, _ in frames] == [Opcode.CLOSE]
    said = frames[-1][1]
    assert (int.from_bytes(said[:2], "big") if said else 1005) == demand.code
