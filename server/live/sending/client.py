"""One connected client, from the sending side: its buffer, and what happens when it is slow.

Writes never wait. A client that does not read fast enough is skipped, and given the whole
document once it has read what it was sent: memory is bounded, nobody else waits.
"""

import asyncio
import os
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.protocol import OPEN

from server.live.sending.frames import SharedFrame, frame

BUFFER_LIMIT = 64 * 1024  # bytes waiting in our process before a client counts as slow
PATIENCE_S = 30.0  # how long a slow client may take to read its buffer


class TellsOfItself:
    """A connection that calls `disturbed` when its library may have written something, and when it
    is gone, while its descriptor is still its own."""

    disturbed: Callable[[], None] | None = None


class Client:
    """`handle`: of a participant, None for others; `name`: of a moderator. `number`: the descriptor
    of the socket, None where only the transport can write. `is_clear`: somebody writes shared
    frames to it straight, until `disturbed` is called."""

    __slots__ = (
        "_deflates",
        "_is_told",
        "_outgoing",
        "_protocol",
        "_said_bye",
        "_transport",
        "behind_since",
        "disturbed",
        "handle",
        "is_clear",
        "name",
        "number",
    )

    def __init__(self, socket: ServerConnection, handle: str | None, name: str) -> None:
        self._protocol = socket.protocol
        self._transport = socket.transport
        is_plain = self._transport.get_extra_info("sslcontext") is None
        self.number = self._transport.get_extra_info("socket").fileno() if is_plain else None
        self._deflates = bool(socket.protocol.extensions)
        self._outgoing: list[bytes] = []
        self._said_bye = False
        self._is_told = isinstance(socket, TellsOfItself)
        if isinstance(socket, TellsOfItself):
            socket.disturbed = self.disturb
        self.is_clear = False
        self.disturbed: Callable[[Client], None] | None = None
        self.handle = handle
        self.name = name
        self.behind_since: float | None = None

    @property
    def writable(self) -> bool:
        """Whether a frame would still reach it, as far as is known here."""
        return (
            not self._said_bye and self._protocol.state is OPEN and not self._transport.is_closing()
        )

    def send(self, payload: bytes) -> None:
        """Send one message to this client alone; never compressed, it may be personal. What is
        sent in one turn of the loop, like an acknowledgement and what it changed, goes together."""
        if self.writable:
            if not self._outgoing:
                asyncio.get_running_loop().call_soon(self._flush)
            self.disturb()
            self._outgoing.append(frame(payload))

    def bye(self, payload: bytes) -> None:
        """Send the last message: nothing follows it."""
        self.send(payload)
        self._flush()
        self._said_bye = True
        self.disturb()

    def share(self, shared: SharedFrame, now: float) -> bool:
        """Send a shared frame. False: the client is behind and was left out."""
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
        self._write(shared.deflated if self._deflates else shared.plain, waiting)
        return True

    def clear(self) -> int | None:
        """The number to write compressed shared frames to, while nothing stands between them and
        the kernel, nothing of the library's either; None: `share` is the way."""
        if not (self._is_told and self._deflates and self.writable) or self._outgoing:
            return None
        return None if self._transport.get_write_buffer_size() else self.number

    def disturb(self) -> None:
        """Something else is about to be written, or the connection ends."""
        if self.is_clear:
            self.is_clear = False
            if self.disturbed is not None:
                self.disturbed(self)

    def finish(self, rest: bytes) -> None:
        """What the kernel did not take of a frame that was written straight."""
        self.disturb()
        self._transport.write(rest)

    def _flush(self) -> None:
        data = b"".join(self._outgoing)
        self._outgoing.clear()
        if data and self.writable:
            self._write(data, self._transport.get_write_buffer_size())

    def _write(self, data: bytes, waiting: int = 0) -> None:
        """Straight to the kernel: while nothing waits in the transport and it is not closing, the
        descriptor is ours."""
        if waiting or self.number is None:
            self._transport.write(data)
            return
        try:
            sent = os.write(self.number, data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # broken; its loop will notice
        if sent < len(data):
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
