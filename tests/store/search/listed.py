"""Debates as lists know them, without a journal: for tests of what asks lists alone."""

from typing import Any

from sqlalchemy import update
from sqlmodel import col

from server.store import Store
from server.store.tables import DebateRows


async def closed(store: Store, code: str, **values: Any) -> None:
    """One that was closed and unlinked."""
    await store.debates.create(code, 1)
    made = {"phase": "closed", "closed_at": 2, "unlinked": True, "programme": "social-club"}
    await move(store, code, **(made | {"title": {"en": f"Debate {code}"}} | values))


async def move(store: Store, code: str, **values: Any) -> None:
    """Change what lists know."""
    changed = update(DebateRows).where(col(DebateRows.code) == code).values(values)
    async with store._database.write() as connection:
        await connection.execute(changed)
