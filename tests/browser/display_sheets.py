"""Contact sheets of the display, to be looked at: part of `make texts`.

Of each shape of screen two, in screens/: every picture, and questions of many lengths in every
language. With names after it: only sheets whose names begin so.
"""

import asyncio
import io
import sys
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from PIL import Image
from playwright.async_api import Browser, Page

from server.web.pages.qr import svg
from tests.browser.hall import open_browser
from tests.browser.screens import FOLDER
from tests.browser.sheets import sheet
from tests.static.display import document, open_display, pictures, question, show
from tests.static.modules import ORIGIN, answer
from tests.static.wordings import LONGEST_WORD, wording, wordings

SIZES = ((1920, 1080), (1080, 1920), (1024, 768), (1280, 720), (3840, 2160))
LENGTHS = (1, 8, 20, 45, 80, 120, 160, 200, 250, 300)
TILE = 760  # px, the longer side
ACROSS = 5
SETTLE_MS = 450  # until two pictures have crossed


async def main(names: Sequence[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    async with open_browser() as browser:
        for size in SIZES:
            for name, draw in (("pictures", _pictures), ("questions", _questions)):
                file = FOLDER / f"display-{name}-{size[0]}x{size[1]}.png"
                if names and not file.name.startswith(tuple(names)):
                    continue
                tiles = [tile async for tile in draw(browser, size)]
                sheet(tiles, ACROSS).save(file)
                print(file.name, flush=True)


async def _screen(browser: Browser, size: tuple[int, int], *languages: str) -> Page:
    page = await browser.new_page()
    await page.route(f"{ORIGIN}/**", answer)
    code = svg("https://tribina.aktiv.org/482915")
    await page.route(
        f"{ORIGIN}/qr/**", lambda route: route.fulfill(body=code, content_type="image/svg+xml")
    )
    await page.goto(f"{ORIGIN}/")
    await open_display(page, size, "https://tribina.aktiv.org/482915", languages=languages)
    return page


async def _tile(page: Page, shown: dict[str, Any]) -> Image.Image:
    await show(page, shown)
    await page.wait_for_timeout(SETTLE_MS)
    picture = Image.open(io.BytesIO(await page.screenshot()))
    picture.thumbnail((TILE, TILE), Image.Resampling.LANCZOS)
    return picture


async def _pictures(browser: Browser, size: tuple[int, int]) -> AsyncIterator[Image.Image]:
    for languages in (("sr-Latn",), ("sr-Latn", "sq-XK")):
        page = await _screen(browser, size, *languages)
        for shown in pictures(time.time_ns() // 1_000_000).values():
            yield await _tile(page, shown)
        await page.close()


async def _questions(browser: Browser, size: tuple[int, int]) -> AsyncIterator[Image.Image]:
    page = await _screen(browser, size, "sr-Latn", "sq-XK")
    asked = {"name": "Aleksandar Hadži-Milošević", "to": "g1", "votes": 231}
    texts = list(wordings(LENGTHS))
    texts += [("sr-Latn", f"Kada {LONGEST_WORD}?"), ("sr-Latn", LONGEST_WORD * 5)]
    texts += [("sr-Cyrl", "Ш" * 300)]
    for number, (lang, text) in enumerate(texts):
        yield await _tile(page, document(question(text, lang=lang, **asked), f"q{number}"))
    for number, length in enumerate(LENGTHS[2:]):
        both = question(
            wording("sr-Cyrl", length), lang="sr-Cyrl", translations={"sq": wording("sq", length)}
        )
        yield await _tile(page, document(both | asked, f"b{number}"))
    await page.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
