"""What a phone shows at once: upright, on its side, with large letters, by keyboard."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.debate.inner_commands import DescribeDebate
from tests.browser.furnished import GUESTS, TEXTS, TITLE
from tests.browser.hall import Hall
from tests.browser.test_every_place import BOXES
from tests.given.servers import RunningServer

ON_ITS_SIDE: Any = {"width": 844, "height": 390}
TWICE = {"standard": 32, "fixed": 26}  # px: what a browser's text size of 200 % makes of 16
WHOLE = """() => {
  const bar = document.querySelector(".bar__ask button").getBoundingClientRect()
  return [...document.querySelectorAll("#questions .card__text")]
    .map((text) => text.getBoundingClientRect())
    .filter(({ bottom }) => bottom <= innerHeight)
    .filter(({ bottom, right }) => bottom <= bar.top || right <= bar.left)
    .length
}"""
BEGUN = """() => document.querySelector("#questions .card__text").getBoundingClientRect().top
  < document.querySelector(".bar__ask").getBoundingClientRect().top - 32"""


async def _debate(server: RunningServer, phase: Any = "live") -> str:
    settings = DescribeDebate(id="new", programme="social-club", title=TITLE, guests=GUESTS)
    async with server.tools() as tools:
        code = await tools.create(settings, phase)
    phone, producer = await server.phone(code), await server.moderator(code)
    for text in TEXTS:
        question = (await phone.do("submit", text=text))["question"]
        await producer.do("approve", question=question)
    await phone.leave()
    await producer.leave()
    return code


async def test_a_phone_on_its_side_shows_more_than_one_question(
    server: RunningServer, hall: Hall
) -> None:
    phone = await hall.phone(await _debate(server))
    await phone.page.set_viewport_size(ON_ITS_SIDE)
    await expect(phone.page.locator("button.vote")).to_have_count(len(TEXTS))
    assert await phone.page.evaluate(WHOLE) >= 2


@pytest.mark.parametrize("locale", ["sr-RS", "sq-AL", "en-GB"])
async def test_letters_twice_as_large_leave_words_whole_and_a_question_in_sight(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    phone = await hall.phone(await _debate(server), locale)
    session = await phone.page.context.new_cdp_session(phone.page)
    await session.send("Page.setFontSizes", {"fontSizes": TWICE})
    await phone.page.reload()
    await expect(phone.page.locator("button.vote")).to_have_count(len(TEXTS))
    assert await phone.page.evaluate(BEGUN)
    assert await phone.page.evaluate(BOXES) == []


async def test_by_keyboard_asking_comes_before_the_list(server: RunningServer, hall: Hall) -> None:
    phone = await hall.phone(await _debate(server), "en-GB")
    await expect(phone.page.locator("button.vote")).to_have_count(len(TEXTS))
    reached = [await _tab(phone.page) for _ in range(4)]
    assert reached[2] == "Ask a question"
    assert "Popular" in reached[3]


async def test_who_is_asked_is_shown_while_questions_are_collected(
    server: RunningServer, hall: Hall
) -> None:
    phone = await hall.phone(await _debate(server, "collecting"), "en-GB")
    for guest in GUESTS.values():
        await expect(phone.page.locator(".who")).to_contain_text(guest.name)
    await expect(phone.page.locator(".who")).to_contain_text("Lista građana")


async def test_a_short_list_is_searched_too(server: RunningServer, hall: Hall) -> None:
    phone = await hall.phone(await _debate(server))
    await phone.page.fill("[role=search] input", "stipendije")
    await phone.page.press("[role=search] input", "Enter")
    await expect(phone.page.locator(".card")).to_have_count(1)
    await expect(phone.page.locator(".card__text")).to_have_text(TEXTS[5])


async def test_mine_tells_votes_addressee_and_edits(server: RunningServer, hall: Hall) -> None:
    code = await _debate(server)
    phone, producer = await hall.phone(code, "en-GB"), await server.moderator(code)
    await phone.page.locator(".bar__ask button").click()
    await phone.page.fill("#ask-text", "Kada stize voda?")
    await phone.page.locator(".choice", has_text="Krasniqi").click()
    await phone.page.click("dialog [type=submit]")
    await phone.page.locator("#tab-mine").click()
    own = phone.page.locator(".own .meta")
    await expect(own).to_have_text("to: Arben Krasniqi")

    question = f"q{len(TEXTS) + 1}"
    await producer.do("edit", question=question, text="Kada stiže voda?")
    await producer.do("approve", question=question)
    await expect(own).to_contain_text("0 votes")
    await expect(own).to_contain_text("edited")
    await producer.leave()


async def _tab(page: Page) -> str:
    await page.keyboard.press("Tab")
    return str(await page.evaluate("document.activeElement.textContent.trim()"))
