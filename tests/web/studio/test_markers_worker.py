"""A file of markers is made beside the server, and leaves nothing behind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.clock import SystemClock
from server.jobs import Jobs
from tests.given.web_house import House, settings
from tests.web.studio.test_markers import asked, evening

pytestmark = pytest.mark.outside


@pytest_asyncio.fixture
async def beside(tmp_path: Path) -> AsyncIterator[House]:
    """The web app with a worker of its own."""
    house = House(settings(tmp_path), Jobs(SystemClock()))
    await house.open()
    yield house
    await house.close()


async def test_the_worker_makes_it_and_keeps_nothing(beside: House, tmp_path: Path) -> None:
    room = await evening(beside)
    browser = await beside.moderator("producer")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    response = await asked(browser, room)

    assert beside.jobs.pid is not None
    assert "iseći" in await response.get_data(as_text=True)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


async def test_what_would_be_empty_is_no_failure_of_the_worker(beside: House) -> None:
    room = await evening(beside)

    response = await asked(await beside.moderator("producer"), room, kind=["countdown"])

    assert response.status_code == 422
