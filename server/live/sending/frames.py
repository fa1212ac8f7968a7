"""A message framed once for everyone: the same bytes, plain and compressed, for every client.

RFC 6455, section 5.2 (frames) and RFC 7692 (permessage-deflate). Sharing a compressed frame is
possible because the door negotiates no context takeover: each message is compressed by itself.
Nothing personal or secret may go into a shared frame.
"""

import zlib
from collections.abc import Sequence
from struct import pack

from websockets.exceptions import NegotiationError
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import (
    PerMessageDeflate,
    ServerPerMessageDeflateFactory,
)
from websockets.typing import ExtensionParameter

WINDOW_BITS = 12
MEMORY_LEVEL = 5
WORTH_COMPRESSING = 64  # bytes; below it deflate only adds to them

try:
    from websockets.speedups import apply_mask
except ImportError:  # no compiled part for this machine
    from websockets.utils import apply_mask

_FIN_TEXT = 0x81
_FIN_TEXT_DEFLATED = 0xC1  # with RSV1
_MASKED = 0x80
_HEAD = 6  # bytes before the payload of a short masked frame
_SHORT = 125  # bytes of payload; more of them have a longer head
_SYNC_FLUSH_TAIL = b"\x00\x00\xff\xff"  # RFC 7692, section 7.2.2


class _Deflate(ServerPerMessageDeflateFactory):
    """Declines what the library would agree to: a window smaller than that of shared frames
    (RFC 7692, section 7.1.2.1). Such a client gets them plain."""

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        agreed, made = super().process_request_params(params, accepted_extensions)
        if made.local_max_window_bits < WINDOW_BITS:
            raise NegotiationError("the window is too small")
        return agreed, made


def extension() -> ServerPerMessageDeflateFactory:
    """The only compression that shared frames are good for."""
    return _Deflate(
        server_no_context_takeover=True,
        client_no_context_takeover=True,
        server_max_window_bits=WINDOW_BITS,
        compress_settings={"memLevel": MEMORY_LEVEL},
    )


def frame(payload: bytes, first: int = _FIN_TEXT) -> bytes:
    """One unmasked text frame."""
    size = len(payload)
    if size < 126:
        return bytes((first, size)) + payload
    if size < 65_536:
        return pack("!BBH", first, 126, size) + payload
    return pack("!BBQ", first, 127, size) + payload


def short_text(data: bytes, at_most: int) -> bytes | None:
    """What a client says in `data`, if that is exactly one text message in one frame with a
    short payload, and the message has at most `at_most` bytes. None: it is anything else,
    or broken. Whether it is UTF-8 is not looked at."""
    size = len(data) - _HEAD
    if not 0 <= size <= _SHORT or data[1] != _MASKED | size:
        return None
    first = data[0]
    if first == _FIN_TEXT:
        return apply_mask(data[_HEAD:], data[2:_HEAD]) if size <= at_most else None
    if first != _FIN_TEXT_DEFLATED:
        return None
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        text = inflate.decompress(
            apply_mask(data[_HEAD:], data[2:_HEAD]) + _SYNC_FLUSH_TAIL, at_most
        )
    except zlib.error:
        return None
    return None if inflate.unconsumed_tail else text


class SharedFrame:
    """A message for many: `plain` at once, `deflated` made when the first client wants it."""

    __slots__ = ("_deflated", "_payload", "plain")

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self.plain = frame(payload)
        self._deflated: bytes | None = None

    def followed_by(self, *others: "SharedFrame") -> "SharedFrame":
        """All in one piece, for who has none of them."""
        all_ = SharedFrame(b"")
        all_.plain = b"".join((self.plain, *(other.plain for other in others)))
        all_._deflated = b"".join((self.deflated, *(other.deflated for other in others)))
        return all_

    def compress(self) -> None:
        """Make `deflated` now. Of a long message in another thread: it holds no lock of Python."""
        self._deflated = self.deflated

    @property
    def deflated(self) -> bytes:
        """Made for the first who can read it, then kept."""
        if self._deflated is None:
            self._deflated = self._deflate()
        return self._deflated

    def _deflate(self) -> bytes:
        if len(self._payload) < WORTH_COMPRESSING:
            return self.plain
        deflate = zlib.compressobj(6, zlib.DEFLATED, -WINDOW_BITS, MEMORY_LEVEL)
        # RFC 7692, 7.2.1: a sync flush, without its last four bytes 00 00 FF FF.
        data = (deflate.compress(self._payload) + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
        return frame(data, _FIN_TEXT_DEFLATED)
