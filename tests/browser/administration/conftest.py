"""Fixtures of the tests of administration in a browser."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from server.app import Server
from server.settings import Settings
from tests.load.process import free_port


@pytest_asyncio.fixture(loop_scope="session")
async def new_server(tmp_path: Path) -> AsyncIterator[Server]:
    """A house that nobody has an account of."""
    ports: dict[str, Any] = {"port": free_port(), "live_port": free_port()}
    server = Server(Settings(data=tmp_path / "data", host="127.0.0.1", **ports).with_secret())
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def pictures() -> Path | None:
    """The folder that TOUR_PICTURES names, for who wants to look at every page."""
    named = os.environ.get("TOUR_PICTURES")
    return Path(named) if named else None
