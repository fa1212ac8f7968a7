"""One phone of the crowd: a websocket client on a raw asyncio protocol, as cheap as it can be.

It takes frames apart and hands them on; thousands of them must cost less than the server under
test. RFC 6455; client frames are masked with zeros, which leaves the payload as it is.
"""

import asyncio
import base64
import os
from struct import pack, unpack_from
from typing import Any, Protocol

OFFER = "permessage-deflate; client_max_window_bits"  # what every browser offers
COMPRESSED = 0x40  # RSV1, RFC 7692

_OPCODE_TEXT, _OPCODE_CLOSE, _OPCODE_PING, _OPCODE_PONG = 0x1, 0x8, 0x9, 0xA


class Listener(Protocol):
    def heard(self, phone: "Phone", payload: bytes, compressed: bool) -> None:
        """One message came."""
        ...

    def lost(self, phone: "Phone") -> None:
        """The connection is gone, whoever ended it. Only called once it was open."""
        ...


class Deaf:
    """Listens to nothing: for counting frames only."""

    def heard(self, phone: "Phone", payload: bytes, compressed: bool) -> None:
        pass

    def lost(self, phone: "Phone") -> None:
        pass


def client_frame(payload: bytes, opcode: int = _OPCODE_TEXT) -> bytes:
    """A masked frame of less than 64 KiB."""
    size = len(payload)
    first = 0x80 | opcode
    head = bytes((first, 0x80 | size)) if size < 126 else pack("!BBH", first, 0xFE, size)
    return head + b"\0\0\0\0" + payload


class Phone(asyncio.Protocol):
    """One connection. `owner`: whatever its listener wants to know it by."""

    __slots__ = (
        "_buffer",
        "_is_open",
        "_listener",
        "_request",
        "bytes",
        "frames",
        "opened",
        "owner",
        "transport",
    )

    def __init__(
        self,
        host: str,
        path: str,
        listener: Listener,
        owner: Any = None,
        *,
        deflate: bool = True,
        subprotocol: str | None = "tribina.1",
        token: str | None = None,
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
        self._listener = listener
        self._buffer = b""
        self._is_open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.owner = owner
        self.frames = 0
        self.bytes = 0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._is_open:
            self._listener.lost(self)
        else:
            self._fail("closed in the handshake")

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        data = self._buffer + data if self._buffer else data
        if not self._is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self._fail(head.decode().splitlines()[0])
                return
            self._is_open = True
            if not self.opened.done():
                self.opened.set_result(None)
        self._buffer = self._take_frames(data)

    def _fail(self, why: str) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(why))
            self.opened.exception()  # nobody need be waiting

    def send(self, frame: bytes) -> None:
        self.transport.write(frame)

    def _take_frames(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            size, begin = data[at + 1], at + 2
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
            self._frame(data[at], data[begin : begin + size])
            at = begin + size
        return data[at:]

    def _frame(self, first: int, payload: bytes) -> None:
        opcode = first & 0x0F
        if opcode == _OPCODE_TEXT:
            self.frames += 1
            self._listener.heard(self, payload, bool(first & COMPRESSED))
        elif opcode == _OPCODE_PING:
            self.transport.write(client_frame(payload, _OPCODE_PONG))
        elif opcode == _OPCODE_CLOSE:
            self.transport.close()
