"""Archives of enormous debates are made beside the server: nobody waits for them but who asked."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from quart import Response

from server.archive.checking.main import check
from server.clock import SystemClock
from server.jobs import Jobs, NotYet
from server.jobs.queue import WAITING_AT_MOST
from server.web.pages import archive_pages
from tests.given import enormous, holds
from tests.given.web_house import House, settings
from tests.jobs.odd_jobs import What
from tests.jobs.test_jobs import ODD
from tests.web.pages.signed import signed

pytestmark = pytest.mark.outside

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PACKED = BROWSER | {"Accept-Encoding": "gzip"}
PATHS = ("", ".html", ".zip", ".json", ".csv", ".ndjson")


@pytest_asyncio.fixture
async def beside(tmp_path: Path) -> AsyncIterator[House]:
    """The web app with a worker of its own."""
    house = House(settings(tmp_path), Jobs(SystemClock()))
    await house.open()
    yield house
    await house.close()


async def made(house: House, path: str, **headers: str) -> Response:
    """Asked for again, as the page does by itself, until it is there."""
    async with asyncio.timeout(60):
        while True:
            response = await house.stranger(**headers).get(path)
            if response.status_code != 503:
                return response


@pytest.mark.alone
async def test_an_archive_of_thousands_of_questions_holds_the_loop_for_nobody(
    beside: House,
) -> None:
    """The first making took 0.4 s of everybody's time, and each download 0.1 s for compressing."""
    await enormous.write(beside.store, enormous.Size(3_000, 1_000, 300, 200))

    with holds.watched() as held:
        for path in PATHS:
            for _ in range(2):
                response = await made(beside, f"/archive/{enormous.CODE}{path}", **PACKED)
                async with response.response as body:
                    size = sum([len(piece) async for piece in body])
                assert response.status_code == 200
                assert response.headers["Content-Encoding"] == "gzip"
                assert response.content_length == size > 10_000

    assert held.longest_ms < holds.MOST_MS, held.what


async def test_it_is_made_once_for_everybody_and_every_process(beside: House) -> None:
    await beside.debate("closed")
    await signed(beside)
    first = await (await made(beside, "/archive/482915.json")).get_data()
    worker = beside.jobs.pid
    assert worker is not None

    another = House(beside.settings, Jobs(SystemClock()))
    await another.open()
    again = await (await made(another, "/archive/482915.json")).get_data()

    assert again == first
    assert check(json.loads(again)).wrong == []
    assert another.jobs.pid is None, "it was made again"
    await another.close()


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
async def test_who_waits_longer_sees_how_far_it_is_on_a_page_that_looks_again_without_a_script(
    house: House, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setattr(archive_pages, "PATIENCE_S", 0.0)
    house = House(house.settings, Jobs(SystemClock()))
    await house.open()
    await house.debate("closed")
    browser = house.stranger(**BROWSER)
    browser.cookies["tribina_locale"] = locale

    for path in PATHS:
        response = await browser.get(f"/archive/482915{path}")
        page = await response.get_data(as_text=True)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "3"
        assert response.headers["Cache-Control"] == "no-store"
        assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
        assert f'<html lang="{locale}"' in page
        assert not re.search(r"[>\"]error\.\w", page), "a key instead of its words"
    await house.close()


async def test_a_flood_for_different_archives_is_refused_in_words(tmp_path: Path) -> None:
    house = House(settings(tmp_path), Jobs(SystemClock(), ODD))
    await house.open()
    await house.debate("closed")
    for number in range(WAITING_AT_MOST):
        with pytest.raises(NotYet):
            await house.jobs.do("take_long", What(str(tmp_path / "begun"), 600), f"k{number}", 0.0)

    response = await house.stranger(**BROWSER).get("/archive/482915")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "Mnogi čekaju rezultate" in await response.get_data(as_text=True)
    await house.close()


async def test_what_cannot_be_made_is_told_in_words_and_nothing_else_stops(tmp_path: Path) -> None:
    house = House(settings(tmp_path), Jobs(SystemClock(), ODD))  # it knows no archives
    await house.open()
    await house.debate("closed")

    response = await house.stranger(**BROWSER).get("/archive/482915")

    assert response.status_code == 500
    assert "Dogodila se greška kod nas" in await response.get_data(as_text=True)
    assert (await house.stranger().get("/")).status_code == 200
    await house.close()
