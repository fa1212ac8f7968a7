"""One consistent look at all ballots of a debate, in pages between which everybody else has a turn:
for what compares them, and not for what counts them.
"""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from server.debate.deciding.sealing import kept_row
from server.store.engine import Database
from server.store.secrecy.proofs import Proofs
from server.transparency.merkle import Tree, leaf_hash

PAGE = 500  # rows: 2 ms

# The binary order, whatever language the database sorts by.
_ROWS = """
SELECT question, handle, "on", commands, burst, proof FROM ballots WHERE debate = :code
ORDER BY question{binary}, handle{binary}
"""
# Closing takes away what proves the rows, and leaves the mark.
_MARK = """
SELECT mark FROM debates WHERE code = :code AND phase NOT IN ('closed', 'archived')
"""
_COUNT = "SELECT count(*) FROM ballots WHERE debate = :code"


class Seen(Struct, frozen=True):
    """Of an open debate, without what is `forged`: how many rows there are, those taken back as
    well, the root of the tree over them in hex, and how many are on, `by_question`. `worked_s`:
    what it cost here, beside what it cost the database."""

    rows: int
    root: str
    by_question: Counter[str]
    forged: int
    worked_s: float


class Look:
    """`mark`: of the newest group of ballots that it sees; None: there is no such debate, or it
    is closed, and then nothing that is `seen` means anything."""

    def __init__(
        self, connection: AsyncConnection, proofs: Proofs, code: str, mark: int | None, rows: str
    ) -> None:
        self.mark = mark
        self._connection = connection
        self._proofs = proofs
        self._code = code
        self._rows = text(rows)

    async def count(self) -> int:
        """How many rows there are, whoever wrote them."""
        found = await self._connection.execute(text(_COUNT), {"code": self._code})
        rows: int = found.scalar_one()
        return rows

    async def seen(self) -> Seen:
        """What stands there."""
        tree, by_question, forged, worked_s = Tree(), Counter[str](), 0, 0.0
        result = await self._connection.stream(self._rows, {"code": self._code})
        async for page in result.partitions(PAGE):
            began = time.thread_time()
            kept = [(r.question, r.handle, bool(r.on), r.commands, r.burst, r.proof) for r in page]
            some = self._proofs.proved(self._code, kept)
            forged += some.forged
            for question, handle, on, *_ in some.rows:
                tree.append(leaf_hash(kept_row(question, handle, on).encode()))
                by_question[question] += on
            worked_s += time.thread_time() - began
            await asyncio.sleep(0)
        return Seen(tree.size, tree.root().hex(), by_question, forged, worked_s)


@contextlib.asynccontextmanager
async def look(database: Database, proofs: Proofs, code: str) -> AsyncIterator[Look]:
    """What is written meanwhile is not seen. Raises Unavailable."""
    async with database.read() as connection:
        if not database.is_sqlite:
            await connection.execution_options(isolation_level="REPEATABLE READ")
        mark = (await connection.execute(text(_MARK), {"code": code})).scalar_one_or_none()
        binary = "" if database.is_sqlite else ' COLLATE "C"'
        yield Look(connection, proofs, code, mark, _ROWS.format(binary=binary))
