"""Bearer tokens of one debate, known by their digest, revocable."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlmodel import col

from server.debate.actors import Role
from server.store.engine import Database, whole
from server.store.tables import TokenRows


class Token(Struct, frozen=True):
    id: int
    code: str
    role: Role
    label: str
    created_at: int
    revoked_at: int | None


class Tokens:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, code: str, role: str, digest: bytes, label: str, at: int) -> int:
        """Keep a token; returns its id."""
        return await whole(self._add(code, role, digest, label, at))

    async def find(self, digest: bytes) -> Token | None:
        """The token with this digest, revoked or not."""
        found = await self._select(col(TokenRows.digest) == digest)
        return found[0] if found else None

    async def list(self, code: str) -> Sequence[Token]:
        """The tokens of a debate, the oldest first."""
        return await self._select(col(TokenRows.code) == code)

    async def revoke(self, id_: int, at: int) -> None:
        """From now on the token opens nothing."""
        await whole(self._revoke(id_, at))

    async def _add(self, code: str, role: str, digest: bytes, label: str, at: int) -> int:
        row = {"code": code, "role": role, "digest": digest, "label": label, "created_at": at}
        async with self._database.write() as connection:
            result = await connection.execute(
                insert(TokenRows).values(row).returning(col(TokenRows.id))
            )
            id_ = result.scalar_one()
        if id_ is None:
            raise AssertionError("a token without an id")
        return id_

    async def _revoke(self, id_: int, at: int) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(TokenRows).where(col(TokenRows.id) == id_).values(revoked_at=at)
            )

    async def _select(self, where: Any) -> Sequence[Token]:
        rows = select(TokenRows.__table__).where(where).order_by(col(TokenRows.id))  # type: ignore[attr-defined]
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Token(r.id, r.code, r.role, r.label, r.created_at, r.revoked_at) for r in found]
