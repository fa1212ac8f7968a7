"""No connection is left to the garbage collector, whoever is cancelled when."""

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from server.store.engine import Database

MOMENTS = [*range(12), 20, 40]  # turns of the loop
END_S = 10.0


async def look(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(text("SELECT 1"))


def serving() -> set[threading.Thread]:
    """The threads of SQLite's connections."""
    return {one for one in threading.enumerate() if "_connection_worker" in one.name}


async def leaves_nothing(database: Database, before: set[threading.Thread]) -> None:
    pool = database.engine.pool
    await database.close()
    assert isinstance(pool, QueuePool)
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)
    for thread in serving() - before:
        thread.join(END_S)
    assert serving() <= before


@pytest.mark.parametrize("moment", MOMENTS)
async def test_who_is_cancelled_leaves_no_connection_behind(database_url: str, moment: int) -> None:
    before = serving()
    for is_open in (False, True):
        database = Database(database_url)
        if is_open:
            await look(database)
        task = asyncio.create_task(look(database))
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await leaves_nothing(database, before)


async def test_the_end_waits_for_who_still_looks(database_url: str) -> None:
    before, database, here = serving(), Database(database_url), asyncio.Event()

    async def linger() -> None:
        async with database.read():
            here.set()
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    task = asyncio.create_task(linger())
    await here.wait()
    await leaves_nothing(database, before)
    await task
