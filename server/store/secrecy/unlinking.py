"""Takes out of the tables of a closed debate what once tied its rows to people. Its key is
destroyed before, and none is needed here.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.deciding.sealing import HANDLE_DIGITS
from server.debate.minutes import minute
from server.store.engine import Database
from server.store.removing import clear_log
from server.store.secrecy.moments import AUDIENCE
from server.store.secrecy.proofs import Proofs
from server.store.secrecy.sealing import BLOCK_BYTES
from server.store.tables import BallotRows, DebateRows, JournalRows, ReceiptRows, RemarkRows

T = TypeVar("T")

_SAID = (
    JournalRows.seq,
    JournalRows.at,
    JournalRows.action,
    JournalRows.role,
    JournalRows.by,
    JournalRows.hash,
    JournalRows.sealed,
    JournalRows.author,
)  # as `LineRow`

AT_ONCE = 200  # rows; thousands hold everybody while they are made ready for the database


async def unlink(database: Database, proofs: Proofs, code: str) -> None:
    """Once for a debate, in one transaction. Raises Unavailable; then nothing has changed."""
    async with database.write() as connection:
        # Two processes may come to this at once, and only one of them may do it.
        rows = select(col(DebateRows.unlinked)).where(col(DebateRows.code) == code)
        if (await connection.execute(rows.with_for_update())).scalar_one_or_none() is not False:
            return
        await _unlink_ballots(connection, code)
        await _unlink_lines(connection, proofs, code)
        for table in (ReceiptRows, RemarkRows):
            await connection.execute(delete(table).where(col(table.debate) == code))
        await connection.execute(
            update(DebateRows).where(col(DebateRows.code) == code).values(unlinked=True)
        )
    await clear_log(database)


async def _unlink_ballots(connection: AsyncConnection, code: str) -> None:
    """Those of a debate that an older program closed, without sealing a list of them."""
    mine = (col(BallotRows.debate) == code) & (func.length(col(BallotRows.handle)) != HANDLE_DIGITS)
    query = select(col(BallotRows.question), col(BallotRows.on)).where(mine)
    rows = (await connection.execute(query)).all()
    await connection.execute(delete(BallotRows).where(mine))
    for some in _pieces(rows):
        fresh = [
            {
                "debate": code,
                "question": row.question,
                "handle": secrets.token_hex(BLOCK_BYTES),
                "on": row.on,
                "commands": "",
            }
            for row in some
        ]
        await connection.execute(insert(BallotRows), fresh)


async def _unlink_lines(connection: AsyncConnection, proofs: Proofs, code: str) -> None:
    """Authors become others, and of moments no more than the minute is left. What this house wrote
    stays proved: other processes may still be on their way to these lines."""
    theirs = col(JournalRows.author).is_not(None) | (col(JournalRows.role) == AUDIENCE)
    mine = col(JournalRows.debate) == code
    columns = map(col, (*_SAID, JournalRows.proof))
    rows = (await connection.execute(select(*columns).where(mine, theirs))).all()
    change = update(JournalRows).where(mine, col(JournalRows.seq) == bindparam("line"))
    change = change.values(
        at=bindparam("minute"),
        author=bindparam("handle"),
        proof=bindparam("of"),
        moment=None,
    )
    for some in _pieces(rows):
        await connection.execute(change, [_unlinked(proofs, code, row) for row in some])


def _unlinked(proofs: Proofs, code: str, row: Any) -> dict[str, Any]:
    *said, proof = row
    seq, at, action, role, by, hash_, sealed, author = said
    if role == AUDIENCE:
        at = minute(at)  # of lines from before moments were sealed
    handle = None if author is None else secrets.token_hex(BLOCK_BYTES)
    if proof == proofs.of_line(code, (seq, row.at, action, role, by, hash_, sealed, author)):
        proof = proofs.of_line(code, (seq, at, action, role, by, hash_, sealed, handle))
    return {"line": seq, "minute": at, "handle": handle, "of": proof}


def _pieces(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Between two of them others have their turn."""
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
