"""The connection to the database: how it is opened, how one transaction is written or read, and
what its errors mean to us.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

T = TypeVar("T")

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # an acknowledged vote survives a power cut
    "foreign_keys": "ON",
    "secure_delete": "ON",  # a destroyed key is overwritten, not only forgotten
    "busy_timeout": "2000",  # ms
}


class Unavailable(Exception):
    """The database cannot commit or answer now; nothing was kept."""


class Conflict(Exception):
    """Somebody else appended to this journal first."""


class Repeated(Exception):
    """This command was kept already; `answer` is what it was told."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("repeated")
        self.answer = answer


class Database:
    """One writer at a time, readers beside it."""

    def __init__(self, url: str) -> None:
        self.engine: AsyncEngine = create_async_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._writing = asyncio.Lock()
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end. Raises Unavailable; IntegrityError as it is."""
        async with self._writing, self._answers(), self.engine.connect() as connection:
            await connection.execution_options(tribina_write=True)
            async with connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One consistent look. Raises Unavailable."""
        async with self._answers(), self.engine.connect() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def _answers(self) -> AsyncIterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except (DBAPIError, SQLAlchemyError, OSError) as error:
            raise Unavailable(type(error).__name__) from error

    async def close(self) -> None:
        await self.engine.dispose()


async def whole(work: Coroutine[Any, Any, T]) -> T:
    """Carry a transaction through even if whoever asked for it is cancelled meanwhile."""
    return await asyncio.shield(asyncio.ensure_future(work))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for name, value in PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A writer takes its lock at once: upgrading a read lock later could fail without waiting.
    writes = connection.get_execution_options().get("tribina_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
