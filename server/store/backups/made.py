"""Which backups were made, so that an owner sees when the last one was. A line each, of the last
few; the file itself is wherever it was put.
"""

from msgspec import Struct
from sqlalchemy import delete, func, insert, select
from sqlmodel import col

from server.store.engine import Database
from server.store.tables import BackupRows, table_of

KEPT = 20


class Backup(Struct, frozen=True):
    """`bytes`: the size of the file. `whole`: it was read again after it was written, and all of it
    was there."""

    at: int
    bytes: int
    whole: bool


class Backups:
    """The newest few are kept, by when they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, backup: Backup) -> None:
        """Raises Unavailable."""
        at = col(BackupRows.at)
        async with self._database.write() as connection:
            await connection.execute(delete(BackupRows).where(at == backup.at))
            row = {"at": backup.at, "bytes": backup.bytes, "whole": backup.whole}
            await connection.execute(insert(BackupRows).values(row))
            newest = select(at).order_by(at.desc()).limit(KEPT)
            oldest = (await connection.execute(newest)).scalars().all()[-1]
            await connection.execute(delete(BackupRows).where(at < oldest))

    async def last(self) -> Backup | None:
        """Raises Unavailable."""
        async with self._database.read() as connection:
            newest = select(func.max(col(BackupRows.at))).scalar_subquery()
            rows = select(table_of(BackupRows)).where(col(BackupRows.at) == newest)
            row = (await connection.execute(rows)).one_or_none()
        return None if row is None else Backup(row.at, row.bytes, row.whole)
