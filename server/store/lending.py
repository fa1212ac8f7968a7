"""Connections of a pool, lent to who asks: opened whole and given back whole, whenever who asked is
cancelled meanwhile.

What is cancelled while it opens a connection leaves it to the garbage collector (omnilib/aiosqlite
issue 259), and so does a pool that is disposed of before everything is given back; with it go its
thread and, on PostgreSQL, one of the few places that the server has. So opening and giving back are
done by tasks that nobody cancels, and the end waits for all that are lent.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.pool import QueuePool

PATIENCE_S = 10.0  # at the end, for who still uses one

T = TypeVar("T")

log = logging.getLogger(__name__)


class Lending:
    """Of the pool of `engine`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._under_way: set[asyncio.Task[Any]] = set()
        self._lent = 0
        self._all_back = asyncio.Event()
        self._all_back.set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[AsyncConnection]:
        """A connection, for as long as it lasts."""
        connection = await self._opened()
        self._lent += 1
        self._all_back.clear()
        try:
            yield connection
        finally:
            back = self._begin(connection.close())
            self._lent -= 1
            if not self._lent:
                self._all_back.set()
            await asyncio.shield(back)

    async def close(self) -> None:
        """Lets go of all connections, once those that are lent came back."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self._lent or self._under_way:
                    await self._all_back.wait()
                    if self._under_way:
                        await asyncio.wait(self._under_way)
        except TimeoutError:
            log.warning("connections to the database are still in use", extra={"of": self._lent})
        await self._engine.dispose()

    async def _opened(self) -> AsyncConnection:
        if self._is_at_hand():
            return await self._engine.connect()
        opening = self._begin(_connected(self._engine))
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(self._give_back)
            raise

    def _is_at_hand(self) -> bool:
        """Whether one is had without waiting. PostgreSQL's may have been lost meanwhile."""
        pool = self._engine.pool
        at_hand = isinstance(pool, QueuePool) and pool.checkedin() > 0
        return at_hand and self._engine.dialect.name == "sqlite"

    def _give_back(self, opening: "asyncio.Task[AsyncConnection]") -> None:
        if opening.exception() is None:
            self._begin(opening.result().close())

    def _begin(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task


async def _connected(engine: AsyncEngine) -> AsyncConnection:
    return await engine.connect()
