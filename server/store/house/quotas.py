"""How much each organisation may have. What is there is counted in the transaction that adds to it,
one after the other, so that two processes together do not exceed what neither does alone."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.minutes import day
from server.debate.phases import OVER
from server.store.administration.counts import add_count
from server.store.along import along
from server.store.engine import Database, whole
from server.store.errors import OverQuota
from server.store.tables import (
    CountRows,
    DebateRows,
    EndpointRows,
    LogoRows,
    OrganisationRows,
    ProgrammeRows,
    QuotaRows,
)

Quota = Literal["debates", "phones", "uploads", "webhooks", "exports"]
QUOTAS: tuple[Quota, ...] = get_args(Quota)

# Where keepers have said nothing of an organisation: open debates, phones at once in all of them,
# bytes, endpoints, exports a day (UTC). Nothing is refused to phones: they are only counted.
USUAL: dict[Quota, int] = {
    "debates": 100,
    "phones": 5_000,
    "uploads": 100 << 20,
    "webhooks": 20,
    "exports": 20,
}
MOST = 1 << 50  # that can be set
NEAR = 0.8  # from here on it is said on the desk


class Usage(Struct, frozen=True):
    """`own`: what keepers set; None: as usual."""

    quota: Quota
    used: int
    most: int
    own: int | None

    @property
    def is_near(self) -> bool:
        """Whether there is not much left."""
        return self.used >= NEAR * self.most


class Quotas:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def usage(self, organisation: str, now: int, phones: int) -> list[Usage]:
        """Of everything. `phones`: that are here now, which only processes know."""
        async with self._database.read() as connection:
            own = await _own(connection, organisation)
            used = {
                quota: phones
                if quota == "phones"
                else await _used(connection, organisation, quota, now)
                for quota in QUOTAS
            }
        return [
            Usage(quota, used[quota], own.get(quota, USUAL[quota]), own.get(quota))
            for quota in QUOTAS
        ]

    async def put(self, organisation: str, own: Mapping[Quota, int | None]) -> None:
        """None: as usual. What is there already stays, even if it is more."""
        await whole(self._put(organisation, own))

    @asynccontextmanager
    async def within(
        self, organisation: str, quota: Quota, now: int, more: int = 1
    ) -> AsyncIterator[None]:
        """Around the one call of the store that adds something, which is undone where that is too
        much. `more`: of exports, which nothing else counts. Raises OverQuota."""
        check = partial(_check, organisation, quota, now, more)
        with along(check) as this:
            yield
        if not this.done:
            await whole(self._alone(check))

    async def must_be_within(self, organisation: str, quota: Quota, now: int) -> None:
        """Before the work for one more, which is counted when it is done. Raises OverQuota."""
        async with self._database.read() as connection:
            most = (await _own(connection, organisation)).get(quota, USUAL[quota])
            if await _used(connection, organisation, quota, now) >= most:
                raise OverQuota(quota, most)

    async def _alone(self, check: Any) -> None:
        async with self._database.write() as connection:
            await check(connection)

    async def _put(self, organisation: str, own: Mapping[Quota, int | None]) -> None:
        async with self._database.write() as connection:
            await _hold(connection, organisation)
            for quota, most in sorted(own.items()):
                mine = (col(QuotaRows.organisation) == organisation, col(QuotaRows.quota) == quota)
                await connection.execute(delete(QuotaRows).where(*mine))
                if most is not None:
                    row = {"organisation": organisation, "quota": quota, "most": most}
                    await connection.execute(insert(QuotaRows).values(row))


async def _check(
    organisation: str, quota: Quota, now: int, more: int, connection: AsyncConnection
) -> None:
    await _hold(connection, organisation)
    most = (await _own(connection, organisation)).get(quota, USUAL[quota])
    if quota == "exports":
        used = await add_count(connection, organisation, _what(quota), day(now), more)
    else:
        used = await _used(connection, organisation, quota, now)
    if used > most:
        raise OverQuota(quota, most)


async def _hold(connection: AsyncConnection, organisation: str) -> None:
    """Who adds to the same organisation waits until this transaction has ended."""
    mine = select(col(OrganisationRows.key)).where(col(OrganisationRows.key) == organisation)
    await connection.execute(mine.with_for_update(key_share=True))


async def _own(connection: AsyncConnection, organisation: str) -> dict[Quota, int]:
    mine = col(QuotaRows.organisation) == organisation
    rows = await connection.execute(select(col(QuotaRows.quota), col(QuotaRows.most)).where(mine))
    return {row.quota: row.most for row in rows}


async def _used(connection: AsyncConnection, organisation: str, quota: Quota, now: int) -> int:
    programmes = select(col(ProgrammeRows.key)).where(
        col(ProgrammeRows.organisation) == organisation
    )
    counted: Any
    theirs: Any
    match quota:
        case "debates":
            theirs = col(DebateRows.programme).in_(programmes)
            still = col(DebateRows.phase).not_in(OVER)
            counted = select(func.count()).select_from(DebateRows).where(theirs, still)
        case "uploads":
            kind, scope = col(LogoRows.kind), col(LogoRows.scope)
            theirs = ((kind == "organisation") & (scope == organisation)) | (
                (kind == "programme") & scope.in_(programmes)
            )
            size = func.length(col(LogoRows.body)) + func.length(col(LogoRows.small))
            counted = select(func.coalesce(func.sum(size), 0)).where(theirs)
        case "webhooks":
            theirs = col(EndpointRows.organisation) == organisation
            counted = select(func.count()).select_from(EndpointRows).where(theirs)
        case "exports":
            theirs = (col(CountRows.organisation) == organisation) & (
                col(CountRows.what) == _what(quota)
            )
            today = col(CountRows.since) == day(now)
            counted = select(func.coalesce(func.sum(col(CountRows.count)), 0)).where(theirs, today)
        case "phones":
            raise ValueError("who is connected is in no table")
    return int((await connection.execute(counted)).scalar_one())


def _what(quota: Quota) -> str:
    return f"quota {quota}"
