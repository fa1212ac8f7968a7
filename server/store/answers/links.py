"""Links by which offices answer: one guest of one debate each, for a time."""

from typing import Any

from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Role, role_at
from server.debate.rules import allowed
from server.store.engine import Database, whole
from server.store.errors import Full, Gone
from server.store.house.memberships import held, paths_of
from server.store.tables import AccountRows, AnswerDraftRows, AnswerLinkRows, DebateRows, table_of

LINKS_AT_MOST = 60  # of one debate


class AnswerLink(Struct, frozen=True):
    """`id` names it on pages and opens nothing. `mailed_to`: masked. `maker`: how who made it, or
    renewed it last, is called, if they are there still; `maker_role`: what they are now, for the
    debate. Times in ms."""

    id: str
    debate: str
    guest: str
    label: str
    mailed_to: str
    made_at: int
    ends_at: int
    ended_at: int | None = None
    maker: str = ""
    maker_role: Role | None = None

    def in_time(self, now: int) -> bool:
        """Whether it was neither taken back nor is over."""
        return self.ended_at is None and now < self.ends_at

    def holds(self, now: int) -> bool:
        """Whether one can still write by it: in time, and its maker might make it now."""
        return self.in_time(now) and may_make(self.maker_role)


def may_make(role: Role | None) -> bool:
    """Whether one makes such links who is this for the debate."""
    return role is not None and allowed("written answers", role)


# What is kept of one as it stands there; of its maker only the id is.
_KEPT = tuple(name for name in AnswerLink.__struct_fields__ if name not in ("maker", "maker_role"))


class AnswerLinks:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, digest: bytes, link: AnswerLink, by: str) -> None:
        """`by`: an account's id. Raises Full."""
        await whole(self._add(digest, link, by))

    async def renew(self, link: AnswerLink, digest: bytes, by: str) -> None:
        """Another secret in the place of the one before, which opens nothing any more; `link`: with
        its new end and address; `by`: the account (id) whose it is from now on. Raises Gone where
        it was taken back, or is of another debate."""
        await whole(self._renew(link, digest, by))

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

    async def _renew(self, link: AnswerLink, digest: bytes, by: str) -> None:
        mine = (
            (col(AnswerLinkRows.id) == link.id)
            & (col(AnswerLinkRows.debate) == link.debate)
            & col(AnswerLinkRows.ended_at).is_(None)
        )
        values = {"digest": digest, "ends_at": link.ends_at, "mailed_to": link.mailed_to}
        values["made_by"] = by
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
        columns = (
            *table_of(AnswerLinkRows).columns,
            col(AccountRows.name),
            col(AccountRows.called),
        )
        rows = (
            select(*columns)
            .outerjoin(AccountRows, col(AccountRows.id) == col(AnswerLinkRows.made_by))
            .where(where)
            .order_by(col(AnswerLinkRows.made_at), col(AnswerLinkRows.id))
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
            roles = await roles_of(connection, {(row.made_by, row.debate) for row in found})
        return [_link(row, roles[row.made_by, row.debate]) for row in found]


async def roles_of(
    connection: AsyncConnection, makers: set[tuple[str, str]]
) -> dict[tuple[str, str], Role | None]:
    """What each of these accounts (id) is for a debate now."""
    memberships = await held(connection, {account for account, _ in makers})
    paths = await paths_of(connection, {code for _, code in makers})
    return {
        (account, code): role_at(memberships[account], paths[code])
        if account in memberships and code in paths
        else None
        for account, code in makers
    }


def _values(link: AnswerLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in _KEPT}


def _link(row: Any, role: Role | None) -> AnswerLink:
    kept = {name: getattr(row, name) for name in _KEPT}
    return AnswerLink(**kept, maker=row.called or row.name or "", maker_role=role)
