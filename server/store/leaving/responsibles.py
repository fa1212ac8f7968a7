"""Who answers for the data of an organisation."""

from msgspec import Struct
from sqlalchemy import delete, insert, select
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import ResponsibleRows, table_of


class Responsible(Struct, frozen=True):
    """Empty: nobody was named."""

    name: str = ""
    contact: str = ""


class Responsibles:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, organisation: str) -> Responsible:
        """Of its data."""
        mine = col(ResponsibleRows.organisation) == organisation
        async with self._database.read() as connection:
            rows = await connection.execute(select(table_of(ResponsibleRows)).where(mine))
            row = rows.one_or_none()
        return Responsible() if row is None else Responsible(row.name, row.contact)

    async def named(self) -> list[str]:
        """The organisations of which somebody is named."""
        rows = select(col(ResponsibleRows.organisation)).where(col(ResponsibleRows.name) != "")
        async with self._database.read() as connection:
            return list((await connection.execute(rows)).scalars())

    async def set(self, organisation: str, responsible: Responsible) -> None:
        """In the place of whoever it was."""
        await whole(self._set(organisation, responsible))

    async def _set(self, organisation: str, responsible: Responsible) -> None:
        mine = col(ResponsibleRows.organisation) == organisation
        row = {"organisation": organisation}
        said = {"name": responsible.name, "contact": responsible.contact}
        async with self._database.write() as connection:
            await connection.execute(delete(ResponsibleRows).where(mine))
            if responsible != Responsible():
                await connection.execute(insert(ResponsibleRows).values(row | said))
