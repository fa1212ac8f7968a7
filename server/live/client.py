"""One connected client, from the sending side: its buffer, and what happens when it is slow.

Writes never wait. A client that does not read fast enough is skipped, and given the whole
document once it has read what it was sent: memory is bounded, nobody else waits.
"""

import asyncio
import os
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.protocol import OPEN

from server.live.connection import Connection
from server.live.frames import SharedFrame, frame

BUFFER_LIMIT = 64 * 1024  # bytes waiting in our process before a client counts as slow
PATIENCE_S = 30.0  # how long a slow client may take to read its buffer


class Client:
    """`handle`: of a participant, None for others; `name`: of a moderator."""

    __slots__ = (
        "_clear",
        "_deflates",
        "_descriptor",
        "_is_told",
        "_outgoing",
        "_protocol",
        "_said_bye",
        "_transport",
        "behind_since",
        "handle",
        "name",
    )

    def __init__(self, socket: ServerConnection, handle: str | None, name: str) -> None:
        self._protocol = socket.protocol
        self._transport: Any = socket.transport
        # With TLS only the transport can write.
        plain = self._transport.get_extra_info("sslcontext") is None
        self._descriptor = self._transport.get_extra_info("socket").fileno() if plain else None
        self._deflates = bool(socket.protocol.extensions)
        self._outgoing: list[bytes] = []
        self._said_bye = False
        # Nothing stands between a shared frame and the kernel: looked up once, not for each frame
        # in three objects that are in nobody's cache.
        self._clear = False
        self._is_told = plain and isinstance(socket, Connection)
        if isinstance(socket, Connection):
            socket.disturbed = self._disturbed
        self.handle = handle
        self.name = name
        self.behind_since: float | None = None

    @property
    def writable(self) -> bool:
        return (
            not self._said_bye and self._protocol.state is OPEN and not self._transport.is_closing()
        )

    def send(self, payload: bytes) -> None:
        """Send one message to this client alone; never compressed, it may be personal. What is
        sent in one turn of the loop, like an acknowledgement and what it changed, goes together."""
        if self.writable:
            if not self._outgoing:
                asyncio.get_running_loop().call_soon(self._flush)
            self._clear = False
            self._outgoing.append(frame(payload))

    def bye(self, payload: bytes) -> None:
        """Send the last message: nothing follows it."""
        self.send(payload)
        self._flush()
        self._said_bye = True
        self._clear = False

    def share(self, shared: SharedFrame, now: float) -> bool:
        """Send a shared frame. False: the client is behind and was left out."""
        if self._clear:
            self._write(shared.deflated if self._deflates else shared.plain)
            return True
        return self._share_with_care(shared, now)

    def _share_with_care(self, shared: SharedFrame, now: float) -> bool:
        if self.behind_since is not None:
            return False
        transport = self._transport
        if self._protocol.state is not OPEN or self._said_bye or transport.is_closing():
            return True  # gone; its loop will notice
        if self._outgoing:
            self._flush()
        waiting = transport.get_write_buffer_size()
        if waiting > BUFFER_LIMIT:
            self.behind_since = now
            return False
        self._clear = self._is_told and not waiting
        self._write(shared.deflated if self._deflates else shared.plain, waiting)
        return True

    def _disturbed(self) -> None:
        self._clear = False

    def _flush(self) -> None:
        data = b"".join(self._outgoing)
        self._outgoing.clear()
        if data and self.writable:
            self._write(data, self._transport.get_write_buffer_size())

    def _write(self, data: bytes, waiting: int = 0) -> None:
        """Straight to the kernel, which is where nearly all of a delivered patch's cost is: while
        nothing waits in the transport and it is not closing, the descriptor is ours."""
        if waiting or self._descriptor is None:
            self._transport.write(data)
            return
        try:
            sent = os.write(self._descriptor, data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # broken; its loop will notice
        if sent < len(data):
            self._clear = False
            self._transport.write(data[sent:])

    def caught_up(self, now: float) -> bool:
        """Whether a client that was behind may get the whole document now. One that has not read
        its buffer for too long is cut off."""
        if self.behind_since is None:
            return False
        if self._transport.get_write_buffer_size() == 0:
            self.behind_since = None
            return True
        if now - self.behind_since > PATIENCE_S:
            self._transport.abort()
        return False
