"""Programmes: series of debates, each of one organisation."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.errors import Taken
from server.store.tables import OrganisationRows, ProgrammeRows


class Programme(Struct, frozen=True):
    """`key`: as journals name it; `slug`: as addresses below its `organisation` (a key) do. `name`
    by language tag; `accent` as #rrggbb. `languages`: of the screens of its new debates, one or two
    in an order; none: see `Debate.languages`. `organised_by`: the organisation's name."""

    key: str
    name: dict[str, str]
    organisation: str
    accent: str
    languages: tuple[str, ...] = ()
    organised_by: str = ""

    @property
    def slug(self) -> str:
        """What it is called within its organisation."""
        return self.key.rpartition("/")[2]


def programme_key(organisation: str, slug: str) -> str:
    """What journals call a programme that is made now."""
    return f"{organisation}/{slug}"


class Programmes:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, organisation: str | None = None) -> Sequence[Programme]:
        """All programmes by key, or those of one organisation."""
        mine = col(ProgrammeRows.organisation) == organisation
        return await programme_selected(self._database, True if organisation is None else mine)

    async def get(self, key: str) -> Programme | None:
        """None if there is none."""
        found = await programme_selected(self._database, col(ProgrammeRows.key) == key)
        return found[0] if found else None

    async def some(self, keys: Collection[str]) -> Mapping[str, Programme]:
        """Those of these keys that there are."""
        found = await programme_selected(self._database, col(ProgrammeRows.key).in_(keys))
        return {programme.key: programme for programme in found}

    async def at(self, organisation: str, slug: str) -> Programme | None:
        """By its address; None if there is none."""
        mine = col(ProgrammeRows.organisation) == organisation
        found = await programme_selected(self._database, mine & (col(ProgrammeRows.slug) == slug))
        return found[0] if found else None

    async def add(self, programme: Programme) -> None:
        """Raises Taken if its organisation has one that is called so."""
        await whole(self._add(programme))

    async def change(self, programme: Programme) -> None:
        """Its name, colour and languages; its key and its organisation stay."""
        changed = update(ProgrammeRows).where(col(ProgrammeRows.key) == programme.key)
        async with self._database.write() as connection:
            await connection.execute(changed.values(_described(programme)))

    async def _add(self, programme: Programme) -> None:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(ProgrammeRows).values(programme_row(programme)))
        except IntegrityError as error:
            raise Taken from error


async def programme_selected(database: Database, where: Any) -> Sequence[Programme]:
    """Those of which a condition on their rows holds, by key. Raises Unavailable."""
    rows = (
        select(
            col(ProgrammeRows.key),
            col(ProgrammeRows.name),
            col(ProgrammeRows.organisation),
            col(OrganisationRows.name).label("organised_by"),
            col(ProgrammeRows.accent),
            col(ProgrammeRows.languages),
        )
        .join(OrganisationRows, col(ProgrammeRows.organisation) == col(OrganisationRows.key))
        .order_by(col(ProgrammeRows.key))
    )
    if where is not True:
        rows = rows.where(where)
    async with database.read() as connection:
        found = (await connection.execute(rows)).all()
    return [_programme(row) for row in found]


def programme_row(programme: Programme) -> dict[str, Any]:
    """As it is kept."""
    place = {
        "key": programme.key,
        "organisation": programme.organisation,
        "slug": programme.slug,
    }
    return place | _described(programme)


def _described(programme: Programme) -> dict[str, Any]:
    return {
        "name": programme.name,
        "accent": programme.accent,
        "languages": ",".join(programme.languages),
    }


def _programme(row: Any) -> Programme:
    languages = tuple(filter(None, row.languages.split(",")))
    return Programme(row.key, row.name, row.organisation, row.accent, languages, row.organised_by)
