"""A house with an organisation, whose debate tells."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.store import Keys, Store
from tests.given.clocks import FakeClock
from tests.given.databases import keys_in, migrated, sqlite_url
from tests.outgoing.telling import Teller


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return keys_in(tmp_path)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def quick_store(tmp_path: Path, keys: Keys) -> AsyncIterator[Store]:
    await migrated(sqlite_url(tmp_path))
    opened = await Store.open(sqlite_url(tmp_path), keys)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def teller(quick_store: Store, clock: FakeClock) -> Teller:
    return await Teller(quick_store, clock).begin()
