"""A house that has an address."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.given.web_house import OURS, House, settings


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The web app on an empty store."""
    house = House(settings(tmp_path, public_url=OURS))
    await house.open()
    yield house
    await house.close()
