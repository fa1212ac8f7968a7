"""Sign-ins that failed: counted by the hour, for the house and each organisation to which the
account belonged that was tried. Of a name that nobody has, the house counts one. What was tried,
and from where, is not kept."""

from sqlalchemy import func, select
from sqlmodel import col

from server.debate.actors import HOUSE, Scope
from server.debate.minutes import hour
from server.store.administration.actions import THE_HOUSE_ITSELF
from server.store.administration.counts import add_count, take_counts
from server.store.administration.entries import Note
from server.store.administration.fields import Told
from server.store.administration.log import AdministrationLog
from server.store.engine import Database, whole
from server.store.house.memberships import organisations_of
from server.store.tables import CountRows

WHAT = "sign_ins_failed"


class FailedSignIns:
    """All methods raise Unavailable."""

    def __init__(self, database: Database, log: AdministrationLog) -> None:
        self._database = database
        self._log = log

    async def count(self, account: str | None, at: int) -> None:
        """One more, of the account with this id; None: of none."""
        await whole(self._count(account, hour(at)))

    async def tell(self, now: int) -> None:
        """Enter those of hours that are over, once, whichever process does so."""
        rows = select(func.min(col(CountRows.since))).where(col(CountRows.what) == WHAT)
        async with self._database.read() as connection:
            first = (await connection.execute(rows)).scalar()
        if first is not None and first < hour(now):
            await whole(self._tell(hour(now), now))

    async def _count(self, account: str | None, began: int) -> None:
        async with self._database.write() as connection:
            organisations = await organisations_of(connection, account) if account else ()
            for organisation in sorted({"", *organisations}):
                await add_count(connection, organisation, WHAT, began, 1)

    async def _tell(self, began: int, now: int) -> None:
        async with self._database.write() as connection:
            for one in await take_counts(connection, WHAT, began):
                scope = Scope("organisation", one.organisation) if one.organisation else HOUSE
                after: Told = {"count": one.times, "since": one.since}
                note = Note(THE_HOUSE_ITSELF, "sign_ins_failed", scope, after=after)
                await self._log.write(note, now, one.organisation, connection)
