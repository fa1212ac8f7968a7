"""Accounts of moderators. Passwords come here hashed."""

import secrets
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import HOUSE, Membership, Role
from server.store.engine import Database, whole
from server.store.errors import HasOwner, NoOwner, Taken
from server.store.house.memberships import (
    change,
    held,
    hold,
    lasting_members,
    must_manage,
    organisations_of,
    path_of_scope,
    roles_of,
)
from server.store.house.passkeys import forget_passkeys
from server.store.house.resets import forget_resets
from server.store.house.revoking import nobodys_link, revoke_where
from server.store.house.second_factors import forget_second_factor
from server.store.tables import (
    AccountRows,
    SessionRows,
    TokenRows,
    table_of,
)

ID_BYTES = 8


class Account(Struct, frozen=True):
    """`id` is random and never given again: what was an account's belongs to no later one of the
    same name. `memberships`: what it is, and where. `called`: its name as others read it.
    `language`: a locale, "" is not known."""

    id: str
    name: str
    password_hash: str
    created_at: int
    memberships: tuple[Membership, ...] = ()
    called: str = ""
    language: str = ""

    @property
    def shown_as(self) -> str:
        """How others read it."""
        return self.called or self.name


class Accounts:
    """All methods raise Unavailable. What takes rights away ends the logins in the same
    transaction, so that none is left by whoever comes between.

    `by`: the account (id) that asks for a change; it is seen in the same transaction that it may
    still say who is what in the house, else it raises NoOwner. None: the house itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, name: str, role: Role | None, password_hash: str, at: int, by: str | None = None
    ) -> str:
        """`role`: in the house, if it is to have one there. Returns the id. Raises Taken if there
        is one of this name."""
        return await whole(self._add(name, role, password_hash, at, by, first=False))

    async def add_first(self, name: str, role: Role, password_hash: str, at: int) -> str:
        """The first who administers the house; returns the id. Raises HasOwner, whichever process
        made one, and Taken."""
        return await whole(self._add(name, role, password_hash, at, None, first=True))

    async def get(self, name: str) -> Account | None:
        """None if there is none of that name. Raises Unavailable."""
        found = await self._select(col(AccountRows.name) == name)
        return found[0] if found else None

    async def by_id(self, id_: str) -> Account | None:
        """None if it is gone. Raises Unavailable."""
        found = await self._select(col(AccountRows.id) == id_)
        return found[0] if found else None

    async def list(self) -> Sequence[Account]:
        """All accounts by name."""
        return await self._select(True)

    async def any_owner(self) -> bool:
        """Whether the house can be administered at all. Raises Unavailable."""
        async with self._database.read() as connection:
            return bool(await lasting_members(connection, HOUSE))

    async def describe(self, id_: str, called: str, language: str) -> None:
        """How others read its name, and in which language it is written to."""
        values = {"called": called, "language": language}
        await whole(
            self._write(update(AccountRows).where(col(AccountRows.id) == id_).values(values))
        )

    async def rehash(self, account: Account, password_hash: str) -> None:
        """The same password hashed anew; nothing if it is another by now."""
        same = col(AccountRows.password_hash) == account.password_hash
        mine = col(AccountRows.id) == account.id
        statement = update(AccountRows).where(mine, same).values(password_hash=password_hash)
        await whole(self._write(statement))

    async def set_password(
        self, id_: str, password_hash: str, keep: str = "", by: str | None = None
    ) -> None:
        """End all logins, but the session `keep` of whoever sets it themselves; set by others, it
        ends the passkeys and the ways by providers, too."""
        await whole(self._set_password(id_, password_hash, keep, by))

    async def set_first_password(
        self, id_: str, password_hash: str, keep: str, organisation: str
    ) -> None:
        """By a login of one organisation's provider, of session `keep`. It opens all that the
        account may: raises NoOwner where that is not of this organisation alone, or it has one."""
        await whole(self._set_first_password(id_, password_hash, keep, organisation))

    async def remove(self, id_: str, at: int, by: str | None = None) -> None:
        """With all logins and memberships; its tokens are revoked. Raises LastOwner where it is the
        last one of the house or of an organisation."""
        await whole(self._remove(id_, at, by))

    async def _add(
        self,
        name: str,
        role: Role | None,
        password_hash: str,
        at: int,
        by: str | None,
        first: bool,
    ) -> str:
        async with self._database.write() as connection:
            if first:
                await self._nobody_else_adds(connection)
                if await lasting_members(connection, HOUSE):
                    raise HasOwner
            await must_manage(connection, HOUSE, by, role)
            id_ = await add_account(connection, name, password_hash, at)
            if role is not None:
                await change(connection, id_, HOUSE, role, at)
        return id_

    async def _nobody_else_adds(self, connection: AsyncConnection) -> None:
        """Until the transaction ends: where there is no owner, there is no row to be held. SQLite
        has one writer at a time anyway."""
        if not self._database.is_sqlite:
            await connection.exec_driver_sql("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE")

    async def _set_first_password(
        self, id_: str, password_hash: str, keep: str, organisation: str
    ) -> None:
        mine = (col(AccountRows.id) == id_) & (col(AccountRows.password_hash) == "")
        others = (col(SessionRows.account) == id_) & (col(SessionRows.id) != keep)
        async with self._database.write() as connection:
            first = update(AccountRows).where(mine).values(password_hash=password_hash)
            if not (await connection.execute(first)).rowcount:
                raise NoOwner
            if await organisations_of(connection, id_) != {organisation}:
                raise NoOwner
            await connection.execute(delete(SessionRows).where(others))
            await forget_resets(connection, id_)

    async def _set_password(self, id_: str, password_hash: str, keep: str, by: str | None) -> None:
        mine = col(AccountRows.id) == id_
        others = (col(SessionRows.account) == id_) & (col(SessionRows.id) != keep)
        async with self._database.write() as connection:
            await must_manage(connection, HOUSE, by, *await roles_of(connection, id_))
            await connection.execute(
                update(AccountRows).where(mine).values(password_hash=password_hash)
            )
            await connection.execute(delete(SessionRows).where(others))
            await forget_resets(connection, id_)
            if not keep:
                await forget_passkeys(connection, id_)
                await connection.execute(nobodys_link(id_))

    async def _remove(self, id_: str, at: int, by: str | None) -> None:
        async with self._database.write() as connection:
            await must_manage(connection, HOUSE, by, *await roles_of(connection, id_))
            memberships = (await held(connection, [id_])).get(id_, ())
            there = {(await path_of_scope(connection, one.scope)) for one in memberships}
            for organisation in sorted({path.organisation for path in there} - {""}):
                await hold(connection, organisation)
            for membership in (await held(connection, [id_])).get(id_, ()):
                await change(connection, id_, membership.scope, None, at)
            await erase(connection, id_, at)

    async def _select(self, where: Any) -> Sequence[Account]:
        rows = select(table_of(AccountRows)).order_by(col(AccountRows.name))
        if where is not True:
            rows = rows.where(where)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
            memberships = await held(connection, {row.id for row in found})
        return [account_of(row, memberships.get(row.id, ())) for row in found]

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)


def account_of(row: Any, memberships: tuple[Membership, ...]) -> Account:
    """An account from its row."""
    return Account(
        row.id,
        row.name,
        row.password_hash,
        row.created_at,
        memberships,
        row.called,
        row.language,
    )


async def erase(connection: AsyncConnection, id_: str, at: int) -> None:
    """All that is the account's but its memberships, in a transaction of somebody else's."""
    await revoke_where(connection, col(TokenRows.made_by) == id_, at)
    await connection.execute(delete(SessionRows).where(col(SessionRows.account) == id_))
    await forget_second_factor(connection, id_)
    await forget_resets(connection, id_)
    await forget_passkeys(connection, id_)
    await connection.execute(nobodys_link(id_))
    await connection.execute(delete(AccountRows).where(col(AccountRows.id) == id_))


async def add_account(
    connection: AsyncConnection,
    name: str,
    password_hash: str,
    at: int,
    called: str = "",
    language: str = "",
) -> str:
    """In a transaction of somebody else's; returns the id. Raises Taken: then that is over."""
    id_ = "a" + secrets.token_hex(ID_BYTES)
    row = {"id": id_, "name": name, "password_hash": password_hash, "created_at": at}
    try:
        await connection.execute(
            insert(AccountRows).values(row | {"called": called, "language": language})
        )
    except IntegrityError as error:
        raise Taken from error
    return id_
