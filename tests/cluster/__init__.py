"""Several processes as a broadcaster would run them, on this machine's loopback: PostgreSQL keeps,
Redis wakes, Caddy spreads. For tests and measurements; by hand: `make cluster`.
"""

import asyncio
import contextlib
import secrets
import shutil
import socket
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

from server.settings import Settings
from tests.given.caddy import Caddy
from tests.given.servers import RunningServer, Site
from tests.given.services import AnyService, PostgreSQL, Redis
from tests.load.process import free_port

DATABASE = "tribina"


class Cluster(Site):
    """`async with Cluster(processes=2) as cluster`: all of it runs, and is gone afterwards, also
    when some of it does not start. Visited through the proxy, as a Site.

    Its parts can be stopped, killed, restarted, and their logs read: `cluster.processes[0]`,
    `cluster.postgresql`, `cluster.redis`, `cluster.caddy`. `env` is for the processes.
    `durable=False`: PostgreSQL does not wait for the disk.

    Raises Missing, RuntimeError when a part does not start, OSError when the port is taken."""

    def __init__(
        self,
        processes: int = 2,
        *,
        tls: bool = False,
        durable: bool = True,
        port: int = 0,
        **env: str,
    ) -> None:
        super().__init__()
        self._count = processes
        self._tls = tls
        self._durable = durable
        self._port = port or free_port()
        self._env = env
        self._stack = contextlib.AsyncExitStack()
        self.processes: list[RunningServer] = []
        self.postgresql: PostgreSQL
        self.redis: Redis
        self.caddy: Caddy

    @property
    def settings(self) -> Settings:
        """Of the first process; what they share is in those of all."""
        return self.processes[0].settings

    @property
    def address(self) -> str:
        return self.caddy.address

    @property
    def live_address(self) -> str:
        return self.caddy.live_address

    @property
    def log(self) -> str:
        """What the processes have logged so far, one after the other."""
        return "".join(process.log for process in self.processes)

    async def rolling_restart(self) -> None:
        """One process after the other goes in good order and comes back."""
        for process in self.processes:
            await process.restart()

    async def __aenter__(self) -> "Cluster":
        with socket.create_server(("127.0.0.1", self._port)):
            pass  # Caddy would be taken for running when somebody else answers there
        async with contextlib.AsyncExitStack() as stack:
            folder = Path(tempfile.mkdtemp(prefix="tribina-cluster-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            self.postgresql = _run(stack, PostgreSQL(self._durable))
            self.postgresql.create(DATABASE)
            self.redis = _run(stack, Redis())
            self.processes = self._processes(folder)
            stack.push_async_callback(self._stop_processes)
            pages = [process.settings.port for process in self.processes]
            live = [process.settings.live_port for process in self.processes]
            self.caddy = Caddy(pages, live, tls=self._tls, port=self._port)
            for process in self.processes:
                await process.start()
            _run(stack, self.caddy)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    def _processes(self, folder: Path) -> list[RunningServer]:
        scheme = "https" if self._tls else "http"
        shared: dict[str, Any] = {
            "TRIBINA_DATABASE_URL": self.postgresql.url(DATABASE),
            "TRIBINA_REDIS_URL": self.redis.url,
            "TRIBINA_SECRET": secrets.token_urlsafe(32),
            "TRIBINA_KEYS": str(folder / "keys"),
            "TRIBINA_DRAIN_S": "1",
            "TRIBINA_PUBLIC_URL": f"{scheme}://127.0.0.1:{self._port}",
        } | self._env
        return [
            RunningServer(folder / str(number), folder / f"{number}.log", **shared)
            for number in range(self._count)
        ]

    async def _stop_processes(self) -> None:
        running = [process for process in self.processes if process.process.is_running]
        await asyncio.gather(*(process.stop() for process in running), return_exceptions=True)


def _run(stack: contextlib.AsyncExitStack, service: AnyService) -> AnyService:
    """Start it, and have it removed at the end. Waits without giving way to anybody, so that no
    interruption falls between the two."""
    stack.callback(service.remove)
    service.start()
    return service
