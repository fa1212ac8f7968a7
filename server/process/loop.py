"""The event loop of a server: asyncio's own, made fair for thousands of connections.

Few are heard at a time (`turns`, where this Python bears it: `trial`), and both doors let people in
a few at a time, while the rest wait in the system's queue (`backlog`).
"""

import asyncio
import logging
import socket
from asyncio import sslproto
from collections.abc import Callable
from typing import Any, Protocol

from server.process.trial import turns_serve
from server.process.turns import Turns

LET_IN = 8  # connections let in, in one turn; each takes about a millisecond in all
PAUSE_S = 0.5  # before accepting again when there are no descriptors left
TLS_BUFFER = 16 * 1024  # bytes that are read of a connection at once; a record is no longer

log = logging.getLogger(__name__)

# Each connection has such a buffer for as long as it lasts, and asyncio's is of 256 KiB.
sslproto.SSLProtocol.max_size = TLS_BUFFER


class Entrant(Protocol):
    send_away: Callable[[], object]


class Porter(Protocol):
    """Who decides at a door who is let in."""

    async def admit(self, connection: socket.socket, peer: str) -> Any:
        """What to let in for this connection, a socket that is a `Entrant`; None: it was closed."""

    def is_newcomer(self, descriptor: int) -> bool:
        """Whether somebody is inside with it who has not said yet what they are here for."""

    def close(self) -> None:
        """Nobody is let in any more."""


class Loop(asyncio.SelectorEventLoop):
    """Whoever listens has a porter who lets people in: see `guard`."""

    def __init__(self) -> None:
        self._porters: dict[int, Porter] = {}
        self._on_duty: set[Porter] = set()
        self._turns = Turns(self._is_newcomer) if turns_serve() else None
        super().__init__(self._turns)

    def guard(self, listening: socket.socket, porter: Porter) -> None:
        """Who comes in there is from now on let in by this one."""
        self._porters[listening.fileno()] = porter
        self._on_duty.add(porter)

    @property
    def let_in(self) -> int:
        """How many may come in at a door in this turn."""
        return LET_IN if self._turns is None else min(LET_IN, self._turns.allowed)

    def settle(self, descriptor: int) -> None:
        """To be told when somebody has said what they are here for: they are heard before
        newcomers from now on."""
        if self._turns is not None:
            self._turns.settle(descriptor)

    def _is_newcomer(self, descriptor: int) -> bool:
        return any(porter.is_newcomer(descriptor) for porter in self._on_duty)

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
    ) -> "ListeningServer":
        """As asyncio's, for one address or one socket. Raises OSError when it is taken."""
        listening = sock or _listen(host, port)
        listening.setblocking(False)
        listening.listen(backlog)
        porter = self._porters.pop(listening.fileno(), None)
        return ListeningServer(
            self, listening, protocol_factory, {"ssl": ssl, **tls} if ssl else {}, porter
        )


class ListeningServer(asyncio.AbstractServer):
    """One listening socket, with as much of `asyncio.Server` as both doors use."""

    def __init__(
        self,
        loop: Loop,
        listening: socket.socket,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        tls: dict[str, Any],
        porter: Porter | None = None,
    ) -> None:
        self._loop = loop
        self._listening: socket.socket | None = listening
        self._protocol_factory = protocol_factory
        self._tls = tls
        self._porter = porter
        self._arriving: set[asyncio.Task[None]] = set()
        self._open()

    @property
    def sockets(self) -> tuple[socket.socket, ...]:
        """The one it listens on; none once it is closed."""
        return () if self._listening is None else (self._listening,)

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def is_serving(self) -> bool:
        return self._listening is not None

    async def start_serving(self) -> None:
        """It does from the start."""

    async def serve_forever(self) -> None:
        """Nobody here waits for a door. Raises NotImplementedError."""
        raise NotImplementedError

    def close(self) -> None:
        """Let nobody in any more; those inside stay."""
        listening, self._listening = self._listening, None
        if listening is not None:
            self._loop.remove_reader(listening)
            listening.close()
        if self._porter is not None:
            self._porter.close()

    async def wait_closed(self) -> None:
        """Wait until those who were on the threshold are inside or gone."""
        if self._arriving:
            await asyncio.wait(self._arriving)

    def _open(self) -> None:
        if self._listening is not None:
            self._loop.add_reader(self._listening, self._let_in)

    def _let_in(self) -> None:
        for _ in range(self._loop.let_in):
            if self._listening is None:
                return
            try:
                connection, peer = self._listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                # Out of descriptors: without a pause the loop would turn for nothing but this.
                log.exception("nobody can be let in for now")
                self._loop.remove_reader(self._listening)
                self._loop.call_later(PAUSE_S, self._open)
                return
            task = self._loop.create_task(self._welcome(connection, peer))
            self._arriving.add(task)
            task.add_done_callback(self._arriving.discard)

    async def _welcome(self, connection: socket.socket, peer: Any) -> None:
        if self._porter is None:
            connection.setblocking(False)
            await self._make_transport(connection)
            return
        entrant = await self._porter.admit(connection, str(peer[0]))
        if entrant is None:
            return
        running = asyncio.current_task()
        assert running is not None
        entrant.send_away = give_up = running.cancel
        transport = await self._make_transport(entrant)
        if transport is not None and entrant.send_away == give_up:
            entrant.send_away = transport.abort

    async def _make_transport(self, connection: socket.socket) -> asyncio.Transport | None:
        try:
            transport, _ = await self._loop.connect_accepted_socket(
                self._protocol_factory, connection, **self._tls
            )
            return transport
        except (OSError, TimeoutError):
            connection.close()  # it went away, or spoke no TLS
            return None


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
