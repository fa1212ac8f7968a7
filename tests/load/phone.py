"""One phone of the crowd: a websocket client on a raw asyncio protocol, as cheap as it can be.

It counts frames and answers and does not decode what it does not need; thousands of them must
cost less than the server under test. RFC 6455; client frames are masked with zeros, which leaves
the payload as it is.
"""

import asyncio
import base64
import os
from collections.abc import Callable
from struct import pack, unpack_from

OFFER = "permessage-deflate; client_max_window_bits"  # what every browser offers

_OPCODE_PING, _OPCODE_PONG, _OPCODE_CLOSE = 0x9, 0xA, 0x8
_RSV1 = 0x40


def client_frame(payload: bytes, opcode: int = 0x1) -> bytes:
    """A masked frame of less than 64 KiB."""
    size = len(payload)
    head = bytes((0x80 | opcode, 0x80 | size)) if size < 126 else pack("!BBH", 0x81, 0xFE, size)
    return head + b"\0\0\0\0" + payload


class Phone(asyncio.Protocol):
    """`on_text` gets each uncompressed text message; the others are only counted."""

    __slots__ = (
        "_buffer",
        "_open",
        "_request",
        "bytes",
        "frames",
        "on_text",
        "opened",
        "transport",
    )

    def __init__(
        self,
        host: str,
        path: str,
        *,
        deflate: bool = True,
        subprotocol: str | None = "tribina.1",
        token: str | None = None,
        on_text: Callable[["Phone", bytes], None] | None = None,
    ) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *([f"Sec-WebSocket-Extensions: {OFFER}"] if deflate else []),
            *([f"Sec-WebSocket-Protocol: {subprotocol}"] if subprotocol else []),
            *([f"Authorization: Bearer {token}"] if token else []),
        ]
        self._request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self._buffer = b""
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.on_text = on_text
        self.frames = 0
        self.bytes = 0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed in the handshake"))

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        data = self._buffer + data if self._buffer else data
        if not self._open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionError(head.decode().splitlines()[0]))
                return
            self._open = True
            self.opened.set_result(None)
        self._buffer = self._take_frames(data)

    def send(self, frame: bytes) -> None:
        self.transport.write(frame)

    def _take_frames(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            first, size, begin = data[at], data[at + 1], at + 2
            if size == 126:
                if end < at + 4:
                    break
                (size,) = unpack_from("!H", data, at + 2)
                begin = at + 4
            elif size == 127:
                if end < at + 10:
                    break
                (size,) = unpack_from("!Q", data, at + 2)
                begin = at + 10
            if end < begin + size:
                break
            self._frame(first, data, begin, begin + size)
            at = begin + size
        return data[at:]

    def _frame(self, first: int, data: bytes, begin: int, end: int) -> None:
        opcode = first & 0x0F
        if opcode == _OPCODE_PING:
            self.transport.write(client_frame(data[begin:end], _OPCODE_PONG))
        elif opcode == _OPCODE_CLOSE:
            self.transport.close()
        else:
            self.frames += 1
            if self.on_text is not None and not first & _RSV1:
                self.on_text(self, data[begin:end])
