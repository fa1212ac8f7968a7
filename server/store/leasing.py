"""Work that waits in a table, done by one process at a time."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, Update

from server.store.engine import Database


async def leased(
    database: Database, due: Select[Any], until: Callable[[Any], Update]
) -> Any | None:
    """The row that is due, for whoever asks: `until` says by which statement nobody else gets it
    meanwhile. None if there is none. Raises Unavailable."""
    async with database.read() as connection:
        if (await connection.execute(due)).first() is None:
            return None
    async with database.write() as connection:
        row = (await connection.execute(due.with_for_update(skip_locked=True))).first()
        if row is not None:
            await connection.execute(until(row))
        return row
