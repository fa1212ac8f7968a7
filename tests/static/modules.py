"""Modules of static/ by themselves, in real Chromium: no server, no page around them."""

import os
from pathlib import Path
from typing import Any

from playwright.async_api import Route, async_playwright

STATIC = Path(__file__).parents[2] / "static"
ORIGIN = "http://tribina.test"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


async def evaluate(program: str, argument: Any = None) -> Any:
    """What a JavaScript function of one argument returns; it imports modules as `/common/….js`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            page = await browser.new_page()
            await page.route(f"{ORIGIN}/**", _answer)
            await page.goto(f"{ORIGIN}/")
            return await page.evaluate(program, argument)
        finally:
            await browser.close()


async def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if path:
        await route.fulfill(path=STATIC / path)
    else:
        await route.fulfill(body="<!doctype html>", content_type="text/html")
