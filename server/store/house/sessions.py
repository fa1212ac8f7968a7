"""Logins of moderators, known by the digest of their secret. What is not here is no login."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Membership
from server.store.engine import Database, whole
from server.store.house.accounts import Account, account_of
from server.store.house.memberships import held, path_of_scope
from server.store.tables import AccountRows, SessionRows, table_of


class Session(Struct, frozen=True):
    """One login. `id` names it on the page of its account and opens nothing. `organisation`: by
    whose provider it was begun; it opens what the account may there, and nothing else. Times in
    ms."""

    id: str
    made_at: int
    used_at: int
    organisation: str = ""


class Sessions:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, digest: bytes, id_: str, account: Account, at: int, organisation: str = ""
    ) -> bool:
        """Keep a login. False, and nothing is kept, if the account is gone or its password is
        another by now: whoever changes it ends what began with the old one."""
        return await whole(self._begin(digest, id_, account, at, organisation))

    async def find(self, digest: bytes) -> tuple[Session, Account] | None:
        """The login with this digest, and whose it is as they are now: as far as it opens what they
        may."""
        own = col(SessionRows.account) == col(AccountRows.id)
        columns = (
            *table_of(AccountRows).columns,
            col(SessionRows.id).label("session"),
            col(SessionRows.made_at),
            col(SessionRows.used_at),
            col(SessionRows.organisation),
        )
        rows = select(*columns).where(own, col(SessionRows.digest) == digest)
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
            if row is None:
                return None
            memberships = (await held(connection, [row.id])).get(row.id, ())
            if row.organisation:
                memberships = await _within(connection, memberships, row.organisation)
        session = Session(row.session, row.made_at, row.used_at, row.organisation)
        return session, account_of(row, memberships)

    async def of(self, account: str) -> Sequence[Session]:
        """The logins of an account (its id), the last used first."""
        rows = (
            select(
                col(SessionRows.id),
                col(SessionRows.made_at),
                col(SessionRows.used_at),
                col(SessionRows.organisation),
            )
            .where(col(SessionRows.account) == account)
            .order_by(col(SessionRows.used_at).desc())
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Session(row.id, row.made_at, row.used_at, row.organisation) for row in found]

    async def touch(self, id_: str, at: int) -> None:
        """It was used."""
        used = update(SessionRows).where(col(SessionRows.id) == id_).values(used_at=at)
        await whole(self._write(used))

    async def end(self, account: str, id_: str = "") -> None:
        """End one login of an account, or all of them."""
        mine = col(SessionRows.account) == account
        one = col(SessionRows.id) == id_ if id_ else mine
        await whole(self._write(delete(SessionRows).where(mine, one)))

    async def forget(self, made_before: int, used_before: int) -> None:
        """Remove what is too old to be of use."""
        old = col(SessionRows.made_at) < made_before
        unused = col(SessionRows.used_at) < used_before
        await whole(self._write(delete(SessionRows).where(old | unused)))

    async def _begin(
        self, digest: bytes, id_: str, account: Account, at: int, organisation: str
    ) -> bool:
        mine = select(col(AccountRows.password_hash)).where(col(AccountRows.id) == account.id)
        row = {"digest": digest, "id": id_, "account": account.id, "made_at": at, "used_at": at}
        row["organisation"] = organisation
        async with self._database.write() as connection:
            hashed = (await connection.execute(mine.with_for_update())).scalar_one_or_none()
            if hashed != account.password_hash:
                return False
            await connection.execute(insert(SessionRows).values(row))
        return True

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)


async def _within(
    connection: AsyncConnection, memberships: tuple[Membership, ...], organisation: str
) -> tuple[Membership, ...]:
    """Those in an organisation, and in what is its."""
    paths = [await path_of_scope(connection, one.scope) for one in memberships]
    there = zip(memberships, paths, strict=True)
    return tuple(one for one, path in there if path.organisation == organisation)
