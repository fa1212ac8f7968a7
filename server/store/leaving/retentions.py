"""How long what is personal stays after a debate was closed, by programme; and what was removed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, select
from sqlmodel import col

from server.debate.minutes import DAY_MS
from server.debate.phases import OVER
from server.store.engine import Database, whole
from server.store.tables import DebateRows, ProgrammeRows, RetentionRows, ShreddingRows, table_of

What = Literal["names", "texts", "notes", "moderators"]
WHATS: tuple[What, ...] = get_args(What)
DAYS_AT_MOST = 36_500
AT_ONCE = 1_000  # codes


class Due(Struct, frozen=True, order=True):
    """What of a debate is to go now."""

    code: str
    what: What


class Shredding(Struct, frozen=True):
    """What of a debate was removed: how many sealed parts of its lines, and when (ms)."""

    code: str
    what: str
    at: int
    parts: int


class Retentions:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, programme: str) -> dict[str, int]:
        """Days by what goes after them; what is not in it stays."""
        rows = select(col(RetentionRows.what), col(RetentionRows.days)).where(
            col(RetentionRows.programme) == programme
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows.order_by(col(RetentionRows.what)))).all()
        return {row.what: row.days for row in found}

    async def set(self, programme: str, days: Mapping[str, int]) -> None:
        """All of them anew."""
        await whole(self._set(programme, days))

    async def due(self, now: int) -> list[Due]:
        """What time has come for, by now (ms), and has not gone yet."""
        rows = (
            select(col(DebateRows.code), col(DebateRows.closed_at), col(RetentionRows.what))
            .add_columns(col(RetentionRows.days))
            .join(RetentionRows, col(RetentionRows.programme) == col(DebateRows.programme))
            .outerjoin(
                ShreddingRows,
                and_(
                    col(ShreddingRows.debate) == col(DebateRows.code),
                    col(ShreddingRows.what) == col(RetentionRows.what),
                ),
            )
            .where(
                col(DebateRows.phase).in_(OVER),
                col(DebateRows.unlinked).is_(True),
                col(ShreddingRows.debate).is_(None),
            )
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return sorted(
            Due(row.code, row.what)
            for row in found
            if row.what in WHATS and (row.closed_at or 0) + row.days * DAY_MS <= now
        )

    async def left(
        self, organisation: str, whats: Collection[What], after: str = "", most: int = AT_ONCE
    ) -> Sequence[str]:
        """The codes of its closed debates of which not all of this was removed, in order: those
        behind `after`, so many at most."""
        programmes = select(col(ProgrammeRows.key)).where(
            col(ProgrammeRows.organisation) == organisation
        )
        code, debate = col(DebateRows.code), col(ShreddingRows.debate)
        removed = (
            select(func.count())
            .where(debate == code, col(ShreddingRows.what).in_(set(whats)))
            .scalar_subquery()
        )
        rows = select(code).where(
            code > after,
            col(DebateRows.programme).in_(programmes),
            col(DebateRows.phase).in_(OVER),
            col(DebateRows.rehearsal).is_(False),
            col(DebateRows.unlinked).is_(True),
            removed < len(set(whats)),
        )
        async with self._database.read() as connection:
            return (await connection.execute(rows.order_by(code).limit(most))).scalars().all()

    async def shredded(self, codes: Sequence[str]) -> list[Shredding]:
        """What was removed of these debates."""
        rows = select(table_of(ShreddingRows)).where(col(ShreddingRows.debate).in_(codes))
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Shredding(row.debate, row.what, row.at, row.parts) for row in found]

    async def _set(self, programme: str, days: Mapping[str, int]) -> None:
        async with self._database.write() as connection:
            mine = col(RetentionRows.programme) == programme
            await connection.execute(delete(RetentionRows).where(mine))
            rows = [{"programme": programme, "what": w, "days": d} for w, d in days.items()]
            if rows:
                await connection.execute(insert(RetentionRows), rows)
