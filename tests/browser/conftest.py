"""Fixtures of the browser tests. They share a server and a Chromium, and so a loop, as far as they
leave the server running and change nothing that belongs to the whole house."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.hall import Hall
from tests.given.servers import RunningServer, running_server

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session")
async def hall(shared_server: RunningServer, chromium: Browser) -> AsyncIterator[Hall]:
    """Who comes to the server that is shared."""
    hall = Hall(shared_server, chromium)
    yield hall
    await hall.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def server(shared_server: RunningServer) -> RunningServer:
    """The one that is shared: each test makes debates of its own."""
    return shared_server


@pytest_asyncio.fixture(loop_scope="session")
async def own_server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server of one's own, to be stopped and killed."""
    async with running_server(tmp_path / "data") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def own_hall(own_server: RunningServer, chromium: Browser) -> AsyncIterator[Hall]:
    """Who comes to it."""
    hall = Hall(own_server, chromium)
    yield hall
    await hall.leave()
