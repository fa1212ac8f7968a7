"""Fixtures of the live tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.cluster.relay import InProcessRelay
from tests.live.house import House, open_house
from tests.services import Redis, running


@pytest_asyncio.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Rooms and a live door on a fresh store, on SQLite and then on PostgreSQL."""
    async with open_house(tmp_path, database_url=database_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    """A Redis of the module's own."""
    with running(Redis()) as service:
        yield service


@pytest_asyncio.fixture
async def apart(tmp_path: Path, database_url: str) -> AsyncIterator[tuple[House, House]]:
    """Two processes that hear nothing of each other."""
    deaf = {"database_url": database_url}
    async with (
        open_house(tmp_path, relay=InProcessRelay(alone=False), **deaf) as one,
        open_house(tmp_path, relay=InProcessRelay(alone=False), **deaf) as other,
    ):
        yield one, other
