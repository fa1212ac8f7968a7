"""A fresh store, on SQLite and then on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.store import Keys, Store
from tests.given.databases import keys_in, migrated


@pytest.fixture
def url(database_url: str) -> str:
    return database_url


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return keys_in(tmp_path)


@pytest_asyncio.fixture
async def store(url: str, keys: Keys) -> AsyncIterator[Store]:
    await migrated(url)
    opened = await Store.open(url, keys)
    yield opened
    await opened.close()
