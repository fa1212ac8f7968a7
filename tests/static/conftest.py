"""For each test of modules a fresh, empty page."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.static.door import Door
from tests.static.modules import ORIGIN, answer, lend
from tests.static.phone import Phone


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """At its origin lie the modules, and nothing else."""
    context = await chromium.new_context(timezone_id="Europe/London")
    page = await context.new_page()
    await page.route(f"{ORIGIN}/**", answer)
    await page.goto(f"{ORIGIN}/")
    yield page
    await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def modules(chromium: Browser) -> AsyncIterator[None]:
    """For who only evaluates: a page for all, which is fresh for each call."""
    page = await chromium.new_page()
    await page.route(f"{ORIGIN}/**", answer)
    lend(page)
    yield
    lend(None)
    await page.close()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(page: Page) -> AsyncIterator[Phone]:
    door = Door(page)
    await door.open()
    yield Phone(page, door)
    await page.goto(f"{ORIGIN}/")
