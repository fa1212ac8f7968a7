"""A fresh store, on SQLite and then on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from server.store import Store, migrate


@pytest.fixture
def url(database_url: str) -> str:
    return database_url


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    await migrate(url)
    opened = await Store.open(url)
    yield opened
    await opened.close()
