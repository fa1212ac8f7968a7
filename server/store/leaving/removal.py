"""Removes an organisation whose time has come: in one transaction. Its archives stay unless they
were to go, with what describes them; of what was never shown in them the days are over at once.
"""

from typing import Any

from msgspec import Struct
from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Scope
from server.store import chain
from server.store.administration.actions import THE_HOUSE_ITSELF, Who
from server.store.administration.entries import Note
from server.store.administration.log import AdministrationLog
from server.store.engine import Database, whole
from server.store.house.accounts import erase
from server.store.leaving.belongings import (
    GOES,
    WITH_ARCHIVES,
    is_drafty,
    is_over,
    is_running,
)
from server.store.leaving.departures import Departure
from server.store.leaving.retentions import WHATS
from server.store.logs.house_log import enter
from server.store.removing import clear_log, remove
from server.store.tables import (
    AccountRows,
    DebateRows,
    DeletionRows,
    DepartureRows,
    JournalRows,
    MembershipRows,
    ProgrammeRows,
    RetentionRows,
    table_of,
)

PUBLIC = "names"  # which stand under questions in archives that stay


class Removed(Struct, frozen=True):
    """The codes of debates that are no more."""

    codes: tuple[str, ...]


class Running(Exception):
    """A debate of it goes on; nothing was changed."""


async def belongings_of(database: Database, organisation: str) -> dict[str, int]:
    """How many there are of what goes or stays: debates by what they are, rows by their table."""
    counted: dict[str, int] = {}
    wheres = {"running": is_running, "drafts": is_drafty, "archives": is_over}
    async with database.read() as connection:
        for name, where in wheres.items():
            rows = select(func.count()).select_from(DebateRows).where(where(organisation))
            counted[name] = (await connection.execute(rows)).scalar_one()
        for table, belongs in (GOES | WITH_ARCHIVES).items():
            rows = select(func.count()).select_from(table).where(belongs(organisation))
            counted[table_of(table).name] = (await connection.execute(rows)).scalar_one()
    return counted


async def remove_organisation(
    database: Database,
    log: AdministrationLog,
    departure: Departure,
    now: int,
    who: Who = THE_HOUSE_ITSELF,
) -> Removed:
    """`log`: tells that `who` did it, in the same transaction. Raises Running, Unavailable; then
    nothing was changed."""
    key = departure.organisation
    note = Note(who, "organisation_removed", Scope("organisation", key), about=key)
    removed: Removed = await whole(_remove(database, log, departure, now, note))
    await clear_log(database)
    return removed


async def _remove(
    database: Database, log: AdministrationLog, departure: Departure, now: int, note: Note
) -> Removed:
    key = departure.organisation
    async with database.write() as connection:
        waits = col(DepartureRows.removed_at).is_(None) & (col(DepartureRows.remove_at) <= now)
        this = (col(DepartureRows.organisation) == key) & waits
        still = select(table_of(DepartureRows)).where(this).with_for_update()
        said = (await connection.execute(still)).one_or_none()
        if said is None:  # undone, or another process was quicker
            return Removed(())
        running = select(col(DebateRows.code)).where(is_running(key)).limit(1)
        if (await connection.execute(running)).first() is not None:
            raise Running(key)
        people = await _members(connection, key)  # also of debates that go
        codes = await _remove_debates(connection, key, now, archives=said.with_archives)
        for table, belongs in GOES.items():
            await connection.execute(delete(table).where(belongs(key)))
        await _forget(connection, people, now)
        if said.with_archives:
            for table, belongs in WITH_ARCHIVES.items():
                await connection.execute(delete(table).where(belongs(key)))
        else:
            await _keep_what_was_public(connection, key, now)
        await enter(connection, database.is_sqlite, "organisation_removed", now, {})
        await log.write(note, now, key, connection)
    return Removed(tuple(codes))


async def _remove_debates(
    connection: AsyncConnection, key: str, now: int, *, archives: bool
) -> list[str]:
    drafty = select(col(DebateRows.code)).where(is_drafty(key))
    codes = list((await connection.execute(drafty)).scalars())
    over = select(col(DebateRows.code), col(DebateRows.closed_at)).where(is_over(key))
    for row in (await connection.execute(over)).all() if archives else ():
        last = select(col(JournalRows.hash)).where(col(JournalRows.debate) == row.code)
        last = last.order_by(col(JournalRows.seq).desc()).limit(1)
        head = (await connection.execute(last)).scalar() or chain.START.hex()
        gone = {"code": row.code, "closed_at": row.closed_at, "deleted_at": now}
        await connection.execute(insert(DeletionRows).values(gone | {"by": "", "head": head}))
        codes.append(row.code)
    for code in codes:
        await remove(connection, code, col(DebateRows.code) == code)
    return codes


async def _members(connection: AsyncConnection, key: str) -> list[str]:
    mine = select(col(MembershipRows.account)).distinct().where(GOES[MembershipRows](key))
    return list((await connection.execute(mine)).scalars())


async def _forget(connection: AsyncConnection, people: list[str], now: int) -> None:
    """Accounts that belonged to it and are nothing anywhere any more."""
    any_left = exists().where(col(MembershipRows.account) == col(AccountRows.id))
    lost = select(col(AccountRows.id)).where(col(AccountRows.id).in_(people), ~any_left)
    for id_ in (await connection.execute(lost)).scalars().all():
        await erase(connection, id_, now)


async def _keep_what_was_public(connection: AsyncConnection, key: str, now: int) -> None:
    programmes: Any = select(col(ProgrammeRows.key)).where(col(ProgrammeRows.organisation) == key)
    keys = list((await connection.execute(programmes)).scalars())
    whats = [what for what in WHATS if what != PUBLIC]
    this = col(RetentionRows.programme).in_(keys) & col(RetentionRows.what).in_(whats)
    await connection.execute(delete(RetentionRows).where(this))
    rows = [{"programme": one, "what": what, "days": 0} for one in keys for what in whats]
    if rows:
        await connection.execute(insert(RetentionRows), rows)
    departed = update(DepartureRows).where(col(DepartureRows.organisation) == key)
    await connection.execute(departed.values(removed_at=now))
