"""The display as it is drawn: pictures cross without a gap, and nothing ever looks broken."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.static.display import document, open_display, question, show
from tests.static.door import stop_time
from tests.static.modules import ORIGIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CROSSING_MS = 400
QR = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 33 33'></svg>"


@pytest_asyncio.fixture(loop_scope="session")
async def display(page: Page) -> AsyncIterator[Page]:
    await open_display(page)
    await stop_time(page)
    yield page
    await page.goto(f"{ORIGIN}/")


async def test_the_first_picture_is_simply_there(display: Page) -> None:
    """A studio's machine may load the page anew whenever it comes on air."""
    assert await show(display, document(question())) == []


async def test_two_pictures_cross_and_the_old_one_is_gone_afterwards(display: Page) -> None:
    await show(display, document(question("First?")))
    await display.evaluate("window.old = document.querySelector('.picture')")

    assert await show(display, document(question("Second?"), "q2")) == ["arrive", "leave"]

    assert await display.evaluate("old.className") == "picture picture--leaving"
    assert await display.locator(".on-air__text").all_inner_texts() == ["First?", "Second?"]
    await display.clock.run_for(CROSSING_MS)
    assert await display.locator(".on-air__text").all_inner_texts() == ["Second?"]


async def test_more_votes_move_nothing(display: Page) -> None:
    await show(display, document(question()))

    assert await show(display, document(question(votes=231))) == []
    assert await display.locator(".on-air__votes").all_inner_texts() == ["231 votes"]


async def test_a_countdown_that_is_wanted_stands_where_the_address_was(display: Page) -> None:
    facts = {"length_ms": 60_000, "warning_ms": 20_000, "danger_ms": 10_000}
    countdown = {"preset": "60", "started_at": await display.evaluate("Date.now()"), **facts}
    time, words = display.locator(".countdown__time"), display.locator(".countdown__phase")

    assert await show(display, document(question(), countdown=countdown)) == []
    await expect(display.locator(".head__join")).to_have_count(0)
    await expect(time).to_have_text("1:00")
    await display.clock.run_for(45_000)
    await expect(time).to_have_text("0:15")
    await expect(words).to_have_text("Nearly over")
    sizes = await display.evaluate(
        "['time', 'phase'].map((part) => parseFloat("
        "getComputedStyle(document.querySelector(`.countdown__${part}`)).fontSize))"
    )
    assert min(sizes) >= 45  # px, as every text on air

    await show(display, document(question()))
    await expect(display.locator(".head__join")).to_have_count(1)


async def test_who_wants_no_motion_sees_only_what_is_here(display: Page) -> None:
    await display.emulate_media(reduced_motion="reduce")
    await show(display, document())

    assert await show(display, document(question("Why?"))) == []
    await expect(display.locator(".picture--leaving")).to_be_hidden()


async def test_questions_stand_between_the_marks_of_their_language(display: Page) -> None:
    marks = []
    for number, lang in enumerate(("sr-Latn", "sr-Cyrl", "sq", "en")):
        await show(display, document(question(lang=lang), f"q{number}"))
        await display.clock.run_for(CROSSING_MS)
        marks.append(
            await display.evaluate(
                "getComputedStyle(document.querySelector('.on-air__text')).quotes"
            )
        )

    assert marks == ['"„" "“"', '"„" "“"', '"«" "»"', '"“" "”"']


async def test_after_the_end_it_thanks_and_says_where_the_results_are(display: Page) -> None:
    await show(display, document(phase="closed"))

    assert await display.locator(".idle__thanks").inner_text() == "Thank you for taking part."
    assert await display.locator(".idle__address").inner_text() == "t.aktiv.org/archive/482915"
    assert await display.locator(".idle__code").count() == 0


async def test_a_title_is_said_once_in_every_language(display: Page) -> None:
    title = {"sr-Latn": "Voda", "sr-Cyrl": "Вода", "sq": "Uji", "en": "Water"}
    await show(display, document(title=title))

    assert await display.locator(".idle__title").inner_text() == "Water"
    assert await display.locator(".idle__translation").all_inner_texts() == ["Voda", "Uji"]


async def test_a_qr_code_that_was_here_needs_no_server(display: Page) -> None:
    await display.route("**/qr/*.svg", lambda route: route.fulfill(body=QR))
    await display.evaluate("async () => (await import('/display/qr.js')).keepQr()")
    await display.unroute("**/qr/*.svg")

    await show(display, document(question()))
    await show(display, document())

    await expect(display.locator(".idle__qr img")).to_have_js_property("complete", True)
    source = await display.locator(".idle__qr img").get_attribute("src")
    assert source is not None and source.startswith("data:image/svg+xml,%3Csvg")
