"""The event loop of a server: asyncio's own, made fair for thousands of connections.

Asyncio and uvloop alike deal with all that is ready in one go. When ten thousand phones come, vote
or vanish in the same moment, that one go takes half a second, and everybody waits for all of it.
Here a few connections have their turn, then whatever else is due, then the next few; and both doors
let people in a few at a time, while the rest wait in the system's queue (`backlog`).
"""

import asyncio
import logging
import selectors
import socket
from collections import deque
from collections.abc import Callable
from typing import Any

AT_ONCE = 64  # connections that are heard in one turn of the loop
LET_IN = 8  # connections let in, in one turn; each takes about a millisecond in all
PAUSE_S = 0.5  # before accepting again when there are no descriptors left

log = logging.getLogger(__name__)

Ready = tuple[selectors.SelectorKey, int]


class FewAtATime(selectors.DefaultSelector):
    """A selector that hands out what is ready in small portions, first come, first served."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Ready] = deque()

    def select(self, timeout: float | None = None) -> list[Ready]:
        if not self._waiting:
            ready = super().select(timeout)
            if len(ready) <= AT_ONCE:
                return ready
            self._waiting.extend(ready)
        few = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        registered = self.get_map()
        # Who was closed or changed since is left out; if something is ready, it is found again.
        return [(key, events) for key, events in few if registered.get(key.fd) is key]


class Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        super().__init__(FewAtATime())

    async def create_server(  # type: ignore[override]  # of its many forms what the doors use
        self,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        host: str = "",
        port: int = 0,
        *,
        sock: socket.socket | None = None,
        backlog: int = 100,
        ssl: Any = None,
        **tls: Any,
    ) -> "Door":
        """As asyncio's, for one address or one socket. Raises OSError when it is taken."""
        listening = sock or _listen(host, port)
        listening.setblocking(False)
        listening.listen(backlog)
        return Door(self, listening, protocol_factory, {"ssl": ssl, **tls} if ssl else {})


class Door(asyncio.AbstractServer):
    """One listening socket, with as much of `asyncio.Server` as both doors use."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        listening: socket.socket,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        tls: dict[str, Any],
    ) -> None:
        self._loop = loop
        self._listening: socket.socket | None = listening
        self._protocol_factory = protocol_factory
        self._tls = tls
        self._arriving: set[asyncio.Task[None]] = set()
        self._open()

    @property
    def sockets(self) -> tuple[socket.socket, ...]:
        return () if self._listening is None else (self._listening,)

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def is_serving(self) -> bool:
        return self._listening is not None

    async def start_serving(self) -> None:
        """It does from the start."""

    async def serve_forever(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Let nobody in any more; those inside stay."""
        listening, self._listening = self._listening, None
        if listening is not None:
            self._loop.remove_reader(listening)
            listening.close()

    async def wait_closed(self) -> None:
        """Wait until those who were on the threshold are inside or gone."""
        if self._arriving:
            await asyncio.wait(self._arriving)

    def _open(self) -> None:
        if self._listening is not None:
            self._loop.add_reader(self._listening, self._let_in)

    def _let_in(self) -> None:
        for _ in range(LET_IN):
            if self._listening is None:
                return
            try:
                connection, _ = self._listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                # Out of descriptors: without a pause the loop would turn for nothing but this.
                log.exception("nobody can be let in for now")
                self._loop.remove_reader(self._listening)
                self._loop.call_later(PAUSE_S, self._open)
                return
            connection.setblocking(False)
            task = self._loop.create_task(self._welcome(connection))
            self._arriving.add(task)
            task.add_done_callback(self._arriving.discard)

    async def _welcome(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(
                self._protocol_factory, connection, **self._tls
            )
        except (OSError, TimeoutError):
            connection.close()  # it went away, or spoke no TLS


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
