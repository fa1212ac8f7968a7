"""Whose pages may show the debates of an organisation."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import DebateRows, EmbedderRows, ProgrammeRows


class Embedders:
    """Origins, as a Content-Security-Policy names them. All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, organisation: str) -> Sequence[str]:
        """As they were written; none at first."""
        mine = col(EmbedderRows.organisation) == organisation
        async with self._database.read() as connection:
            found = (
                await connection.execute(select(col(EmbedderRows.origins)).where(mine))
            ).scalar()
        return (found or "").split()

    async def of_debate(self, code: str) -> Sequence[str]:
        """Of its organisation."""
        rows = (
            select(col(EmbedderRows.origins))
            .join(ProgrammeRows, col(ProgrammeRows.organisation) == col(EmbedderRows.organisation))
            .join(DebateRows, col(DebateRows.programme) == col(ProgrammeRows.key))
            .where(col(DebateRows.code) == code)
        )
        async with self._database.read() as connection:
            return ((await connection.execute(rows)).scalar() or "").split()

    async def set(self, organisation: str, origins: Sequence[str]) -> None:
        """In the place of those before."""
        await whole(self._set(organisation, " ".join(origins)))

    async def _set(self, organisation: str, origins: str) -> None:
        async with self._database.write() as connection:
            mine = col(EmbedderRows.organisation) == organisation
            await connection.execute(delete(EmbedderRows).where(mine))
            row = {"organisation": organisation, "origins": origins}
            await connection.execute(insert(EmbedderRows).values(row))
