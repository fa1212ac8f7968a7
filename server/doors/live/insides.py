"""What our connection knows of the insides of the websockets library, and whether it is still so:
looked at once, when the door opens, on a few frames. Nothing of it is promised by the library, so
another version of it may cost us the short way of votes, and must never cost a vote.
"""

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from types import CodeType
from typing import Any, NamedTuple

from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from server.doors.live.manners import MannerlyProtocol
from server.live.sending.frames import short_text

try:
    from websockets.streams import StreamReader

    _AT_BEGINNING: CodeType | None = StreamReader.at_eof.__code__
except (ImportError, AttributeError):
    _AT_BEGINNING = None

_VOTE = b'{"id":"a","do":"vote","question":"q1","on":true}'
_LONG = bytes(range(32, 127)) * 2  # of which the head is longer
_AT_MOST = 1_000

log = logging.getLogger(__name__)


class _Sample(NamedTuple):
    """A frame as a client sends it, and what is in it."""

    sent: bytes
    opcode: Opcode
    is_whole: bool
    data: bytes


def is_between_frames(protocol: ServerProtocol) -> bool:
    """Whether the library waits for a frame to begin. Its buffer does not tell: what is known of a
    frame, such as its head, is taken out while the rest is on its way."""
    waits: Any = protocol.parser
    while waits.gi_yieldfrom is not None:
        waits = waits.gi_yieldfrom
    return waits.gi_code is _AT_BEGINNING and protocol.state is OPEN


def mannerly(protocol: ServerProtocol) -> MannerlyProtocol:
    """The same one, which counts what comes from now on: the library has no place to say which kind
    it should make."""
    protocol.__class__ = MannerlyProtocol
    assert isinstance(protocol, MannerlyProtocol)
    return protocol


def counts_as_expected() -> bool:
    """Whether its protocol can be made one that counts what comes (`manners`)."""
    try:
        return all(map(_is_counted, _samples(())))
    except Exception:
        log.debug("what comes cannot be counted", exc_info=True)
        return False


def reads_as_expected() -> bool:
    """Whether it can be told where a frame begins, and of short texts the same is understood on the
    short way: of frames one by one, all at once, and cut in two at every byte."""
    try:
        return all(
            _is_read(_samples(extensions), extensions)
            for extensions in ((), (PerMessageDeflate(True, True, 12, 12),))
        )
    except Exception:
        log.debug("the short way cannot be taken", exc_info=True)
        return False


def _samples(extensions: Sequence[Extension]) -> list[_Sample]:
    frames = [
        Frame(Opcode.TEXT, _VOTE),
        Frame(Opcode.PING, b"here"),
        Frame(Opcode.TEXT, _VOTE[:9], fin=False),
        Frame(Opcode.CONT, _VOTE[9:]),
        Frame(Opcode.TEXT, b""),
        Frame(Opcode.BINARY, _VOTE),
        Frame(Opcode.TEXT, _LONG),
        Frame(Opcode.TEXT, _VOTE),
    ]
    return [
        _Sample(f.serialize(mask=True, extensions=extensions), f.opcode, f.fin, bytes(f.data))
        for f in frames
    ]


def _is_counted(sample: _Sample) -> bool:
    protocol = _mannerly()
    protocol.receive_data(sample.sent)
    asked = sample.data if sample.opcode is Opcode.PING else None
    return protocol.frames == 1 and protocol.pong == asked


def _is_read(samples: list[_Sample], extensions: Sequence[Extension]) -> bool:
    whole = b"".join(sample.sent for sample in samples)
    begins = {0, *accumulate(len(sample.sent) for sample in samples)}
    one_by_one = [sample.sent for sample in samples]
    cut = ([whole[:at], whole[at:]] for at in range(1, len(whole)))
    messages = [sample[1:] for sample in samples if sample.opcode is not Opcode.PING]
    for pieces in (one_by_one, [whole], *cut):
        protocol = _mannerly()
        protocol.extensions = list(extensions)
        at, heard = 0, list[tuple[Opcode, bool, bytes]]()
        for piece in pieces:
            protocol.receive_data(piece)
            at += len(piece)
            if is_between_frames(protocol) is not (at in begins):
                return False
            heard += _messages(protocol)
        protocol.parser.close()  # a cycle that only a collector could undo
        if heard != messages:
            return False
    return all(_is_short_way_right(sample) for sample in samples)


def _messages(protocol: ServerProtocol) -> Iterator[tuple[Opcode, bool, bytes]]:
    for event in protocol.events_received():
        assert isinstance(event, Frame)
        yield event.opcode, event.fin, bytes(event.data)


def _is_short_way_right(sample: _Sample) -> bool:
    is_text = sample.opcode is Opcode.TEXT and sample.is_whole
    expected = sample.data if is_text and len(sample.sent) < len(_LONG) else None
    return short_text(sample.sent, _AT_MOST) == expected


@cache
def _tried(kind: type[ServerProtocol]) -> type[ServerProtocol]:
    """One like it: each object of a class takes room in the table of names that CPython shares, and
    phones would then have a table each, of 1.3 KiB."""
    return type("TriedProtocol", (kind,), {})


def _mannerly() -> MannerlyProtocol:
    return mannerly(_tried(ServerProtocol)(state=OPEN))


def remember_names() -> None:
    """Put into the table that protocols share, before a crowd comes, the names of all they get."""
    protocol = mannerly(ServerProtocol())
    protocol.frames, protocol.pong = 0, None
