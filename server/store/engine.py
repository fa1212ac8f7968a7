"""The connection to the database: how it is opened, how one transaction is written or read, and
what its errors mean to us.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from server.store.along import waiting
from server.store.errors import Unavailable
from server.store.lending import Lending
from server.store.postgresql.address import is_postgresql, postgresql_engine

T = TypeVar("T")

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # an acknowledged vote survives a power cut
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is deleted is overwritten, not only forgotten
    "busy_timeout": "2000",  # ms
    # Votes go to pages all over the table: with the usual 2 MB they are read again and again.
    "cache_size": "-16384",  # KiB
    "wal_autocheckpoint": "4000",  # pages; each is written twice, the second time seldom
}

_TROUBLE = (
    DBAPIError,
    SQLAlchemyError,
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # it lost its thread, as when the server ends between two answers
    OSError,
)


class Database:
    """SQLite: one writer at a time, readers beside it. PostgreSQL: a few connections; `patient`
    ones do not give up on long statements."""

    def __init__(self, url: str, patient: bool = False) -> None:
        self.url = url
        self.is_sqlite = not is_postgresql(url)
        self.engine: AsyncEngine
        self._writing: contextlib.AbstractAsyncContextManager[None]
        if self.is_sqlite:
            # Whatever begins here is ended here: to roll back what is not there costs a turn of
            # the loop for each group of ballots.
            self.engine = create_async_engine(url, pool_reset_on_return=None)
            self._writing = asyncio.Lock()
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
        else:
            self.engine = postgresql_engine(url, patient)
            self._writing = contextlib.nullcontext()
        self._lending = Lending(self.engine)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end, with what is written along with it. Raises
        Unavailable; IntegrityError as it is."""
        async with self._writing, self._connected() as connection:
            await connection.execution_options(tribina_write=True)
            async with connection.begin():
                yield connection
                besides = waiting()
                for one in besides:
                    await one.work(connection)
            for one in besides:
                one.done = True

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """For looking. On SQLite all of it is one consistent look, on PostgreSQL each statement
        is. Raises Unavailable."""
        async with self._connected() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def driver(self) -> AsyncIterator[Any]:
        """PostgreSQL's driver itself, for statements that are a transaction of their own. Raises
        Unavailable; DeadlockDetectedError and SerializationError, after which the same statement
        can be tried again, as they are."""
        async with self._connected() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            try:
                yield driver
            except asyncpg.InternalClientError:
                await connection.invalidate()
                raise
            except asyncpg.PostgresError:
                if driver.is_closed():
                    await connection.invalidate()
                raise

    async def at_once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """SQLite: a whole transaction in the driver's thread. The event loop is left and entered
        once, not a dozen times; each time costs a turn of it, which under load is milliseconds.
        Raises Unavailable."""
        async with self._writing, self._connected() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            done: T = await driver._execute(_transaction, driver._conn, work)
            return done

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._lending.one() as connection:
                try:
                    yield connection
                except TimeoutError:
                    await connection.invalidate()  # who knows what it is still doing
                    raise
        except (IntegrityError, asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
            raise
        except _TROUBLE as error:
            raise Unavailable(type(error).__name__) from error

    async def close(self) -> None:
        """Lets go of all connections, once those that are in use were given back."""
        await self._lending.close()


async def whole(work: Coroutine[Any, Any, T]) -> T:
    """Carry a transaction through even if whoever asked for it is cancelled meanwhile."""
    return await asyncio.shield(asyncio.ensure_future(work))


def _transaction(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done


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
