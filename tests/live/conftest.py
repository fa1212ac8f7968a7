"""Fixtures of the live tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.live.house import House, open_house


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Rooms and a live door on a fresh store."""
    async with open_house(tmp_path / "data") as opened:
        yield opened
