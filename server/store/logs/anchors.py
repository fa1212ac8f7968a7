"""What witnesses are to be asked about the house's own log, kept until they answer: a hall may have
no internet for days. Only the newest head waits; older ones are in it.
"""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import AnchorRows, table_of

QUEUED, DONE, GIVEN_UP = "queued", "done", "given up"
FIRST_AGAIN_MS = 30_000
LONGEST_AGAIN_MS = 6 * 60 * 60 * 1000
TRIES = 40  # some nine days


class Anchor(Struct, frozen=True):
    """`size`: of the house's log; `tries`: so far, in vain."""

    vkey: str
    size: int
    tries: int


class Anchors:
    """All methods raise Unavailable. `now` in ms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, vkey: str, size: int, now: int) -> None:
        """Have this witness asked about a new head, unless it is already."""
        await whole(self._queue(vkey, size, now))

    async def due(self, now: int) -> Sequence[Anchor]:
        """Who is to be asked now."""
        rows = select(table_of(AnchorRows)).where(
            col(AnchorRows.state) == QUEUED, col(AnchorRows.next_at) <= now
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Anchor(row.vkey, row.size, row.tries) for row in found]

    async def done(self, anchor: Anchor, cosignature: str) -> None:
        """The witness has signed."""
        await self._change(anchor, state=DONE, cosignature=cosignature)

    async def later(self, anchor: Anchor, now: int) -> None:
        """It did not answer, or would not: ask again, less and less often."""
        tries = anchor.tries + 1
        pause = min(FIRST_AGAIN_MS << min(anchor.tries, 20), LONGEST_AGAIN_MS)
        state = QUEUED if tries < TRIES else GIVEN_UP
        await self._change(anchor, state=state, tries=tries, next_at=now + pause)

    async def cosignatures(self, size: int) -> list[str]:
        """Of this size, a line each."""
        rows = select(col(AnchorRows.cosignature)).where(
            col(AnchorRows.size) == size, col(AnchorRows.state) == DONE
        )
        async with self._database.read() as connection:
            return list((await connection.execute(rows)).scalars())

    async def cosigned(self, vkey: str) -> int:
        """The size that this witness signed last; 0 for none."""
        rows = select(col(AnchorRows.size)).where(
            col(AnchorRows.vkey) == vkey, col(AnchorRows.state) == DONE
        )
        async with self._database.read() as connection:
            return max((await connection.execute(rows)).scalars(), default=0)

    async def _queue(self, vkey: str, size: int, now: int) -> None:
        this = (col(AnchorRows.vkey) == vkey) & (col(AnchorRows.size) == size)
        waiting = (col(AnchorRows.vkey) == vkey) & (col(AnchorRows.state) != DONE)
        row = {"vkey": vkey, "size": size, "state": QUEUED, "tries": 0, "next_at": now}
        async with self._database.write() as connection:
            if not self._database.is_sqlite:
                await connection.exec_driver_sql("LOCK TABLE anchors IN EXCLUSIVE MODE")
            if (await connection.execute(select(col(AnchorRows.size)).where(this))).first():
                return
            await connection.execute(delete(AnchorRows).where(waiting))
            await connection.execute(insert(AnchorRows).values(row | {"cosignature": ""}))

    async def _change(self, anchor: Anchor, **values: object) -> None:
        this = (col(AnchorRows.vkey) == anchor.vkey) & (col(AnchorRows.size) == anchor.size)
        async with self._database.write() as connection:
            await connection.execute(update(AnchorRows).where(this).values(**values))
