"""What everybody may find of debates without their code: what is announced and listed, and no
rehearsal. Also which of them somebody's memberships are about. Always a page, never all."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, false, or_, select, true
from sqlmodel import col

from server.debate.actors import Scope
from server.debate.phases import DRAFT, OVER
from server.store.debates import DebateRow, debate_of
from server.store.engine import Database
from server.store.house.organisations import Organisation
from server.store.house.programmes import Programme, programme_selected
from server.store.listed import CalledOff, called_off
from server.store.tables import (
    DebateRows,
    JournalRows,
    OrganisationRows,
    ProgrammeRows,
    table_of,
)

Order = Literal["soonest", "newest"]


class Corner(Struct, frozen=True):
    """An organisation, or a programme (both by key); neither: the whole house."""

    organisation: str = ""
    programme: str = ""


WHOLE_HOUSE = Corner()
_BACK = '"event":{"event":"PhaseChanged","to":"draft"}'  # as lines have it


class Findable:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def live(self, corner: Corner, most: int) -> Sequence[DebateRow]:
        """What is on now, what began last first."""
        return await self._page(_is_listed("live"), corner, col(DebateRows.created_at).desc(), most)

    async def coming(self, corner: Corner, most: int) -> Sequence[DebateRow]:
        """What takes questions ahead of its date, the soonest first; what has none is last."""
        order = (col(DebateRows.starts_at).is_(None), col(DebateRows.starts_at))
        return await self._page(_is_listed("collecting"), corner, order, most)

    async def over(self, corner: Corner, most: int, skipped: int = 0) -> Sequence[DebateRow]:
        """What has results, what was closed last first."""
        is_over = and_(_is_listed(*OVER), col(DebateRows.closed_at) > 0)
        return await self._page(is_over, corner, col(DebateRows.closed_at).desc(), most, skipped)

    async def called_off(self, corner: Corner, after: int, most: int) -> Sequence[CalledOff]:
        """Dates after that (ms) which were told and do not hold any more, since their debate went
        back to preparation and is there still; of the newest of these."""
        body = col(JournalRows.body)
        mine = col(JournalRows.debate) == col(DebateRows.code)
        told = select(col(JournalRows.seq)).where(mine, body.contains(_BACK)).correlate(DebateRows)
        rows = (
            select(table_of(DebateRows))
            .where(_is_listed(*DRAFT), in_corner(corner), told.exists())
            .order_by(col(DebateRows.created_at).desc(), col(DebateRows.code))
            .limit(most)
        )
        found: list[CalledOff] = []
        async with self._database.read() as connection:
            for row in (await connection.execute(rows)).all():
                lines = select(body).where(col(JournalRows.debate) == row.code)
                lines = lines.order_by(col(JournalRows.seq))
                one = called_off(row.code, (await connection.execute(lines)).scalars())
                if one and one.programme == row.programme and one.starts_at > after:
                    found.append(replace(one, edition=row.edition))
        return found

    async def organisations(self, most: int) -> Sequence[Organisation]:
        """Those of which there is something to find, by name."""
        found = select(col(DebateRows.code)).where(
            col(DebateRows.programme) == col(ProgrammeRows.key), is_listed()
        )
        theirs = select(col(ProgrammeRows.key)).where(
            col(ProgrammeRows.organisation) == col(OrganisationRows.key),
            found.correlate(ProgrammeRows).exists(),
        )
        rows = (
            select(table_of(OrganisationRows))
            .where(theirs.correlate(OrganisationRows).exists())
            .order_by(col(OrganisationRows.name), col(OrganisationRows.key))
            .limit(most)
        )
        async with self._database.read() as connection:
            organisations = (await connection.execute(rows)).all()
        return [Organisation(row.key, row.name, row.created_at) for row in organisations]

    async def programmes(self, organisation: str) -> Sequence[Programme]:
        """Those of an organisation of which there is something to find."""
        found = select(col(DebateRows.code)).where(
            col(DebateRows.programme) == col(ProgrammeRows.key), is_listed()
        )
        mine = col(ProgrammeRows.organisation) == organisation
        return await programme_selected(
            self._database, and_(mine, found.correlate(ProgrammeRows).exists())
        )

    async def theirs(
        self, scopes: Iterable[Scope], phase: str, most: int, skipped: int = 0
    ) -> Sequence[DebateRow]:
        """The debates in these scopes, listed or not, in this phase: what is over by its end, all
        others by their dates, the newest first."""
        held = or_(false(), *map(_in_scope, scopes))
        order = DebateRows.closed_at if phase in OVER else DebateRows.created_at
        rows = select(table_of(DebateRows)).where(held, col(DebateRows.phase) == phase)
        rows = rows.order_by(col(order).desc(), col(DebateRows.code)).limit(most).offset(skipped)
        async with self._database.read() as connection:
            return [debate_of(row) for row in await connection.execute(rows)]

    async def _page(
        self, where: Any, corner: Corner, order: Any, most: int, skipped: int = 0
    ) -> Sequence[DebateRow]:
        by = order if isinstance(order, tuple) else (order,)
        rows = select(table_of(DebateRows)).where(where, in_corner(corner))
        rows = rows.order_by(*by, col(DebateRows.code)).limit(most).offset(skipped)
        async with self._database.read() as connection:
            return [debate_of(row) for row in await connection.execute(rows)]


def is_listed() -> Any:
    """As a condition on rows of debates."""
    return _is_listed("collecting", "live", *OVER)


def in_corner(corner: Corner) -> Any:
    """The same."""
    if corner.programme:
        return col(DebateRows.programme) == corner.programme
    if corner.organisation:
        return col(DebateRows.programme).in_(_programmes_of(corner.organisation))
    return true()


def _is_listed(*phases: str) -> Any:
    return and_(
        col(DebateRows.phase).in_(phases),
        col(DebateRows.unlisted).is_(False),
        col(DebateRows.rehearsal).is_(False),
    )


def _programmes_of(organisation: str) -> Any:
    return select(col(ProgrammeRows.key)).where(col(ProgrammeRows.organisation) == organisation)


def _in_scope(scope: Scope) -> Any:
    match scope.kind:
        case "house":
            return true()
        case "organisation":
            return col(DebateRows.programme).in_(_programmes_of(scope.key))
        case "programme":
            return col(DebateRows.programme) == scope.key
        case "debate":
            return col(DebateRows.code) == scope.key
