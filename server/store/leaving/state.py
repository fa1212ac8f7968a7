"""Whether an organisation is what it was when a file of it was made."""

from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from server.store.engine import Database
from server.store.leaving.belongings import GOES, OF_DEBATES, WITH_ARCHIVES
from server.store.tables import (
    DebateRows,
    JournalRows,
    LogoRows,
    MembershipRows,
    ShreddingRows,
    TakeoverRows,
    table_of,
)

_WHOLE = (DebateRows, TakeoverRows, ShreddingRows)


async def state_of(database: Database, organisation: str) -> str:
    """A digest of its rows; of journals, which only grow, of how long each is. Raises
    Unavailable."""
    of_debates, state = OF_DEBATES[JournalRows](organisation), sha256()
    journals = select(col(JournalRows.debate), func.max(col(JournalRows.seq))).where(of_debates)
    wheres: dict[Any, Any] = {table: OF_DEBATES[table] for table in _WHOLE}
    wheres |= {MembershipRows: GOES[MembershipRows]} | WITH_ARCHIVES
    del wheres[LogoRows]
    logos = select(col(LogoRows.scope), col(LogoRows.ground), col(LogoRows.digest))
    logos = logos.where(WITH_ARCHIVES[LogoRows](organisation))
    async with database.read() as connection:
        found_logos = (await connection.execute(logos)).all()
        rows = journals.group_by(col(JournalRows.debate))
        found = sorted(map(str, (await connection.execute(rows)).all()))
        for table, where in wheres.items():
            of_one = select(table_of(table)).where(where(organisation))
            found += sorted(map(repr, (await connection.execute(of_one)).all()))
    for one in [*found, *sorted(map(repr, found_logos))]:
        state.update(one.encode() + b"\n")
    return state.hexdigest()
