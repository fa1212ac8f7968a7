"""Websocket frames: what the short way in takes for a message is one to the library, too."""

import zlib

from hypothesis import strategies as st
from websockets.extensions import Extension
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN, Protocol, Side

from server.debate.commands import MESSAGE_LIMIT
from server.live.sending.frames import extension, short_text
from tests.fuzz.fuzzing import Target, cheap, mutated

FIRST = st.sampled_from((0x81, 0xC1, 0x01, 0x41, 0x80, 0x82, 0xC2, 0x88, 0x89, 0x8A, 0x91, 0xE1))


def _head(first: int, size: int, mask: bytes) -> bytes:
    if size < 126:
        return bytes((first, 0x80 | size)) + mask
    return bytes((first, 0x80 | 126)) + size.to_bytes(2, "big") + mask


def _frame(first: int, payload: bytes, mask: bytes, deflated: bool, flush: int) -> bytes:
    if deflated:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -12)
        payload = deflate.compress(payload) + deflate.flush(flush)
        payload = payload.removesuffix(b"\x00\x00\xff\xff")[:65_000]
    masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
    return _head(first, len(payload), mask) + masked


PAYLOADS = st.one_of(
    st.binary(max_size=130),
    st.sampled_from((b'{"id":"a","do":"vote","question":"q1","on":true}', b"", b"\xff\xfe")),
    st.builds(lambda byte, size: bytes((byte,)) * size, st.integers(0, 255), st.integers(0, 9_000)),
)
FRAMES = st.builds(
    _frame,
    FIRST,
    PAYLOADS,
    st.binary(min_size=4, max_size=4),
    st.booleans(),
    st.sampled_from((zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_FINISH)),
)


def library(data: bytes) -> list[Frame] | None:
    """The frames that the library's parser makes of it; None: it ends the connection."""
    protocol = Protocol(Side.SERVER, state=OPEN, max_size=MESSAGE_LIMIT)
    protocol.extensions = [_agreed()]
    protocol.receive_data(data)
    events = [event for event in protocol.events_received() if isinstance(event, Frame)]
    return events if protocol.state is OPEN and protocol.parser_exc is None else None


def _agreed() -> Extension:
    _, agreed = extension().process_request_params([("client_max_window_bits", None)], [])
    return agreed


def check(data: bytes) -> None:
    with cheap():
        text = short_text(data, MESSAGE_LIMIT)
    frames = library(data)
    if text is None:
        return
    assert frames is not None, f"the library refuses what was heard: {text!r}"
    (frame,) = frames
    assert (frame.opcode, frame.fin) == (Opcode.TEXT, True)
    assert bytes(frame.data) == text


TARGET = Target("frames", mutated(FRAMES), check)
