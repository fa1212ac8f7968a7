"""Takes sealed parts out of the lines of a closed debate, for good. Of each its digest stays in the
line, so the chain and all that was signed still verify; that it was this house which took them out
says the line's proof.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.phases import OVER
from server.store.broken import line_of
from server.store.chain import BY, Line, canonical, parts_of
from server.store.engine import Database, whole
from server.store.errors import Unavailable
from server.store.journal import OF_A_LINE
from server.store.logs.lines import body_of, problems_of
from server.store.removing import clear_log
from server.store.secrecy.proofs import Proofs
from server.store.tables import DebateRows, JournalRows, ShreddingRows

AT_ONCE = 200  # rows; see `unlinking`
LOCK_MS = 2000  # that another vacuum of the same table is waited for

log = logging.getLogger(__name__)

Fields = Mapping[int, Sequence[str]]  # by the number of a line; "" is the one part of older lines


async def blacken(
    database: Database, proofs: Proofs, code: str, removed: Mapping[str, Fields], at: int
) -> int:
    """Of a debate that is over and unlinked: `removed`, by what it is (see `retentions`). In one
    transaction; how many parts went. Raises Unavailable."""
    done: int = await whole(_blacken(database, proofs, code, removed, at))
    if done:
        await clear_log(database)
        await _clear_rows(database)
    return done


async def _clear_rows(database: Database) -> None:
    """PostgreSQL keeps the row that was before each change until the table is vacuumed. Where it
    cannot be now, its own vacuum does it some time."""
    if database.is_sqlite:
        return
    patient = Database(database.url, patient=True)
    try:
        async with patient.driver() as driver:
            await driver.execute(f"SET lock_timeout = {LOCK_MS}")
            await driver.execute("VACUUM journal")
    except Unavailable:
        log.warning("what was removed still stands in old rows of PostgreSQL")
    finally:
        await patient.close()


async def _blacken(
    database: Database, proofs: Proofs, code: str, removed: Mapping[str, Fields], at: int
) -> int:
    over = col(DebateRows.phase).in_(OVER) & col(DebateRows.unlinked).is_(True)
    this = select(col(DebateRows.code)).where(col(DebateRows.code) == code, over).with_for_update()
    total = 0
    async with database.write() as connection:
        if (await connection.execute(this)).first() is None:
            return 0
        for what, fields in removed.items():
            parts = 0
            numbers = sorted(fields)
            for start in range(0, len(numbers), AT_ONCE):
                some = {seq: fields[seq] for seq in numbers[start : start + AT_ONCE]}
                parts += await _remove(connection, proofs, code, some)
            await _note(connection, code, what, at, parts)
            total += parts
    return total


async def _remove(connection: AsyncConnection, proofs: Proofs, code: str, fields: Fields) -> int:
    mine = col(JournalRows.debate) == code
    rows = select(*map(col, OF_A_LINE)).where(mine, col(JournalRows.seq).in_(fields))
    changed, parts = [], 0
    for row in (await connection.execute(rows)).all():
        line = line_of(code, row)
        left = _without(line, fields[line.seq])
        if left is not None:
            parts += left[1]
            changed.append(_row(proofs, code, left[0]))
    if changed:
        change = update(JournalRows).where(mine, col(JournalRows.seq) == bindparam("line"))
        change = change.values(sealed=bindparam("left"), by=bindparam("who"), proof=bindparam("of"))
        await connection.execute(change, changed)
    return parts


def _without(line: Line, fields: Sequence[str]) -> tuple[Line, int] | None:
    """The line without these parts, and how many went; None where there are none, or it is not as
    it was written: what is in doubt stays as it is."""
    body = body_of(line)
    if body is None or problems_of(line, body):
        return None
    parts = parts_of(body, line.sealed)
    left = {name: part for name, part in parts.items() if name not in fields}
    if len(left) == len(parts):
        return None
    sealed = canonical(left).decode() if left else None
    by = "" if BY in fields else line.by
    return msgspec.structs.replace(line, sealed=sealed, by=by), len(parts) - len(left)


def _row(proofs: Proofs, code: str, line: Line) -> dict[str, Any]:
    proof = proofs.of_line(code, line.said)
    return {"line": line.seq, "left": line.sealed, "who": line.by, "of": proof}


async def _note(connection: AsyncConnection, code: str, what: str, at: int, parts: int) -> None:
    this = (col(ShreddingRows.debate) == code, col(ShreddingRows.what) == what)
    before = select(col(ShreddingRows.parts)).where(*this)
    parts += (await connection.execute(before)).scalar() or 0
    await connection.execute(delete(ShreddingRows).where(*this))
    row = {"debate": code, "what": what, "at": at, "parts": parts}
    await connection.execute(insert(ShreddingRows).values(row))
