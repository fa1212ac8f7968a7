"""Who may serve from a database at the same time: on SQLite one process; on PostgreSQL one that
knows of no relay, or any number that have one.

SQLite's is a lock on a file beside the database (flock), PostgreSQL's an advisory lock of a
connection kept for it. Both end with the process, however it ends.
"""

import asyncio
import contextlib
import fcntl
import logging
import time
from pathlib import Path
from typing import IO, Any

import asyncpg
from sqlalchemy.engine import make_url

from server.lasting import lasting
from server.store.errors import Unavailable
from server.store.postgresql.address import connect, is_postgresql

PATIENCE_S = 3.0  # for a process that is just ending, or whose end is not yet known
TRY_S = 0.2
LOOK_S = 5.0
SERVING = 0x7472_6962_696E_6101  # number of an advisory lock, "tribina" and one more than migrate's

ALONE_ON_SQLITE = (
    "another process serves from this SQLite database: several need PostgreSQL and Redis"
)
ALONE_WITHOUT_RELAY = (
    "another process serves from this database: several need TRIBINA_REDIS_URL, each of them"
)

_TROUBLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)

log = logging.getLogger(__name__)


class Occupied(Exception):
    """Somebody else is there; the sentence says what to do."""


class Tenancy:
    """Taken once at the start, kept until `leave`."""

    def __init__(self, url: str, has_relay: bool) -> None:
        self._url = url
        self._has_relay = has_relay
        self._file: IO[bytes] | None = None
        self._connection: Any = None
        self._task: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Raises Occupied when this process may not serve here now; Unavailable, OSError."""
        patience = time.monotonic() + PATIENCE_S
        while not await self._try():
            if time.monotonic() > patience:
                await self.leave()
                raise Occupied(ALONE_WITHOUT_RELAY if is_postgresql(self._url) else ALONE_ON_SQLITE)
            await asyncio.sleep(TRY_S)
        if is_postgresql(self._url):
            self._task = lasting(self._keep(), "tenancy")

    async def leave(self) -> None:
        """Let others in. Raises nothing."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._connection is not None:
            with contextlib.suppress(*_TROUBLE, TimeoutError):
                await self._connection.close(timeout=1.0)
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None

    async def _try(self) -> bool:
        if is_postgresql(self._url):
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self._url)
            shared = "_shared" if self._has_relay else ""
            return bool(
                await self._connection.fetchval(f"SELECT pg_try_advisory_lock{shared}($1)", SERVING)
            )
        path = make_url(self._url).database
        if not path or path == ":memory:":
            return True
        if self._file is None:
            self._file = Path(f"{path}.serving").open("ab")  # noqa: ASYNC230, SIM115
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    async def _keep(self) -> None:
        """Take it again after PostgreSQL was away: the lock went with the connection."""
        while True:
            await asyncio.sleep(LOOK_S)
            if not self._connection.is_closed():
                continue
            try:
                if not await self._try():
                    log.error(ALONE_WITHOUT_RELAY)
                    await self._connection.close(timeout=1.0)
            except (Unavailable, *_TROUBLE):
                log.info("the place among the processes is taken again later")
