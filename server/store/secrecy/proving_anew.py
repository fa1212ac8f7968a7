"""Takes what is kept of an open debate as it is, and proves it anew by this house: for when its
secret was lost together with the debate's key.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.engine import Database
from server.store.secrecy.proofs import Proofs
from server.store.tables import BallotRows, JournalRows

AT_ONCE = 500  # rows: some 2 ms

_OF_A_LINE = (
    JournalRows.seq,
    JournalRows.at,
    JournalRows.action,
    JournalRows.role,
    JournalRows.by,
    JournalRows.hash,
    JournalRows.sealed,
    JournalRows.author,
)  # in the order in which they are proved
_OF_A_BALLOT = (
    BallotRows.question,
    BallotRows.handle,
    BallotRows.on,
    BallotRows.commands,
    BallotRows.burst,
)

T = TypeVar("T")


async def prove_anew(database: Database, proofs: Proofs, code: str) -> None:
    """All of its rows, in one transaction. Raises Unavailable."""
    async with database.write() as connection:
        await _prove_lines(connection, proofs, code)
        await _prove_ballots(connection, proofs, code)


async def _prove_lines(connection: AsyncConnection, proofs: Proofs, code: str) -> None:
    mine = col(JournalRows.debate) == code
    rows = (await connection.execute(select(*map(col, _OF_A_LINE)).where(mine))).all()
    change = update(JournalRows).where(mine, col(JournalRows.seq) == bindparam("line"))
    change = change.values(proof=bindparam("its_proof"))
    for some in _pieces(rows):
        values = [{"line": row.seq, "its_proof": proofs.of_line(code, tuple(row))} for row in some]
        await connection.execute(change, values)


async def _prove_ballots(connection: AsyncConnection, proofs: Proofs, code: str) -> None:
    mine = col(BallotRows.debate) == code
    rows = (await connection.execute(select(*map(col, _OF_A_BALLOT)).where(mine))).all()
    this = (mine, col(BallotRows.question) == bindparam("about"))
    change = update(BallotRows).where(*this, col(BallotRows.handle) == bindparam("whose"))
    change = change.values(proof=bindparam("its_proof"), burst=bindparam("its_burst"))
    for some in _pieces(rows):
        found = proofs.of_ballots(code, [tuple(row)[:4] for row in some])
        await connection.execute(
            change, [_ballot(proofs, code, row, one) for row, one in zip(some, found, strict=True)]
        )


def _ballot(proofs: Proofs, code: str, row: Any, proof: str) -> dict[str, str]:
    burst = row.burst.partition(" ")[0]
    came = burst and f"{burst} {proofs.of_burst(code, burst, row.question, row.handle)}"
    return {"about": row.question, "whose": row.handle, "its_proof": proof, "its_burst": came}


def _pieces(rows: Sequence[T]) -> list[Sequence[T]]:
    return [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
