"""Fixtures for the whole suite."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings
from playwright.async_api import Browser

from server.cluster.relay import InProcessRelay
from tests.browser.hall import open_browser
from tests.given.databases import KINDS, Kind, fresh_postgresql, migrated, prepare, sqlite_url
from tests.given.live_house import House, open_house
from tests.given.servers import RunningServer, running_server
from tests.given.services import PostgreSQL, Redis, running

# How long an example takes depends on the machine, and is no rule of ours.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# What opens a database, or starts a program beside the tests: `make check` does without.
OUTSIDE = {"postgresql", "redis", "chromium", "modules", "server", "shared_server"}
OUTSIDE |= {"database_url", "url", "store", "house", "apart"}
OUTSIDE_FOLDERS = {"browser", "cluster", "demo", "deploy", "fuzz", "load", "store"}

# Whole pages of a whole server: two seconds each, and a quarter of all the time.
SLOW_FOLDERS = {"browser"}


@pytest.hookimpl(tryfirst=True, specname="pytest_collection_modifyitems")
def pytest_mark_by_place(items: list[pytest.Item]) -> None:
    """With the markers that pyproject.toml explains."""
    for item in items:
        if SLOW_FOLDERS & set(item.path.parts):
            item.add_marker(pytest.mark.slow)
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & OUTSIDE or OUTSIDE_FOLDERS & set(item.path.parts):
            item.add_marker(pytest.mark.outside)


@pytest.hookimpl(trylast=True)  # after -m has chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the slow tests: with the suite's order, one of them may
    be left with a long one when the others have ended."""
    workers = getattr(config, "workerinput", {"workercount": 1})["workercount"]
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    items[:] = [
        item
        for worker in range(workers)
        for item in slow[worker::workers] + _part(quick, worker, workers)
    ]


def _part(items: list[pytest.Item], at: int, of: int) -> list[pytest.Item]:
    """One of so many parts in a row, of the same length."""
    return items[len(items) * at // of : len(items) * (at + 1) // of]


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A whole server of one's own, to be stopped and killed."""
    async with running_server(tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A whole server for all who leave it running; each test makes debates of its own."""
    folder = tmp_path_factory.mktemp("server") / "data"
    asyncio.run(migrated(sqlite_url(folder)))
    server = RunningServer(folder)
    asyncio.run(server.start())
    yield server
    asyncio.run(server.kill())


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One for all who open pages of their own in it, in the loop of the session."""
    async with open_browser() as browser:
        yield browser


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


@pytest_asyncio.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Rooms and a live door on a fresh store, on SQLite and then on PostgreSQL."""
    async with open_house(tmp_path, database_url=database_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    """A Redis of the module's own."""
    with running(Redis()) as service:
        yield service


@pytest_asyncio.fixture
async def apart(tmp_path: Path, database_url: str) -> AsyncIterator[tuple[House, House]]:
    """Two processes that hear nothing of each other."""
    deaf = {"database_url": database_url}
    async with (
        open_house(tmp_path, relay=InProcessRelay(alone=False), **deaf) as one,
        open_house(tmp_path, relay=InProcessRelay(alone=False), **deaf) as other,
    ):
        yield one, other
