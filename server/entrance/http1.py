"""HTTP/1.1 as the door of pages speaks it, and nothing else.

With HTTP/2 a client says how much of an answer may be under way, and may say none at all: sixty
connections that asked for 700 MB with 27 kB and took nothing held as much memory, and floods of
its small frames held everybody. It is left to a proxy in front, which is made for that. Hypercorn
begins it without TLS, too, and has no setting against it.

Nor is anybody answered who asks again before they were answered (pipelining): no browser does, and
three hundred who asked fifty times each and read nothing kept everybody waiting. What was asked
first is answered, and the connection closed (RFC 9112, 9.3.2 lets a server do so).
"""

from typing import Any

import h11
import hypercorn.protocol
from hypercorn.config import Config
from hypercorn.events import RawData
from hypercorn.protocol.events import Event, Response
from hypercorn.protocol.h11 import H11Protocol

PIECE = 64 * 1024  # bytes of an answer handed over at a time: what is behind costs no memory


class Http1(H11Protocol):
    _head = b""

    async def _check_protocol(self, event: h11.Request) -> None:
        """Whoever asks for HTTP/2 is answered as if they had not."""

    async def stream_send(self, event: Event) -> None:
        """Where the next request has come already, the answer says that it is the last one."""
        if isinstance(event, Response) and self.has_more:
            event.headers.append((b"connection", b"close"))
        await super().stream_send(event)

    async def _send_h11_event(self, event: Any) -> None:
        """As Hypercorn does, but the head waits for a body that is said to follow, and the end of
        one that is no bytes is not sent: of three journeys to the kernel one is left."""
        try:
            data = self.connection.send(event) or b""
        except h11.LocalProtocolError:
            if self.connection.their_state is not h11.ERROR:
                raise
            return
        if isinstance(event, h11.Response) and _has_length(event):
            self._head = data
            return
        head, self._head = self._head, b""
        for piece in (head + data,) if len(data) <= PIECE else (head, data):
            if piece:
                await self.send(RawData(piece))

    @property
    def has_more(self) -> bool:
        """Whether the next request is here, too."""
        return self.connection.their_state is h11.DONE and bool(self.connection.trailing_data[0])

    @property
    def is_being_said(self) -> bool:
        """Whether the body of a request is on its way."""
        return self.connection.their_state is h11.SEND_BODY


def _has_length(response: h11.Response) -> bool:
    return any(name == b"content-length" for name, _ in response.headers)


def speak_http_1(config: Config) -> None:
    """From now on, with TLS and without."""
    config.alpn_protocols = ["http/1.1"]
    hypercorn.protocol.H11Protocol = Http1  # type: ignore[attr-defined]
