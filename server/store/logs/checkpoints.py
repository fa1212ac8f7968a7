"""The signed heads of debates' logs, as they were told: a row for each size that a log had when one
was signed. Several processes sign the same head; one row stays.
"""

from msgspec import Struct
from sqlalchemy import insert, select
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
        size = col(CheckpointRows.size)
        rows = select(table_of(CheckpointRows)).where(col(CheckpointRows.debate) == code)
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(size.desc()).limit(1))
            row = found.one_or_none()
        if row is None:
            return None
        try:
            head = Checkpoint.parse(parse_note(row.note.encode()).text)
        except BadNote:
            return None
        return KeptCheckpoint(head, row.note, row.at)
