"""Links by which offices answer: one guest of one debate each, for a time."""

from typing import Any

from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.errors import Full, Gone
from server.store.tables import AnswerDraftRows, AnswerLinkRows, DebateRows, table_of

LINKS_AT_MOST = 60  # of one debate


class AnswerLink(Struct, frozen=True):
    """`id` names it on pages and opens nothing. `mailed_to`: masked. Times in ms."""

    id: str
    debate: str
    guest: str
    label: str
    mailed_to: str
    made_at: int
    ends_at: int
    ended_at: int | None = None

    def holds(self, now: int) -> bool:
        """Whether one can still write by it."""
        return self.ended_at is None and now < self.ends_at


class AnswerLinks:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, digest: bytes, link: AnswerLink, by: str) -> None:
        """`by`: an account's id. Raises Full."""
        await whole(self._add(digest, link, by))

    async def renew(self, link: AnswerLink, digest: bytes) -> None:
        """Another secret in the place of the one before, which opens nothing any more; `link`: with
        its new end and address. Raises Gone where it was taken back, or is of another debate."""
        await whole(self._renew(link, digest))

    async def take_back(self, debate: str, id_: str, now: int) -> bool:
        """It opens nothing any more, and what was drafted by it is gone; whether it did."""
        return await whole(self._take_back(debate, id_, now))

    async def find(self, digest: bytes) -> AnswerLink | None:
        """The link with this digest, whether it holds or not."""
        found = await self._select(col(AnswerLinkRows.digest) == digest)
        return found[0] if found else None

    async def of(self, debate: str) -> list[AnswerLink]:
        """All of a debate, as they were made."""
        return await self._select(col(AnswerLinkRows.debate) == debate)

    async def _add(self, digest: bytes, link: AnswerLink, by: str) -> None:
        mine = col(AnswerLinkRows.debate) == link.debate
        rows, values = table_of(AnswerLinkRows), _values(link)
        async with self._database.write() as connection:
            there = select(col(DebateRows.code)).where(col(DebateRows.code) == link.debate)
            if (await connection.execute(there.with_for_update())).first() is None:
                raise Gone
            count = select(func.count()).select_from(rows).where(mine)
            if (await connection.execute(count)).scalar_one() >= LINKS_AT_MOST:
                raise Full
            await connection.execute(insert(rows).values(digest=digest, made_by=by, **values))

    async def _renew(self, link: AnswerLink, digest: bytes) -> None:
        mine = (
            (col(AnswerLinkRows.id) == link.id)
            & (col(AnswerLinkRows.debate) == link.debate)
            & col(AnswerLinkRows.ended_at).is_(None)
        )
        values = {"digest": digest, "ends_at": link.ends_at, "mailed_to": link.mailed_to}
        async with self._database.write() as connection:
            done = await connection.execute(update(AnswerLinkRows).where(mine).values(**values))
            if not done.rowcount:
                raise Gone

    async def _take_back(self, debate: str, id_: str, now: int) -> bool:
        mine = (col(AnswerLinkRows.id) == id_) & (col(AnswerLinkRows.debate) == debate)
        still = mine & col(AnswerLinkRows.ended_at).is_(None)
        async with self._database.write() as connection:
            ended = update(AnswerLinkRows).where(still).values(ended_at=now)
            if not (await connection.execute(ended)).rowcount:
                return False
            await connection.execute(
                delete(AnswerDraftRows).where(col(AnswerDraftRows.link) == id_)
            )
        return True

    async def _select(self, where: Any) -> list[AnswerLink]:
        rows = select(table_of(AnswerLinkRows)).where(where)
        rows = rows.order_by(col(AnswerLinkRows.made_at), col(AnswerLinkRows.id))
        async with self._database.read() as connection:
            return [_link(row) for row in await connection.execute(rows)]


def _values(link: AnswerLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in link.__struct_fields__}


def _link(row: Any) -> AnswerLink:
    return AnswerLink(*(getattr(row, name) for name in AnswerLink.__struct_fields__))
