"""Tokens and ways by providers are taken back, in a transaction of whoever takes away what they
stand on."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.tables import LinkedAccountRows, TokenRows


async def revoke_where(connection: AsyncConnection, where: Any, at: int) -> None:
    """What was revoked before stays as it is."""
    standing = col(TokenRows.revoked_at).is_(None)
    await connection.execute(update(TokenRows).where(where, standing).values(revoked_at=at))


def nobodys_link(account: str) -> Any:
    """The statement by which no provider leads to an account any more."""
    mine = col(LinkedAccountRows.account) == account
    return update(LinkedAccountRows).where(mine).values(account=None)
