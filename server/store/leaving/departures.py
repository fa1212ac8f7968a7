"""Organisations that leave: deactivated now, removed later, and undone until then."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import DepartureRows, table_of


class Departure(Struct, frozen=True):
    """Nobody enters its desk from `deactivated_at` on. `remove_at`: when the rest goes, None:
    never; `with_archives`: also what was public; `removed_at`: when it went. Times in ms."""

    organisation: str
    deactivated_at: int
    remove_at: int | None = None
    with_archives: bool = False
    removed_at: int | None = None


class Departures:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, organisation: str) -> Departure | None:
        """None: it is here to stay."""
        found = await self._select(col(DepartureRows.organisation) == organisation)
        return found[0] if found else None

    async def list(self) -> Sequence[Departure]:
        """All of them."""
        return await self._select(col(DepartureRows.organisation) != "")

    async def due(self, now: int) -> Sequence[Departure]:
        """Those whose time has come (ms)."""
        waits = col(DepartureRows.removed_at).is_(None) & (col(DepartureRows.remove_at) <= now)
        return await self._select(waits)

    async def begin(self, departure: Departure) -> None:
        """In the place of one that was said before, unless it was removed already."""
        await whole(self._begin(departure))

    async def undo(self, organisation: str) -> bool:
        """Whether it was deactivated, and was not removed yet."""
        undone: bool = await whole(self._undo(organisation))
        return undone

    async def _begin(self, departure: Departure) -> None:
        this = col(DepartureRows.organisation) == departure.organisation
        waits = this & col(DepartureRows.removed_at).is_(None)
        values = {
            "deactivated_at": departure.deactivated_at,
            "remove_at": departure.remove_at,
            "with_archives": departure.with_archives,
        }
        async with self._database.write() as connection:
            if (
                await connection.execute(select(col(DepartureRows.organisation)).where(this))
            ).first():
                await connection.execute(update(DepartureRows).where(waits).values(values))
            else:
                row = values | {"organisation": departure.organisation}
                await connection.execute(insert(DepartureRows).values(row))

    async def _undo(self, organisation: str) -> bool:
        this = col(DepartureRows.organisation) == organisation
        waits = this & col(DepartureRows.removed_at).is_(None)
        async with self._database.write() as connection:
            return bool((await connection.execute(delete(DepartureRows).where(waits))).rowcount)

    async def _select(self, where: object) -> Sequence[Departure]:
        rows = select(table_of(DepartureRows)).where(where)  # type: ignore[arg-type]
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [
            Departure(
                row.organisation,
                row.deactivated_at,
                row.remove_at,
                row.with_archives,
                row.removed_at,
            )
            for row in found
        ]
