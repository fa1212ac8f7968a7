"""Takes out of the tables of a closed debate what once tied its rows to people. Its key is
destroyed before, and none is needed here.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.deciding.sealing import HANDLE_DIGITS
from server.debate.minutes import MINUTE_MS
from server.store.engine import Database
from server.store.removing import clear_log
from server.store.secrecy.moments import AUDIENCE
from server.store.secrecy.sealing import BLOCK_BYTES
from server.store.tables import BallotRows, DebateRows, JournalRows, ReceiptRows, RemarkRows

T = TypeVar("T")

AT_ONCE = 200  # rows; thousands hold everybody while they are made ready for the database


async def unlink(database: Database, code: str) -> None:
    """Once for a debate, in one transaction. Raises Unavailable; then nothing has changed."""
    async with database.write() as connection:
        # Two processes may come to this at once, and only one of them may do it.
        rows = select(col(DebateRows.unlinked)).where(col(DebateRows.code) == code)
        if (await connection.execute(rows.with_for_update())).scalar_one_or_none() is not False:
            return
        await _unlink_ballots(connection, code)
        await _unlink_authors(connection, code)
        await _forget_moments(connection, code)
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


async def _unlink_authors(connection: AsyncConnection, code: str) -> None:
    authored = (col(JournalRows.debate) == code) & col(JournalRows.author).is_not(None)
    rows = (await connection.execute(select(col(JournalRows.seq)).where(authored))).all()
    for some in _pieces(rows):
        fresh = [{"line": row.seq, "handle": secrets.token_hex(BLOCK_BYTES)} for row in some]
        await connection.execute(
            update(JournalRows)
            .where(col(JournalRows.debate) == code, col(JournalRows.seq) == bindparam("line"))
            .values(author=bindparam("handle")),
            fresh,
        )


def _pieces(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Between two of them others have their turn."""
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


async def _forget_moments(connection: AsyncConnection, code: str) -> None:
    mine = (col(JournalRows.debate) == code) & (col(JournalRows.role) == AUDIENCE)
    at = col(JournalRows.at)
    minutes = at - at % MINUTE_MS  # of lines from before moments were sealed
    await connection.execute(update(JournalRows).where(mine).values(at=minutes, moment=None))
