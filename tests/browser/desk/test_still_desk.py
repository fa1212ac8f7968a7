"""What a moderator is about to press stands still while something else comes and goes."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

SIZES: tuple[Any, ...] = (
    {"width": 1920, "height": 1080},
    {"width": 1280, "height": 800},
    {"width": 390, "height": 844},
)
BOXES = """(selector) => [...document.querySelectorAll(selector)]
  .map((element) => element.getBoundingClientRect().toJSON())"""
STILL = ".bar button, .clocks, .clocks button, .columns"


@pytest.mark.parametrize("locale", ["en-GB", "sq-AL", "sr-RS"])
async def test_the_switches_stand_still_without_a_connection(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira", locale)
    state = mira.page.locator(".bar__connection")
    door = mira.page.locator("[data-door=voting]")
    await expect(state).to_have_attribute("data-status", "online")
    before = await door.bounding_box()

    await mira.lose_connection()
    await expect(state).to_have_attribute("data-status", "offline")

    assert await door.bounding_box() == before


@pytest.mark.parametrize("locale", ["en-GB", "sq-AL", "sr-RS"])
async def test_nothing_moves_when_a_clock_or_a_countdown_runs(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira", locale)
    countdown = mira.page.locator(".countdown")
    for size in SIZES:
        await mira.page.set_viewport_size(size)
        if size["width"] < 800:
            await mira.page.locator(".tabs__tab").last.click()
        await expect(mira.page.locator(".clocks")).to_be_visible()
        before = await _boxes(mira.page)
        (clocks,) = await mira.page.evaluate(BOXES, ".clocks")
        if size["width"] > 1800:
            assert clocks["height"] < 48, "one line"

        await mira.press("o")
        await expect(countdown).to_have_attribute("data-paused", "false")
        await mira.press("i")
        await mira.press("s")
        await expect(mira.page.locator(".turned[data-running=true]")).to_have_count(2)
        assert await _boxes(mira.page) == before, f"{size} counting"
        await mira.press(".")
        await expect(countdown).to_have_attribute("data-paused", "true")
        assert await _boxes(mira.page) == before, f"{size} paused"

        for key in "osi":
            await mira.press(key)
        await expect(countdown).to_have_count(0)
        await expect(mira.page.locator(".turned[data-running=true]")).to_have_count(0)
        assert await _boxes(mira.page) == before, f"{size} stopped"


async def _boxes(page: Page) -> Any:
    """Where everything stands that may be pressed, but for what is told of what was pressed."""
    return await page.evaluate(BOXES, STILL)
