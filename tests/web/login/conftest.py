"""Houses whose clock stands still until it is told to go on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.given.clocks import FakeClock
from tests.given.web_house import House, settings
from tests.web.login.guarded import account


@pytest_asyncio.fixture
async def still(tmp_path: Path) -> AsyncIterator[House]:
    """Vesna keeps it, so that anybody else may go."""
    house = House(settings(tmp_path))
    house.clock = FakeClock()
    await house.open()
    await account(house, "vesna", "owner")
    yield house
    await house.close()


@pytest_asyncio.fixture
async def strict(tmp_path: Path) -> AsyncIterator[House]:
    """It asks keepers and owners for a second factor."""
    house = House(settings(tmp_path, second_factor="owners"))
    house.clock = FakeClock()
    await house.open()
    yield house
    await house.close()
