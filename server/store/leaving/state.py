"""Whether an organisation is what it was when a file of it was made."""

from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from server.store.engine import Database
from server.store.leaving.belongings import GOES, OF_DEBATES, WITH_ARCHIVES
from server.store.leaving.travelling import TRAVELS
from server.store.tables import (
    AnswerLinkRows,
    BallotRows,
    JournalRows,
    LogoRows,
    ShreddingRows,
    table_of,
)

_ALL = OF_DEBATES | GOES | WITH_ARCHIVES
# What is large stands for itself in something that is small: ballots are sealed in their journal.
_WHOLE = TRAVELS - {JournalRows, BallotRows, LogoRows} | {ShreddingRows}


async def state_of(database: Database, organisation: str, now: int) -> str:
    """A digest of its rows that travel, or of which something was removed; of journals, which only
    grow, of how long each is; of links to answer, which are over by now. Raises Unavailable."""
    of_debates, state = OF_DEBATES[JournalRows](organisation), sha256()
    journals = select(col(JournalRows.debate), func.max(col(JournalRows.seq))).where(of_debates)
    wheres: dict[Any, Any] = {table: where for table, where in _ALL.items() if table in _WHOLE}
    logos = select(col(LogoRows.scope), col(LogoRows.ground), col(LogoRows.digest))
    logos = logos.where(WITH_ARCHIVES[LogoRows](organisation))
    over = select(col(AnswerLinkRows.id)).where(
        GOES[AnswerLinkRows](organisation), col(AnswerLinkRows.ends_at) <= now
    )
    async with database.read() as connection:
        found_logos = (await connection.execute(logos)).all()
        rows = journals.group_by(col(JournalRows.debate))
        found = sorted(map(str, (await connection.execute(rows)).all()))
        found += sorted(map(str, (await connection.execute(over)).all()))
        for table, where in wheres.items():
            of_one = select(table_of(table)).where(where(organisation))
            found += sorted(map(repr, (await connection.execute(of_one)).all()))
    for one in [*found, *sorted(map(repr, found_logos))]:
        state.update(one.encode() + b"\n")
    return state.hexdigest()
