"""Programmes and the organisations that run them."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import Organisations, ProgrammeRows


class Programme(Struct, frozen=True):
    """`name` by language tag; `organisation` by its name; `accent` as #rrggbb.
    `languages`: of the screens of its new debates, one or two in an order; none: see
    `Debate.languages`."""

    key: str
    name: dict[str, str]
    organisation: str
    accent: str
    languages: tuple[str, ...] = ()


class Programmes:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self) -> Sequence[Programme]:
        """All programmes by key."""
        return await self._select(True)

    async def get(self, key: str) -> Programme | None:
        """None if there is none. Raises Unavailable."""
        found = await self._select(col(ProgrammeRows.key) == key)
        return found[0] if found else None

    async def put(self, programme: Programme) -> None:
        """Add the programme, or change it; its organisation comes with it."""
        await whole(self._put(programme))

    async def _put(self, programme: Programme) -> None:
        async with self._database.write() as connection:
            organisation = await _organisation(connection, programme.organisation)
            await connection.execute(
                delete(ProgrammeRows).where(col(ProgrammeRows.key) == programme.key)
            )
            row = {
                "key": programme.key,
                "organisation": organisation,
                "name": programme.name,
                "accent": programme.accent,
                "languages": ",".join(programme.languages),
            }
            await connection.execute(insert(ProgrammeRows).values(row))

    async def _select(self, where: Any) -> Sequence[Programme]:
        rows = (
            select(
                col(ProgrammeRows.key),
                col(ProgrammeRows.name),
                col(Organisations.name).label("organisation"),
                col(ProgrammeRows.accent),
                col(ProgrammeRows.languages),
            )
            .join(Organisations, col(ProgrammeRows.organisation) == col(Organisations.key))
            .order_by(col(ProgrammeRows.key))
        )
        if where is not True:
            rows = rows.where(where)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [_programme(row) for row in found]


def _programme(row: Any) -> Programme:
    languages = tuple(filter(None, row.languages.split(",")))
    return Programme(row.key, row.name, row.organisation, row.accent, languages)


async def _organisation(connection: Any, name: str) -> str:
    """The key of the organisation of this name, made if there is none."""
    known = select(col(Organisations.key)).where(col(Organisations.name) == name)
    key = (await connection.execute(known)).scalar_one_or_none()
    if key is not None:
        return str(key)
    key = "-".join(name.casefold().split()) or "organisation"
    taken = select(col(Organisations.key)).where(col(Organisations.key).startswith(key))
    others = set((await connection.execute(taken)).scalars())
    number = 1
    while (fresh := key if number == 1 else f"{key}-{number}") in others:
        number += 1
    await connection.execute(insert(Organisations).values(key=fresh, name=name))
    return fresh
