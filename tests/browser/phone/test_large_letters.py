"""Letters twice as large and nothing else: words stay whole, and nothing scrolls sideways. And a
window of 400 %, in which a question can still be written.
"""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.debate.inner_commands import DescribeDebate
from tests.browser.furnished import GUESTS, TEXTS, TITLE
from tests.browser.hall import Hall
from tests.browser.places import MAKING_MS
from tests.browser.test_every_place import BOXES
from tests.given.servers import RunningServer

PHONE: Any = {"width": 390, "height": 844}
AT_400_PERCENT: Any = {"width": 320, "height": 256}
ENLARGE = "document.documentElement.style.fontSize = '200%'"


async def _debate(server: RunningServer) -> str:
    settings = DescribeDebate(id="new", programme="social-club", title=TITLE, guests=GUESTS)
    async with server.tools() as tools:
        code = await tools.create(settings, "live")
    phone, producer = await server.phone(code), await server.moderator(code)
    for number, text in enumerate(TEXTS):
        to = "g1" if number % 2 else None
        question = (await phone.do("submit", text=text, name="Milica", to=to))["question"]
        await producer.do("approve", question=question)
    spam = (await phone.do("submit", text="Kupite jeftino!"))["question"]
    await producer.do("dismiss", question=spam, reason="unintelligible")
    await producer.do("take", question="q1")
    await producer.do("answered", question="q1", how="not_reached")
    await phone.leave()
    await producer.leave()
    return code


async def _close(server: RunningServer, code: str) -> None:
    producer = await server.moderator(code)
    await producer.do("phase", to="closed")
    await producer.leave()


async def _enlarged(page: Page) -> Any:
    """What is wrong then."""
    await page.set_viewport_size(PHONE)
    await page.evaluate(ENLARGE)
    return await page.evaluate(BOXES)


@pytest.mark.parametrize("locale", ["sr-RS", "sq-AL"])
async def test_phones_closed_pages_and_archives_keep_their_words_whole(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await _debate(server)
    phone = await hall.phone(code, locale)
    await expect(phone.page.locator("button.vote")).to_have_count(len(TEXTS) - 1)
    wrong = {"phone": await _enlarged(phone.page)}

    await _close(server, code)
    await expect(phone.page.locator(".results")).to_be_visible()
    wrong["closed"] = await _enlarged(phone.page)
    await phone.page.goto(server.url(f"/archive/{code}"))
    await expect(phone.page.locator("[data-again-s]")).to_have_count(0, timeout=MAKING_MS)
    wrong["archive"] = await _enlarged(phone.page)

    assert wrong == {"phone": [], "closed": [], "archive": []}


async def test_a_question_is_written_in_a_window_of_400_percent(
    server: RunningServer, hall: Hall
) -> None:
    phone = await hall.phone(await _debate(server), "sr-RS")
    await phone.page.set_viewport_size(AT_400_PERCENT)
    await phone.page.locator(".bar__ask button").click()

    await expect(phone.page.locator("#ask-text")).to_be_in_viewport(ratio=1)
    await phone.page.locator("#ask-name").focus()
    await expect(phone.page.locator("#ask-name")).to_be_in_viewport(ratio=1)
    await phone.page.fill("#ask-text", "Kada?")
    await phone.page.locator("dialog [type=submit]").click()
    await expect(phone.page.locator(".own .card__text")).to_have_text("Kada?")


async def test_without_scripts_nothing_is_offered_that_needs_them_and_totals_are_told(
    server: RunningServer, hall: Hall
) -> None:
    code = await _debate(server)
    reader = await hall.phone(code, java_script_enabled=False)
    await expect(reader.page.locator(".card").first).to_be_visible()
    for dead in (".tab", ".bar button"):
        for one in await reader.page.locator(dead).all():
            await expect(one).to_be_hidden()

    await _close(server, code)
    await reader.page.reload()
    await expect(reader.page.locator(".totals li")).to_have_text(["7 pitanja", "0 glasova"])
    await expect(reader.page.locator(".tab").first).to_be_hidden()


@pytest.mark.parametrize("locale", ["sr-RS", "sq-AL"])
async def test_the_menu_of_languages_stays_in_the_window_and_titles_whole(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await _debate(server)
    await server.account("vesna", "owner")
    phone = await hall.phone(code, locale)
    admin = await hall.screen("/admin", locale, name="vesna")
    wrong = {}
    for page, path in (
        (phone.page, "/"),
        (phone.page, f"/{code}"),
        (phone.page, "/login"),
        (admin.page, "/admin"),
    ):
        await page.goto(server.url(path))
        wrong[path] = await _enlarged(page)
        await page.locator(".language__current").click()
        for choice in await page.locator(".language__choice").all():
            await expect(choice).to_be_in_viewport(ratio=1)

    assert not any(wrong.values()), wrong
