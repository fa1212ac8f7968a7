"""The package by itself, unpacked elsewhere: a renderer that is not ours plays every graphic of it,
and so do the pages for CasparCG and SPX."""

import io
from zipfile import ZipFile

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route

from server.web.studio.ograf import package
from tests.static.graphics.renderer import MANIFESTS, call, open_renderer, put_on_air
from tests.static.modules import ORIGIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FOLDER = "/somewhere/else/"
TYPES = {"js": "text/javascript", "css": "text/css", "html": "text/html", "woff2": "font/woff2"}
DATA = {"text": "Kada?", "name": "Ana", "votes": "7", "code": "482 915", "word_default": "Vreme"}


@pytest_asyncio.fixture(loop_scope="session")
async def unpacked(page: Page) -> list[str]:
    """Where it lies there is nothing else. Returns what was asked for and is not there."""
    missing: list[str] = []
    with ZipFile(io.BytesIO(package())) as packed:
        bodies = {name: packed.read(name) for name in packed.namelist()}

    async def answer(route: Route) -> None:
        name = route.request.url.partition(FOLDER)[2]
        if name not in bodies:
            missing.append(route.request.url)
            await route.fulfill(status=404)
            return
        kind = TYPES.get(name.rpartition(".")[2], "text/plain")
        await route.fulfill(body=bodies[name], content_type=kind)

    await page.route(lambda url: url != f"{ORIGIN}/", answer)
    return missing


@pytest.mark.parametrize("graphic", MANIFESTS)
async def test_a_renderer_plays_it(page: Page, unpacked: list[str], graphic: str) -> None:
    await open_renderer(page, folder=FOLDER)
    id_ = await put_on_air(page, graphic, DATA)
    shown = "(id) => renderer.graphics.get(id).stage.hasAttribute('data-shown')"
    assert await page.evaluate(shown, id_)
    assert await page.evaluate("document.fonts.check('700 20px \"Source Sans 3\"', 'AčЉ')")

    assert (await call(page, id_, "stopAction"))["statusCode"] == 200
    assert not await page.evaluate(shown, id_)
    assert not unpacked


@pytest.mark.parametrize("graphic", MANIFESTS)
async def test_its_page_plays_it(page: Page, unpacked: list[str], graphic: str) -> None:
    await page.goto(f"{ORIGIN}{FOLDER}{graphic}.html")
    await page.evaluate("(data) => { update(JSON.stringify(data)); play() }", DATA)
    await page.wait_for_function(
        "document.querySelector('tribina-template')?.stage.hasAttribute('data-shown')"
    )

    assert not unpacked
