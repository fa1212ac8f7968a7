"""Debates as rows: made, listed, and, when they are closed, unlinked from everybody in them."""

import secrets
from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.commands import Phase
from server.store.engine import Database, whole
from server.store.tables import (
    BallotRows,
    DebateRows,
    JournalRows,
    ReceiptRows,
    RemarkRows,
    TallyRows,
    TokenRows,
)

HANDLE_BYTES = 16


class DebateRow(Struct, frozen=True):
    """What lists show. `key` is None once the debate is closed."""

    code: str
    programme: str
    title: dict[str, str]
    phase: Phase
    starts_at: int | None
    created_at: int
    closed_at: int | None
    key: bytes | None
    rehearsal: bool = False
    opens_at: int | None = None

    @property
    def is_announced(self) -> bool:
        """As of the debate (`server.debate.state`)."""
        return self.phase != "draft" or (self.starts_at or self.opens_at) is not None

    @property
    def is_kept(self) -> bool:
        """Whether it is over and has a place in the archive; a rehearsal never has."""
        return self.phase in ("closed", "archived") and not self.rehearsal


class Position(Struct, frozen=True):
    """How far a debate has come: the number of its last journal entry, and its last mark (see
    ballots.py). Two equal positions: nothing moved between them."""

    seq: int
    mark: int


class Debates:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, code: str, key: bytes, at: int) -> None:
        """Make an empty draft. Raises IntegrityError for a code that is taken, Unavailable."""
        row = {"code": code, "key": key, "created_at": at, "title": {}}
        await whole(self._write(insert(DebateRows).values(row)))

    async def get(self, code: str) -> DebateRow | None:
        async with self._database.read() as connection:
            rows = select(DebateRows.__table__).where(  # type: ignore[attr-defined]
                col(DebateRows.code) == code
            )
            row = (await connection.execute(rows)).one_or_none()
        return None if row is None else _debate(row)

    async def list(self) -> list[DebateRow]:
        """All debates, the newest first."""
        async with self._database.read() as connection:
            rows = select(DebateRows.__table__).order_by(  # type: ignore[attr-defined]
                col(DebateRows.created_at).desc()
            )
            return [_debate(row) for row in await connection.execute(rows)]

    async def timed(self, now: int) -> set[tuple[str, Phase, int]]:
        """Code, phase and time of each debate whose time to open or to close, while it can, has
        passed by now (ms); whether something is still to be done, its room knows. Raises
        Unavailable."""
        code, phase = col(DebateRows.code), col(DebateRows.phase)
        found: set[tuple[str, Phase, int]] = set()
        async with self._database.read() as connection:
            for name, at in (("draft", DebateRows.opens_at), ("collecting", DebateRows.closes_at)):
                rows = select(code, phase, col(at)).where(phase == name, col(at) <= now)
                found |= {tuple(row) for row in await connection.execute(rows)}  # type: ignore[misc]
        return found

    async def positions(self, codes: Collection[str]) -> dict[str, Position]:
        """How far each of these has come; one cheap look for all of them. Raises Unavailable."""
        last = select(func.max(col(JournalRows.seq))).where(
            col(JournalRows.debate) == col(DebateRows.code)
        )
        rows = select(
            col(DebateRows.code), col(DebateRows.mark), last.scalar_subquery().label("seq")
        ).where(col(DebateRows.code).in_(codes))
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return {row.code: Position(row.seq or 0, row.mark) for row in found}

    async def remove(self, code: str) -> None:
        """Remove a draft and all that belongs to it; anything else is left alone."""
        await whole(self._remove(code, col(DebateRows.phase) == "draft"))

    async def wipe(self, code: str) -> None:
        """Remove a rehearsal, whatever its phase, and all that belongs to it; anything else is
        left alone."""
        await whole(self._remove(code, col(DebateRows.rehearsal).is_(True)))

    async def unlink(self, code: str) -> None:
        """Destroy the key and give every ballot and every authorship a handle of its own, in one
        transaction: afterwards no two ballots, nor a ballot and a question, can be tied to each
        other. What moderators said to each other goes as well. Raises Unavailable; then nothing has
        changed and it can be done again."""
        await whole(self._unlink(code))

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)

    async def _remove(self, code: str, only: Any) -> None:
        async with self._database.write() as connection:
            rows = delete(DebateRows).where(col(DebateRows.code) == code, only)
            if (await connection.execute(rows)).rowcount:
                for table in (JournalRows, BallotRows, TallyRows, ReceiptRows, RemarkRows):
                    await connection.execute(delete(table).where(col(table.debate) == code))
                await connection.execute(delete(TokenRows).where(col(TokenRows.code) == code))

    async def _unlink(self, code: str) -> None:
        async with self._database.write() as connection:
            # Two processes may come to this at once, and only one of them may do it.
            rows = select(col(DebateRows.key)).where(col(DebateRows.code) == code)
            if (await connection.execute(rows.with_for_update())).scalar_one_or_none() is None:
                return
            await _unlink_ballots(connection, code)
            await _unlink_authors(connection, code)
            for table in (ReceiptRows, RemarkRows):
                await connection.execute(delete(table).where(col(table.debate) == code))
            await connection.execute(
                update(DebateRows).where(col(DebateRows.code) == code).values(key=None)
            )
        if self._database.is_sqlite:
            # The old pages still stand in the write-ahead log.
            async with self._database.read() as connection:
                await connection.exec_driver_sql("COMMIT")
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                await connection.exec_driver_sql("BEGIN")


async def _unlink_ballots(connection: AsyncConnection, code: str) -> None:
    mine = col(BallotRows.debate) == code
    rows = await connection.execute(
        select(col(BallotRows.question), col(BallotRows.on)).where(mine)
    )
    fresh = [
        {
            "debate": code,
            "question": row.question,
            "handle": secrets.token_hex(HANDLE_BYTES),
            "on": row.on,
            "commands": "",
        }
        for row in rows
    ]
    await connection.execute(delete(BallotRows).where(mine))
    if fresh:
        await connection.execute(insert(BallotRows), fresh)


async def _unlink_authors(connection: AsyncConnection, code: str) -> None:
    authored = (col(JournalRows.debate) == code) & col(JournalRows.author).is_not(None)
    rows = await connection.execute(select(col(JournalRows.seq)).where(authored))
    fresh = [{"line": row.seq, "handle": secrets.token_hex(HANDLE_BYTES)} for row in rows]
    if fresh:
        await connection.execute(
            update(JournalRows)
            .where(col(JournalRows.debate) == code, col(JournalRows.seq) == bindparam("line"))
            .values(author=bindparam("handle")),
            fresh,
        )


def _debate(row: Any) -> DebateRow:
    return DebateRow(
        row.code,
        row.programme,
        row.title,
        row.phase,
        row.starts_at,
        row.created_at,
        row.closed_at,
        row.key,
        row.rehearsal,
        row.opens_at,
    )
