"""Accounts of moderators. Passwords come here hashed."""

import secrets
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Role
from server.debate.rules import allowed
from server.store.engine import Database, whole
from server.store.errors import HasOwner, LastOwner, NoOwner, Taken
from server.store.tables import AccountRows, SessionRows, TokenRows, table_of
from server.store.tokens import revoke_where

ID_BYTES = 8


class Account(Struct, frozen=True):
    """`id` is random and never given again: what was an account's belongs to no later one of the
    same name."""

    id: str
    name: str
    role: Role
    password_hash: str
    created_at: int


class Accounts:
    """All methods raise Unavailable. What takes rights away ends the logins in the same
    transaction, so that none is left by whoever comes between.

    `by`: the owner (id) who asks for a change; it is seen in the same transaction that they still
    are one, else it raises NoOwner. None: the house itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, name: str, role: str, password_hash: str, at: int, by: str | None = None
    ) -> str:
        """Returns the id. Raises Taken if there is one of this name."""
        return await whole(self._add(name, role, password_hash, at, by, first=False))

    async def add_first_owner(self, name: str, password_hash: str, at: int) -> str:
        """Returns the id. Raises HasOwner, whichever process made one, and Taken."""
        return await whole(self._add(name, "owner", password_hash, at, None, first=True))

    async def get(self, name: str) -> Account | None:
        """None if there is none of that name. Raises Unavailable."""
        found = await self._select(col(AccountRows.name) == name)
        return found[0] if found else None

    async def list(self) -> Sequence[Account]:
        """All accounts by name."""
        return await self._select(True)

    async def any_owner(self) -> bool:
        """Whether the house can be administered at all. Raises Unavailable."""
        return bool(await self._select(col(AccountRows.role) == "owner"))

    async def rehash(self, account: Account, password_hash: str) -> None:
        """The same password hashed anew; nothing if it is another by now."""
        same = col(AccountRows.password_hash) == account.password_hash
        mine = col(AccountRows.id) == account.id
        statement = update(AccountRows).where(mine, same).values(password_hash=password_hash)
        await whole(self._write(statement))

    async def set_password(
        self, id_: str, password_hash: str, keep: str = "", by: str | None = None
    ) -> None:
        """End all logins, but the session `keep`."""
        await whole(self._set_password(id_, password_hash, keep, by))

    async def set_role(self, id_: str, role: Role, at: int, by: str | None = None) -> None:
        """Who may make no tokens any more, theirs are revoked. Raises LastOwner for the last
        one."""
        await whole(self._set_role(id_, role, at, by))

    async def end_logins(self, id_: str, by: str | None = None) -> None:
        """All of them."""
        await whole(self._end_logins(id_, by))

    async def remove(self, id_: str, at: int, by: str | None = None) -> None:
        """With all logins; its tokens are revoked. Raises LastOwner for the last one."""
        await whole(self._remove(id_, at, by))

    async def _add(
        self, name: str, role: str, password_hash: str, at: int, by: str | None, first: bool
    ) -> str:
        id_ = "a" + secrets.token_hex(ID_BYTES)
        row = {"id": id_, "name": name, "role": role, "password_hash": password_hash}
        try:
            async with self._database.write() as connection:
                if first:
                    await self._nobody_else_adds(connection)
                    if await _owners(connection):
                        raise HasOwner
                await _must_be_owner(connection, by)
                await connection.execute(insert(AccountRows).values(row | {"created_at": at}))
        except IntegrityError as error:
            raise Taken from error
        return id_

    async def _nobody_else_adds(self, connection: AsyncConnection) -> None:
        """Until the transaction ends: where there is no owner, there is no row to be held. SQLite
        has one writer at a time anyway."""
        if not self._database.is_sqlite:
            await connection.exec_driver_sql("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE")

    async def _set_password(self, id_: str, password_hash: str, keep: str, by: str | None) -> None:
        mine = col(AccountRows.id) == id_
        others = (col(SessionRows.account) == id_) & (col(SessionRows.id) != keep)
        async with self._database.write() as connection:
            await _must_be_owner(connection, by)
            await connection.execute(
                update(AccountRows).where(mine).values(password_hash=password_hash)
            )
            await connection.execute(delete(SessionRows).where(others))

    async def _set_role(self, id_: str, role: Role, at: int, by: str | None) -> None:
        async with self._database.write() as connection:
            owners = await _must_be_owner(connection, by)
            if role != "owner" and owners == [id_]:
                raise LastOwner
            await connection.execute(
                update(AccountRows).where(col(AccountRows.id) == id_).values(role=role)
            )
            if not allowed("tokens", role):
                await revoke_where(connection, col(TokenRows.made_by) == id_, at)

    async def _end_logins(self, id_: str, by: str | None) -> None:
        async with self._database.write() as connection:
            await _must_be_owner(connection, by)
            await connection.execute(delete(SessionRows).where(col(SessionRows.account) == id_))

    async def _remove(self, id_: str, at: int, by: str | None) -> None:
        async with self._database.write() as connection:
            if await _must_be_owner(connection, by) == [id_]:
                raise LastOwner
            await revoke_where(connection, col(TokenRows.made_by) == id_, at)
            await connection.execute(delete(SessionRows).where(col(SessionRows.account) == id_))
            await connection.execute(delete(AccountRows).where(col(AccountRows.id) == id_))

    async def _select(self, where: Any) -> Sequence[Account]:
        rows = select(table_of(AccountRows)).order_by(col(AccountRows.name))
        if where is not True:
            rows = rows.where(where)
        async with self._database.read() as connection:
            return [account_of(row) for row in await connection.execute(rows)]

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)


def account_of(row: Any) -> Account:
    """An account from its row."""
    return Account(row.id, row.name, row.role, row.password_hash, row.created_at)


async def _must_be_owner(connection: AsyncConnection, by: str | None) -> Sequence[str]:
    """All owners. Raises NoOwner unless `by`, if anybody, is one."""
    owners = await _owners(connection)
    if by is not None and by not in owners:
        raise NoOwner
    return owners


async def _owners(connection: AsyncConnection) -> Sequence[str]:
    """Two owners may remove each other at the same moment, in two processes: both look at the
    same locked rows, one after the other."""
    owners = select(col(AccountRows.id)).where(col(AccountRows.role) == "owner")
    rows = owners.order_by(col(AccountRows.id)).with_for_update()
    return (await connection.execute(rows)).scalars().all()
