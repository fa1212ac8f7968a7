"""Takes a debate out of every table, and keeps of one that was closed that there was one."""

from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.phases import OVER
from server.store import chain
from server.store.engine import Database
from server.store.tables import (
    AnswerDraftRows,
    AnswerLinkRows,
    BallotRows,
    CheckpointRows,
    DebateRows,
    DeletionRows,
    DeliveryRows,
    InvitationRows,
    JournalRows,
    MailRows,
    MembershipRows,
    ReceiptRows,
    RemarkRows,
    SentFormRows,
    ShreddingRows,
    TakeoverRows,
    TallyRows,
    TokenRows,
    WrittenAnswerRows,
    table_of,
)

_OF_ONE = (
    JournalRows,
    CheckpointRows,
    BallotRows,
    TallyRows,
    ReceiptRows,
    RemarkRows,
    SentFormRows,
    DeliveryRows,
    TakeoverRows,
    ShreddingRows,
    AnswerLinkRows,
    AnswerDraftRows,
    WrittenAnswerRows,
)


class Deletion(Struct, frozen=True):
    """What stays of a debate that an owner deleted. `head`: the last hash of its journal, which
    says of a downloaded archive that it is of this one, and nothing about what is in it."""

    code: str
    closed_at: int | None
    deleted_at: int
    by: str
    head: str


async def remove(connection: AsyncConnection, code: str, only: Any) -> bool:
    """All rows of the debate, if `only` holds for it; whether it did."""
    rows = delete(DebateRows).where(col(DebateRows.code) == code, only)
    if not (await connection.execute(rows)).rowcount:
        return False
    await _forget_people(connection, code)
    for table in _OF_ONE:
        await connection.execute(delete(table).where(col(table.debate) == code))
    await connection.execute(delete(TokenRows).where(col(TokenRows.code) == code))
    return True


async def _forget_people(connection: AsyncConnection, code: str) -> None:
    """Who was something in this debate alone, who was invited to it, and the letters about that: a
    later debate of the same code would be theirs."""
    held, invited = (
        and_(col(rows.kind) == "debate", col(rows.scope) == code)
        for rows in (MembershipRows, InvitationRows)
    )
    invitations = select(col(InvitationRows.id)).where(invited)
    links = select(col(AnswerLinkRows.id)).where(col(AnswerLinkRows.debate) == code)
    about = or_(col(MailRows.about).in_(invitations), col(MailRows.about).in_(links))
    await connection.execute(delete(MailRows).where(about))
    await connection.execute(delete(InvitationRows).where(invited))
    await connection.execute(delete(MembershipRows).where(held))


async def delete_closed(database: Database, code: str, by: str, at: int) -> bool:
    """Of a closed debate that is no rehearsal; whether it was one. In one transaction. Raises
    Unavailable."""
    over = col(DebateRows.phase).in_(OVER) & col(DebateRows.rehearsal).is_(False)
    mine = col(JournalRows.debate) == code
    last = select(col(JournalRows.hash)).where(mine).order_by(col(JournalRows.seq).desc()).limit(1)
    closed = select(col(DebateRows.closed_at)).where(col(DebateRows.code) == code)
    async with database.write() as connection:
        head = (await connection.execute(last)).scalar() or chain.START.hex()
        closed_at = (await connection.execute(closed)).scalar()
        if not await remove(connection, code, over):
            return False
        row = {"code": code, "closed_at": closed_at, "deleted_at": at, "by": by, "head": head}
        await connection.execute(insert(DeletionRows).values(row))
    await clear_log(database)
    return True


async def deletions(database: Database) -> list[Deletion]:
    """The newest first. Raises Unavailable."""
    async with database.read() as connection:
        rows = select(table_of(DeletionRows)).order_by(col(DeletionRows.deleted_at).desc())
        found = (await connection.execute(rows)).all()
    return [Deletion(row.code, row.closed_at, row.deleted_at, row.by, row.head) for row in found]


async def was_deleted(database: Database, code: str) -> bool:
    """Whether there was a debate of this code that an owner deleted. Raises Unavailable."""
    async with database.read() as connection:
        rows = select(col(DeletionRows.code)).where(col(DeletionRows.code) == code)
        return (await connection.execute(rows)).first() is not None


async def clear_log(database: Database) -> None:
    """What was taken out still stands in the old pages of SQLite's write-ahead log."""
    if database.is_sqlite:
        async with database.read() as connection:
            await connection.exec_driver_sql("COMMIT")
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            await connection.exec_driver_sql("BEGIN")
