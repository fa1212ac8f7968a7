"""`make screens`: a picture of every place of tests/browser/places.py, in the shapes that people
meet it in. Written to screens/, to be looked at. `ARGS="host display"`: only places whose names
begin so.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page

from tests.browser.furnished import OWNER, House, furnish
from tests.browser.hall import Hall, open_browser
from tests.browser.places import Place, arrive, places, speak
from tests.given.servers import RunningServer, running_server

FOLDER = Path(__file__).parents[2] / "screens"
SETTLE_MS = 700  # until letters are there and what they fill is fitted
LOCALES = ("sr-Latn", "sq-XK")


@dataclass(frozen=True)
class Shape:
    """`letters`: in percent of the usual size. `paper`: as it is printed, with a PDF beside it."""

    width: int
    height: int
    dark: bool = False
    letters: int = 100
    paper: bool = False

    def __str__(self) -> str:
        marks = [f"{self.width}x{self.height}", "dark" * self.dark, "paper" * self.paper]
        return "-".join(filter(None, [*marks, f"{self.letters}" * (self.letters != 100)]))


PHONE, SIDEWAYS = Shape(390, 844), Shape(844, 390)
USUAL = (PHONE, SIDEWAYS, Shape(390, 844, dark=True), Shape(390, 844, letters=200),
         Shape(1440, 900), Shape(1440, 900, dark=True))  # fmt: skip
SHAPES: dict[str, Sequence[Shape]] = {  # by the beginning of a place's name
    "display": tuple(Shape(*size) for size in (
        (1920, 1080), (1280, 720), (3840, 2160), (1024, 768), (1080, 1920))),
    "overlay": (Shape(1920, 1080), Shape(1280, 720), Shape(1024, 768), Shape(1080, 1920)),
    "host": (Shape(1024, 768), Shape(1024, 768, dark=True), Shape(1024, 768, letters=200),
             PHONE, SIDEWAYS, Shape(568, 320), Shape(320, 256)),
    "control": (PHONE, Shape(1280, 800), Shape(1440, 900), Shape(1920, 1080),
                Shape(1440, 900, dark=True)),
    "archive": (*USUAL, Shape(794, 1123, paper=True)),
}  # fmt: skip


def shapes_of(place: Place) -> Sequence[Shape]:
    return next((SHAPES[name] for name in SHAPES if place.name.startswith(name)), USUAL)


async def main(names: Sequence[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tribina-screens-") as folder:
        async with running_server(Path(folder) / "data") as server:
            wanted = list(_wanted(await furnish(server), names))
            async with open_browser() as browser:
                for locale in LOCALES:
                    await _pictures(server, browser, locale, wanted)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


def _wanted(house: House, names: Sequence[str]) -> Iterator[Place]:
    for place in places(house):
        if not names or place.name.startswith(tuple(names)):
            yield place


async def _pictures(
    server: RunningServer, browser: Browser, locale: str, wanted: Iterable[Place]
) -> None:
    hall = Hall(server, browser)
    pages = {False: (await hall.screen("/")).page}
    pages[True] = (await hall.screen("/admin", name=OWNER)).page
    for page in pages.values():
        await speak(page, locale)
    for place in wanted:
        for shape in shapes_of(place):
            await _picture(pages[place.inside], server.url(place.address(locale)), place, shape,
                           FOLDER / f"{place.name}-{locale}-{shape}")  # fmt: skip
        print(f"{locale} {place.name}", flush=True)
    await hall.leave()


async def _picture(page: Page, address: str, place: Place, shape: Shape, file: Path) -> None:
    await page.set_viewport_size({"width": shape.width, "height": shape.height})
    await page.emulate_media(
        color_scheme="dark" if shape.dark else "light",
        media="print" if shape.paper else "screen",
        reduced_motion="reduce",
    )
    await page.goto("about:blank")  # what stood open at another size is of that size
    await arrive(page, address, place)
    if shape.letters != 100:
        size = f"{shape.letters}%"
        await page.evaluate("size => document.documentElement.style.fontSize = size", size)
    await page.wait_for_timeout(SETTLE_MS)
    await page.screenshot(path=file.with_suffix(".png"), full_page=shape.paper)
    if shape.paper:
        await page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
