"""Fixtures for the whole suite."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.databases import KINDS, Kind, fresh_postgresql, migrated, prepare, sqlite_url
from tests.servers import RunningServer
from tests.services import PostgreSQL, running


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A whole server of one's own, to be stopped and killed."""
    await migrated(sqlite_url(tmp_path / "data"))
    running = RunningServer(tmp_path / "data")
    await running.start()
    yield running
    running.process.kill()
    await running.process.gone()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A whole server for all who leave it running; each test makes debates of its own."""
    folder = tmp_path_factory.mktemp("server") / "data"
    asyncio.run(migrated(sqlite_url(folder)))
    running = RunningServer(folder)
    asyncio.run(running.start())
    yield running
    running.process.kill()
    asyncio.run(running.process.gone())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One private server for all tests that leave it running."""
    with running(PostgreSQL()) as server:
        prepare(server)
        yield server


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database, on SQLite and then on PostgreSQL; it may or may not be
    migrated already."""
    kind: Kind = request.param
    if kind == "sqlite":
        yield sqlite_url(tmp_path)
    else:
        with fresh_postgresql(request.getfixturevalue("postgresql")) as url:
            yield url
