"""Accounts of moderators. Passwords come here hashed."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from server.debate.actors import Role
from server.store.engine import Database, whole
from server.store.tables import AccountRows


class Account(Struct, frozen=True):
    name: str
    role: Role
    password_hash: str
    epoch: int
    created_at: int


class Accounts:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, name: str, role: str, password_hash: str, at: int) -> None:
        """Raises IntegrityError if the name is taken."""
        row = {"name": name, "role": role, "password_hash": password_hash, "created_at": at}
        await whole(self._write(insert(AccountRows).values(row | {"epoch": 0})))

    async def get(self, name: str) -> Account | None:
        found = await self._select(col(AccountRows.name) == name)
        return found[0] if found else None

    async def list(self) -> Sequence[Account]:
        """All accounts by name."""
        return await self._select(True)

    async def any_owner(self) -> bool:
        return bool(await self._select(col(AccountRows.role) == "owner"))

    async def set_password(self, name: str, password_hash: str) -> None:
        await self._change(name, password_hash=password_hash)

    async def set_role(self, name: str, role: str) -> None:
        await self._change(name, role=role)

    async def bump_epoch(self, name: str) -> None:
        """Make all logins of the account useless."""
        await self._change(name, epoch=col(AccountRows.epoch) + 1)

    async def remove(self, name: str) -> None:
        await whole(self._write(delete(AccountRows).where(col(AccountRows.name) == name)))

    async def _change(self, name: str, **values: Any) -> None:
        statement = update(AccountRows).where(col(AccountRows.name) == name).values(values)
        await whole(self._write(statement))

    async def _select(self, where: Any) -> Sequence[Account]:
        rows = select(AccountRows.__table__).order_by(col(AccountRows.name))  # type: ignore[attr-defined]
        if where is not True:
            rows = rows.where(where)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Account(r.name, r.role, r.password_hash, r.epoch, r.created_at) for r in found]

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)
