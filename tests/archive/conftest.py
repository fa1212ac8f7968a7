"""Fixtures of the archive's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from server.store import Store
from tests.given.databases import keys_in, migrated, sqlite_url


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real store in a file."""
    url = sqlite_url(tmp_path)
    await migrated(url)
    store = await Store.open(url, keys_in(tmp_path))
    yield store
    await store.close()
