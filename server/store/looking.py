"""One consistent look at all ballots of a debate, in pages between which everybody else has a turn:
for what compares them, and not for what counts them.
"""

import contextlib
from collections.abc import AsyncIterator

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from server.store.engine import Database

PAGE = 500  # rows: 2 ms

# The binary order, whatever language the database sorts by.
_ROWS = """
SELECT question, handle, "on", commands, burst, proof FROM ballots WHERE debate = :code
ORDER BY question{binary}, handle{binary}
"""
_MARK = "SELECT mark FROM debates WHERE code = :code"

Row = tuple[str, str, bool, str, str, str]  # question, handle, on, commands, burst, proof


class Look:
    """`mark`: of the newest group of ballots that it sees; None: there is no such debate."""

    def __init__(self, connection: AsyncConnection, code: str, mark: int | None, rows: str) -> None:
        self.mark = mark
        self._connection = connection
        self._code = code
        self._rows = text(rows)

    async def pages(self) -> AsyncIterator[list[Row]]:
        """The rows as they are kept, by question and handle. Once."""
        result = await self._connection.stream(self._rows, {"code": self._code})
        async for page in result.partitions(PAGE):
            yield [(r.question, r.handle, bool(r.on), r.commands, r.burst, r.proof) for r in page]


@contextlib.asynccontextmanager
async def look(database: Database, code: str) -> AsyncIterator[Look]:
    """What is written meanwhile is not seen. Raises Unavailable."""
    async with database.read() as connection:
        if not database.is_sqlite:
            await connection.execution_options(isolation_level="REPEATABLE READ")
        mark = (await connection.execute(text(_MARK), {"code": code})).scalar_one_or_none()
        binary = "" if database.is_sqlite else ' COLLATE "C"'
        yield Look(connection, code, mark, _ROWS.format(binary=binary))
