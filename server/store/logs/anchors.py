"""What others are asked to say about the heads of the house's own log, kept until they answer: a
hall may have no internet for days. Only the newest head waits; older ones are in it.

| kind | whom | answer |
|---|---|---|
| `witness` | its vkey | the line of its signature (C2SP tlog-cosignature) |
| `rfc3161` | address of a time stamp authority | the response, in base64 |
| `opentimestamps` | address of a calendar | the file `.ots`, in base64 |
"""

from collections.abc import Collection
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Update, delete, func, insert, select, update
from sqlmodel import col

from server.debate.minutes import HOUR_MS, MINUTE_MS
from server.store.engine import Database, whole
from server.store.leasing import leased
from server.store.tables import AnchorRows, table_of

StampKind = Literal["rfc3161", "opentimestamps"]
Kind = Literal["witness"] | StampKind
STAMPS: tuple[StampKind, ...] = get_args(StampKind)
QUEUED, DONE, GIVEN_UP = "queued", "done", "given up"
FIRST_AGAIN_MS = 30_000
LONGEST_AGAIN_MS = 6 * HOUR_MS
TRIES = 40  # some nine days
ASKING_MS = MINUTE_MS  # for so long nobody else asks the same


class Other(Struct, frozen=True):
    """Somebody who is asked."""

    kind: Kind
    whom: str


class Anchor(Struct, frozen=True):
    """`size`: of the house's log; `tries`: so far, in vain."""

    other: Other
    size: int
    tries: int = 0


class Anchors:
    """All methods raise Unavailable. `now` in ms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, others: Collection[Other], size: int, now: int) -> None:
        """Have all of these asked about this head, as far as they are not already, and nobody
        about an older one."""
        await whole(self._queue(others, size, now))

    async def next(self, now: int) -> Anchor | None:
        """What is to be asked now; whoever is given it asks, and no other process meanwhile."""
        due = (
            select(table_of(AnchorRows))
            .where(col(AnchorRows.state) == QUEUED, col(AnchorRows.next_at) <= now)
            .order_by(col(AnchorRows.next_at))
            .limit(1)
        )

        def until(row: Any) -> Update:
            return update(AnchorRows).where(_is(_anchor(row))).values(next_at=now + ASKING_MS)

        row = await leased(self._database, due, until)
        return None if row is None else _anchor(row)

    async def done(self, anchor: Anchor, answer: str) -> None:
        """They have answered."""
        await self._change(anchor, state=DONE, answer=answer)

    async def later(self, anchor: Anchor, now: int) -> None:
        """They did not answer, or would not: ask again, less and less often."""
        tries = anchor.tries + 1
        pause = min(FIRST_AGAIN_MS << min(anchor.tries, 20), LONGEST_AGAIN_MS)
        state = QUEUED if tries < TRIES else GIVEN_UP
        await self._change(anchor, state=state, tries=tries, next_at=now + pause)

    async def cosignatures(self, size: int) -> list[str]:
        """Of this size, a line each."""
        rows = select(col(AnchorRows.answer)).where(
            col(AnchorRows.kind) == "witness",
            col(AnchorRows.size) == size,
            col(AnchorRows.state) == DONE,
        )
        async with self._database.read() as connection:
            return list((await connection.execute(rows)).scalars())

    async def cosigned(self, vkey: str) -> int:
        """The size that this witness signed last; 0 for none."""
        rows = select(func.max(col(AnchorRows.size))).where(
            col(AnchorRows.kind) == "witness",
            col(AnchorRows.whom) == vkey,
            col(AnchorRows.state) == DONE,
        )
        async with self._database.read() as connection:
            return (await connection.execute(rows)).scalar_one() or 0

    async def stamps(self, at_most: int, to: int | None = None) -> list[Anchor]:
        """Who has stamped a head, of `to` lines at most, the newest first; not witnesses."""
        size, kind, whom = col(AnchorRows.size), col(AnchorRows.kind), col(AnchorRows.whom)
        rows = select(kind, whom, size).where(kind.in_(STAMPS), col(AnchorRows.state) == DONE)
        if to is not None:
            rows = rows.where(size <= to)
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(size.desc(), kind, whom).limit(at_most))
            return [Anchor(Other(row.kind, row.whom), row.size) for row in found]

    async def answer(self, anchor: Anchor) -> str:
        """As it is kept; empty where there is none."""
        rows = select(col(AnchorRows.answer)).where(_is(anchor))
        async with self._database.read() as connection:
            return (await connection.execute(rows)).scalar_one_or_none() or ""

    async def waiting(self, size: int) -> tuple[int, int]:
        """How many were asked about this head in vain so far, of how many that are asked."""
        rows = select(table_of(AnchorRows)).where(col(AnchorRows.size) == size)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return sum(row.state != DONE and row.tries > 0 for row in found), len(found)

    async def _queue(self, others: Collection[Other], size: int, now: int) -> None:
        async with self._database.write() as connection:
            if not self._database.is_sqlite:  # there, writers are one at a time anyway
                await connection.exec_driver_sql("LOCK TABLE anchors IN EXCLUSIVE MODE")
            rows = select(table_of(AnchorRows)).where(
                (col(AnchorRows.state) != DONE) | (col(AnchorRows.size) >= size)
            )
            found = (await connection.execute(rows)).all()
            if any(row.size > size for row in found):
                return  # another process is further
            there = {Anchor(Other(row.kind, row.whom), row.size): row.state for row in found}
            wanted = [Anchor(other, size) for other in others]
            for anchor, state in there.items():
                if state != DONE and anchor not in wanted:
                    await connection.execute(delete(AnchorRows).where(_is(anchor)))
            for anchor in wanted:
                if anchor not in there:
                    await connection.execute(insert(AnchorRows).values(_row(anchor, now)))

    async def _change(self, anchor: Anchor, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(AnchorRows).where(_is(anchor)).values(**values))


def _anchor(row: Any) -> Anchor:
    return Anchor(Other(row.kind, row.whom), row.size, row.tries)


def _is(anchor: Anchor) -> ColumnElement[bool]:
    return (
        (col(AnchorRows.kind) == anchor.other.kind)
        & (col(AnchorRows.whom) == anchor.other.whom)
        & (col(AnchorRows.size) == anchor.size)
    )


def _row(anchor: Anchor, now: int) -> dict[str, object]:
    return {
        "kind": anchor.other.kind,
        "whom": anchor.other.whom,
        "size": anchor.size,
        "state": QUEUED,
        "tries": anchor.tries,
        "next_at": now,
        "answer": "",
    }
