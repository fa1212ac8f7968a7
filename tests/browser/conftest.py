"""Fixtures of the browser tests."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.browser.hall import Hall, open_hall
from tests.servers import RunningServer


@pytest_asyncio.fixture
async def hall(server: RunningServer) -> AsyncIterator[Hall]:
    async with open_hall(server) as opened:
        yield opened
