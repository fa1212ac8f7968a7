"""Every page and every dialog, in four languages, on the narrowest screens: all of it can be read
and used, nothing scrolls sideways, and no key or placeholder stands where words should be.

320 × 568 px is a small phone; 320 × 256 px is a window of 1280 × 1024 px at 400 % (WCAG 2.2,
1.4.10).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page

from server.app import Server
from server.settings import Settings
from tests.browser.furnished import OWNER, furnish
from tests.browser.hall import Hall
from tests.browser.places import LOCALES, Place, arrive, places, places_before, speak
from tests.doors.http import get
from tests.given.servers import RunningServer
from tests.load.process import free_port

NARROW: tuple[Any, ...] = ({"width": 320, "height": 568}, {"width": 320, "height": 256})
HERE = Path(__file__).parent
BOXES = (HERE / "boxes.js").read_text("utf-8")
SAID = (HERE / "said.js").read_text("utf-8")


async def test_every_place_reflows_and_speaks(own_server: RunningServer, own_hall: Hall) -> None:
    house = await furnish(own_server)
    for locale in LOCALES:  # an archive is made by a process that stays for the next one
        await get(own_server, f"/archive/{house.closed}", {"Cookie": f"tribina_locale={locale}"})
    outside = await own_hall.screen("/")
    inside = await own_hall.screen("/admin", name=OWNER)
    pages = {False: outside.page, True: inside.page}

    found = await _walk(own_server.address, pages, places(house))

    assert not found, "\n".join(found)


async def test_an_empty_house_reflows_and_speaks(tmp_path: Path, chromium: Browser) -> None:
    settings = Settings(port=free_port(), live_port=free_port(), data=tmp_path).with_secret()
    server = Server(settings)
    await server.start()
    page = await chromium.new_page()
    try:
        await page.goto(server.address)
        found = await _walk(server.address, {False: page}, places_before(server.setup_key.value))
    finally:
        await page.close()
        await server.stop()
    assert not found, "\n".join(found)


async def _walk(address: str, pages: Mapping[bool, Page], all_places: Sequence[Place]) -> list[str]:
    """What is wrong where. `pages`: of those who are inside or not."""
    found: list[str] = []
    for locale in LOCALES:
        for page in pages.values():
            await speak(page, locale)
        for place in all_places:
            page = pages[place.inside]
            await page.set_viewport_size(NARROW[0])
            await arrive(page, address + place.address(locale), place)
            found += [f"{place.name} {locale}: {what}" for what in await _look(page)]
    return found


async def _look(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(SAID)
    for size in NARROW:
        await page.set_viewport_size(size)
        wrong = await page.evaluate(BOXES)
        found += [f"{size['width']} × {size['height']}: {what}" for what in wrong]
    return found
