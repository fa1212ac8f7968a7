"""Fixtures of the archive's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from server.store import Store, migrate


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real store in a file."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'tribina.db'}"
    await migrate(url)
    store = await Store.open(url)
    yield store
    await store.close()
