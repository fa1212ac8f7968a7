"""The door of pages: Hypercorn's, with an end to everything that somebody may keep waiting."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any, cast

import hypercorn.asyncio.run
from hypercorn.asyncio.run import worker_serve
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.config import Config, Sockets
from hypercorn.events import Event, RawData, Updated
from hypercorn.typing import Framework
from hypercorn.utils import wrap_app

from server.entrance.http1 import PIECE, Http1
from server.entrance.porter import Porter, Standing
from server.entrance.resting import Rest, Resting

KERNEL_BUFFER = 128 * 1024  # bytes on their way to one client; by itself it grows to megabytes
DEAD_MS = 20_000  # in which a client that is alive takes something of what is sent (RFC 5482)
PATIENCE_S = 60.0  # that a client may take for a piece
STUCK_S = 1.0  # that something may wait to be taken, before its reader may have to go
HOLDS_S = 5.0  # the same, before they are the first to go; and that a request may take to be said
LONG_S = 30.0  # that an answer may take to be made, likewise


class Connection(TCPServer):
    """One that its porter is told about: how far it has come."""

    _unread_since = 0.0  # s of the loop
    _asked_at = 0.0  # s of the loop

    def __init__(self, porter: Porter, resting: Resting, *args: Any) -> None:
        super().__init__(*args)
        self._porter = porter
        self.idle_task = Rest(resting, self.writer.close)  # type: ignore[assignment]

    async def run(self) -> None:
        """Until it ends. Its porter is told how it stands, and may end it."""
        descriptor = self.writer.get_extra_info("socket").fileno()
        entrant = self._porter.entrant(descriptor)
        running = asyncio.current_task()
        if entrant is not None and running is not None:
            entrant.standing = self.standing
            entrant.send_away = partial(self._send_away, running)
        # Who was sent away, or stayed too long at the end, leaves nothing to be told about it.
        with contextlib.suppress(asyncio.CancelledError):
            await super().run()

    async def protocol_send(self, event: Event) -> None:
        """A long answer goes in pieces, each of which has to be taken within a time."""
        if isinstance(event, RawData):
            if not self._unread:
                self._unread_since = self.loop.time()
            if len(event.data) <= PIECE and not self._unread:
                await super().protocol_send(event)  # the kernel or the transport takes it at once
                return
            for begin in range(0, len(event.data), PIECE):
                if self.writer.transport.is_closing():  # nothing of the rest can come to them
                    return
                async with self._patience():
                    piece = event.data[begin : begin + PIECE]
                    await super().protocol_send(RawData(piece))
            return
        if isinstance(event, Updated) and not event.idle:
            self._asked_at = self.loop.time()
        await super().protocol_send(event)

    def standing(self, now: float) -> Standing:
        """What it is waiting for, at `now` (s of the loop): for its client to take or say
        something, or for us."""
        if self._unread:
            waiting_s = now - self._unread_since
            if waiting_s > HOLDS_S:
                return Standing.HOLDS
            return Standing.SLOW if waiting_s > STUCK_S else Standing.BUSY
        http = cast(Http1, self.protocol.protocol)
        if http.stream is None:
            return Standing.IDLE
        asked_s = now - self._asked_at
        if http.is_being_said and asked_s > HOLDS_S:
            return Standing.HOLDS
        return Standing.SLOW if asked_s > LONG_S else Standing.BUSY

    async def _close(self) -> None:
        if not self._unread:
            await super()._close()
            return
        async with self._patience():
            await super()._close()

    @contextlib.asynccontextmanager
    async def _patience(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PATIENCE_S):
                yield
        except TimeoutError:
            self.writer.transport.abort()

    def _send_away(self, running: asyncio.Task[Any]) -> None:
        """Hypercorn does not notice while it has another request in hand."""
        self.writer.transport.abort()
        running.cancel()

    @property
    def _unread(self) -> int:
        transport: asyncio.WriteTransport = self.writer.transport
        return transport.get_write_buffer_size()


async def serve(
    app: Any,
    config: Config,
    listening: socket.socket,
    porter: Porter,
    until: Callable[[], Awaitable[object]],
) -> None:
    """Until that returns, and then as long as requests under way take, within the `config`'s
    limit."""
    _bound(listening)
    resting = Resting(config.keep_alive_timeout)
    hypercorn.asyncio.run.TCPServer = partial(Connection, porter, resting)  # type: ignore[assignment, attr-defined]
    door = [listening]
    sockets = Sockets(door, [], []) if config.ssl_enabled else Sockets([], door, [])
    wrapped = wrap_app(cast(Framework, app), config.wsgi_max_body_size, "asgi")

    async def until_then_none_rests() -> None:
        await until()
        resting.be_over()

    await worker_serve(wrapped, config, sockets=sockets, shutdown_trigger=until_then_none_rests)


def _bound(listening: socket.socket) -> None:
    """Bound what the kernel keeps for each connection that comes in here, and for how long."""
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_MS)
