"""Organisations: who runs programmes of debates in this house."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.errors import Taken
from server.store.tables import OrganisationRows, table_of


class Organisation(Struct, frozen=True):
    """`key`: its part of addresses, for ever. `created_at`: ms; 0: before that was written down."""

    key: str
    name: str
    created_at: int = 0


class Organisations:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, key: str, name: str, at: int) -> None:
        """Raises Taken if there is one with this key."""
        await whole(self._add({"key": key, "name": name, "created_at": at}))

    async def get(self, key: str) -> Organisation | None:
        """None if there is none."""
        found = await self._select(col(OrganisationRows.key) == key)
        return found[0] if found else None

    async def list(self) -> Sequence[Organisation]:
        """All of them by name."""
        return await self._select(True)

    async def rename(self, key: str, name: str) -> None:
        """Its key stays."""
        statement = update(OrganisationRows).where(col(OrganisationRows.key) == key)
        async with self._database.write() as connection:
            await connection.execute(statement.values(name=name))

    async def _add(self, row: dict[str, Any]) -> None:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(OrganisationRows).values(row))
        except IntegrityError as error:
            raise Taken from error

    async def _select(self, where: Any) -> Sequence[Organisation]:
        rows = select(table_of(OrganisationRows)).order_by(
            col(OrganisationRows.name), col(OrganisationRows.key)
        )
        if where is not True:
            rows = rows.where(where)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Organisation(row.key, row.name, row.created_at) for row in found]
