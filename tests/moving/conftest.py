"""A house; and two: one that an organisation leaves, and an empty one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.given.web_house import House, settings
from tests.moving.given import house_in


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(settings(tmp_path))
    await house.open()
    yield house
    await house.close()


@pytest_asyncio.fixture
async def there(tmp_path: Path) -> AsyncIterator[House]:
    house = await house_in(tmp_path / "there")
    yield house
    await house.close()


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[House]:
    house = await house_in(tmp_path / "here", "other.example.org")
    yield house
    await house.close()
