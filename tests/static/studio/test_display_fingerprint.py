"""The fingerprint of a log is on the display when voting is opened and at the end, for cameras."""

import io
from base64 import b64encode
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import pytest
import pytest_asyncio
import zxingcpp
from PIL import Image
from playwright.async_api import Page, Route, expect

from server.transparency.fingerprints import fingerprint_of
from server.web.pages.qr import svg
from tests.static.display import document, open_display, question, show
from tests.static.door import stop_time
from tests.static.modules import ORIGIN
from tests.static.studio.test_display_fit import EDGE, LONGEST, SIZES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = sha256(b"a log").digest()
LETTERS = fingerprint_of(ROOT)
LOG: dict[str, Any] = {"log": f"57:{b64encode(ROOT).decode()}"}
SHOWN_MS = 20_000


async def draw_codes(page: Page) -> None:
    async def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{ORIGIN}/qr/").removesuffix(".svg")
        image = svg(f"https://t.aktiv.org/S/{path}")
        await route.fulfill(body=image, content_type="image/svg+xml")

    await page.route(f"{ORIGIN}/qr/*/*/*.svg", answer)


@pytest_asyncio.fixture(loop_scope="session")
async def display(page: Page) -> AsyncIterator[Page]:
    await draw_codes(page)
    await open_display(page)
    await stop_time(page)
    yield page
    await page.goto(f"{ORIGIN}/")


async def is_shown(page: Page, *documents: dict[str, Any]) -> bool:
    for one in documents:
        await show(page, one)
    return bool(await page.locator(".fingerprint").count())


async def test_it_is_shown_for_a_while_when_voting_is_opened(display: Page) -> None:
    shut, opened = document(voting=False, **LOG), document(**LOG)

    assert not await is_shown(display, shut)
    assert await is_shown(display, opened)
    await expect(display.locator(".fingerprint strong")).to_have_text(
        f"{LETTERS[:4]} {LETTERS[4:8]}"
    )
    code = display.locator(".fingerprint img")
    await expect(code).to_have_attribute("src", f"/qr/482915/57/{LETTERS}.svg")

    await display.clock.run_for(SHOWN_MS)
    assert not await is_shown(display)
    assert not await is_shown(display, document(totals={"questions": 64, "votes": 1}, **LOG))


async def test_a_screen_that_is_opened_later_does_not_show_it(display: Page) -> None:
    assert not await is_shown(display, document(**LOG), document(**LOG))


async def test_a_question_on_air_goes_before_it_and_it_comes_afterwards(display: Page) -> None:
    shut = document(question(), voting=False, **LOG)
    assert not await is_shown(display, shut, document(question(), **LOG))
    assert await is_shown(display, document(**LOG))


async def test_the_closing_picture_has_it_for_good(display: Page) -> None:
    assert await is_shown(display, document(phase="closed", **LOG))
    await display.clock.run_for(2 * SHOWN_MS)
    assert await is_shown(display)


@pytest.mark.parametrize("head", [{}, {"rehearsal": True, **LOG}])
async def test_without_a_log_and_in_a_rehearsal_there_is_none(
    display: Page, head: dict[str, Any]
) -> None:
    assert not await is_shown(display, document(phase="closed", **head))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("phase", ["live", "closed"])
async def test_it_has_room_on_every_screen_and_is_read_from_a_still(
    page: Page, size: tuple[int, int], phase: str
) -> None:
    await draw_codes(page)
    await open_display(
        page,
        size,
        "https://debata.gradjanska-energija-mitrovica.org/482915",
        languages=("sr-Latn", "sq-XK"),
        programme=LONGEST,
    )
    if phase == "live":
        await show(page, document(voting=False, **LOG))
    await show(page, document(phase=phase, **LOG))
    await page.locator(".picture--leaving").wait_for(state="detached")

    assert await page.evaluate(EDGE) == []
    still = Image.open(io.BytesIO(await page.screenshot()))
    found = {code.text for code in zxingcpp.read_barcodes(still)}
    assert f"HTTPS://T.AKTIV.ORG/S/482915/57/{LETTERS}" in found
