"""One Chromium for all tests of modules; for each of them a fresh, empty page."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, Route, async_playwright

from tests.static.modules import ARGUMENTS, CHROMIUM, ORIGIN, STATIC

IMPORT_MAP = """<script type="importmap">{"imports": {"preact": "/vendor/preact.js",
  "preact/hooks": "/vendor/preact-hooks.js", "htm": "/vendor/htm.js"}}</script>"""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """At its origin lie the modules, and nothing else."""
    context = await chromium.new_context()
    page = await context.new_page()
    await page.route(f"{ORIGIN}/**", _answer)
    await page.goto(f"{ORIGIN}/")
    yield page
    await context.close()


async def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if not path:
        await route.fulfill(
            body=f"<!doctype html><html lang='en'>{IMPORT_MAP}", content_type="text/html"
        )
    elif (STATIC / path).is_file():
        await route.fulfill(path=STATIC / path)
    else:
        await route.fulfill(status=404)
