"""Bearer tokens of one debate, known by their digest, revocable."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select
from sqlmodel import col

from server.debate.actors import Path, Role, role_at
from server.debate.rules import allowed
from server.store.engine import Database, whole
from server.store.house.memberships import Held, held, paths_of
from server.store.house.revoking import revoke_where
from server.store.receipts import Form, send_once
from server.store.tables import AccountRows, TokenRows, table_of


class Token(Struct, frozen=True):
    """`made_by`: the maker's account; None: the command line. `maker`: its name, if it is there
    still; `maker_role`: what it is now, for the debate. Times in ms."""

    id: int
    code: str
    role: Role
    label: str
    created_at: int
    revoked_at: int | None
    made_by: str | None
    ends_at: int
    maker: str | None = None
    maker_role: Role | None = None

    def holds(self, now: int) -> bool:
        """Whether it opens anything: neither revoked nor over, and its maker might make it now."""
        over = self.revoked_at is not None or now >= self.ends_at
        if over or self.made_by is None:
            return not over
        return self.maker_role is not None and allowed("tokens", self.maker_role)


class Tokens:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        code: str,
        role: str,
        digest: bytes,
        label: str,
        at: int,
        *,
        made_by: str | None,
        ends_at: int,
        form: Form | None = None,
    ) -> int:
        """Keep a token; returns its id. `form`: that asks for it. Raises Sent."""
        row = {"code": code, "role": role, "digest": digest, "label": label, "created_at": at}
        return await whole(self._add(row | {"made_by": made_by, "ends_at": ends_at}, form))

    async def find(self, digest: bytes) -> Token | None:
        """The token with this digest, whether it holds or not."""
        found = await self._select(col(TokenRows.digest) == digest)
        return found[0] if found else None

    async def list(self, code: str) -> Sequence[Token]:
        """The tokens of a debate, the oldest first."""
        return await self._select(col(TokenRows.code) == code)

    async def revoke(self, id_: int, at: int) -> None:
        """From now on the token opens nothing."""
        await whole(self._revoke(id_, at))

    async def _add(self, row: dict[str, Any], form: Form | None) -> int:
        async with self._database.write() as connection:
            if form is not None:
                await send_once(connection, form, row["code"])
            result = await connection.execute(
                insert(TokenRows).values(row).returning(col(TokenRows.id))
            )
            id_ = result.scalar_one()
        if id_ is None:
            raise AssertionError("a token without an id")
        return id_

    async def _revoke(self, id_: int, at: int) -> None:
        async with self._database.write() as connection:
            await revoke_where(connection, col(TokenRows.id) == id_, at)

    async def _select(self, where: Any) -> Sequence[Token]:
        columns = (*table_of(TokenRows).columns, col(AccountRows.name).label("maker"))
        rows = (
            select(*columns)
            .outerjoin(AccountRows, col(AccountRows.id) == col(TokenRows.made_by))
            .where(where)
            .order_by(col(TokenRows.id))
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
            makers = await held(connection, {row.made_by for row in found if row.made_by})
            paths = await paths_of(connection, {row.code for row in found}) if makers else {}
        return [_token(row, makers, paths) for row in found]


def _token(row: Any, makers: Held, paths: dict[str, Path]) -> Token:
    memberships = makers.get(row.made_by, ())
    return Token(
        row.id,
        row.code,
        row.role,
        row.label,
        row.created_at,
        row.revoked_at,
        row.made_by,
        row.ends_at,
        row.maker,
        role_at(memberships, paths[row.code]) if memberships and row.code in paths else None,
    )
