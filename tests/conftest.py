"""Fixtures for the whole suite."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.servers import RunningServer


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A whole server of one's own, to be stopped and killed."""
    running = RunningServer(tmp_path / "data")
    await running.start()
    yield running
    running.process.kill()
    await running.process.gone()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A whole server for all who leave it running; each test makes debates of its own."""
    running = RunningServer(tmp_path_factory.mktemp("server") / "data")
    asyncio.run(running.start())
    yield running
    running.process.kill()
    asyncio.run(running.process.gone())
