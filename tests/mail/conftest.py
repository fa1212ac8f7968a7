"""A store, and a clock that is moved by hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.store import Store
from tests.given.clocks import FakeClock
from tests.given.databases import keys_in, migrated


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    await migrated(database_url)
    opened = await Store.open(database_url, keys_in(tmp_path))
    yield opened
    await opened.close()
