"""Fixtures of the web tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.given.web_house import House, settings


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The web app on an empty store."""
    house = House(settings(tmp_path))
    await house.open()
    yield house
    await house.close()
