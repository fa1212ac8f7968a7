"""Fixtures for the whole suite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.servers import RunningServer


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A whole server, running."""
    running = RunningServer(tmp_path / "data")
    await running.start()
    yield running
    running.process.kill()
    await running.process.gone()
