"""The signed heads of debates' logs, as they were told: a row for each size that a log had when one
was signed. Several processes sign the same head; one row stays.
"""

from typing import Any

from msgspec import Struct
from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import CheckpointRows, table_of
from server.transparency.checkpoints import Checkpoint
from server.transparency.notes import BadNote, parse_note


class KeptCheckpoint(Struct, frozen=True):
    """`note`: the whole signed note, of which `head` is what it says; `at`: when (ms)."""

    head: Checkpoint
    note: str
    at: int


class Checkpoints:
    """Of all debates. All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, code: str, head: Checkpoint, note: str, at: int) -> None:
        """What is there already of this size stays."""
        row = {"debate": code, "size": head.size, "note": note, "at": at}
        await whole(self._keep(row))

    async def _keep(self, row: dict[str, object]) -> None:
        this = select(col(CheckpointRows.size)).where(
            col(CheckpointRows.debate) == row["debate"], col(CheckpointRows.size) == row["size"]
        )
        async with self._database.read() as connection:
            if (await connection.execute(this)).first() is not None:
                return
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(CheckpointRows).values(row))
        except IntegrityError:
            return  # another process was quicker

    async def last(self, code: str) -> KeptCheckpoint | None:
        """The one of the most lines; None if there is none, or it can no longer be read."""
        return await self._read(_of(code).order_by(col(CheckpointRows.size).desc()).limit(1))

    async def get(self, code: str, size: int) -> KeptCheckpoint | None:
        """The one of so many lines; None as above."""
        return await self._read(_of(code).where(col(CheckpointRows.size) == size))

    async def _read(self, rows: Select[Any]) -> KeptCheckpoint | None:
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
        if row is None:
            return None
        try:
            head = Checkpoint.parse(parse_note(row.note.encode()).text)
        except BadNote:
            return None
        return KeptCheckpoint(head, row.note, row.at)


def _of(code: str) -> Select[Any]:
    return select(table_of(CheckpointRows)).where(col(CheckpointRows.debate) == code)
