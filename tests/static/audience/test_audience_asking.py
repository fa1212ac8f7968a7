"""Asking on the audience screen: nothing typed is lost, and what is too much is said before."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.static.phone import Phone, question

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_who_may_ask_once_is_told_before_typing_and_not_asked_again(phone: Phone) -> None:
    await phone.open(questions_each=1)
    ask = phone.page.get_by_role("button", name="Ask a question")
    await ask.click()
    await phone.shows(".sheet .notice", "You can ask 1 more question in this debate.")
    await phone.page.keyboard.press("Escape")
    await phone.draws()

    phone.tell("you", doc={"mine": {"q31": {"text": "Kada?", "state": "in_review", "at": 1}}})

    await phone.shows(".bar__why", "In this debate you can ask 1 question, and you have asked it.")
    await expect(ask).to_have_count(0)


async def test_each_tab_has_a_draft_of_its_own(phone: Phone) -> None:
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.shows("#ask-text")
    await phone.page.fill("#ask-text", "Kada?")

    await phone.page.evaluate(
        """() => localStorage.setItem("tribina:482915:draft", '{"text": "of another tab"}')"""
    )
    await phone.page.keyboard.press("Escape")
    await phone.draws()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.shows("#ask-text")

    await expect(phone.page.locator("#ask-text")).to_have_value("Kada?")


async def test_what_was_typed_survives_a_reload(phone: Phone) -> None:
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.draws()
    await phone.page.fill("#ask-text", "When will it open?")
    await phone.page.fill("#ask-name", "Ana")
    await phone.page.reload()

    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.draws()

    await expect(phone.page.locator("#ask-text")).to_have_value("When will it open?")
    await expect(phone.page.locator("#ask-name")).to_have_value("Ana")


async def test_the_counter_appears_at_four_fifths_and_too_long_is_not_sent(phone: Phone) -> None:
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.draws()
    counter = phone.page.locator(".sheet__count")

    counted = []
    for length in (39, 40, 52):
        await phone.page.fill("#ask-text", "š" * length)
        await phone.draws()
        counted.append(await counter.inner_text() if await counter.is_visible() else "")
    await phone.page.get_by_role("button", name="Send").click()
    await phone.draws()

    assert counted == ["", "10 characters left", "2 characters too many"]
    await expect(phone.page.locator("#ask-error")).to_have_text("Make the question shorter.")
    await expect(phone.page.locator("#ask-text")).to_be_focused()


async def test_a_question_goes_out_once_and_is_told_of_under_mine(phone: Phone) -> None:
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.draws()
    await phone.page.fill("#ask-text", "  When will it open? ")
    await phone.page.get_by_label("Ana Petrović").check()
    await phone.page.keyboard.press("Control+Enter")
    await phone.draws()

    command = await phone.door.command()
    state = phone.page.locator(".own__state")
    waiting = await state.inner_text()
    phone.tell("ok", id=command["id"], question="q31")
    await phone.shows(".own__state", "Received")

    assert waiting == "Waits to be sent"
    assert command | {"id": ""} == {
        "id": "",
        "do": "submit",
        "text": "When will it open?",
        "to": "g1",
    }


async def test_questions_like_it_are_asked_for_once_the_typing_pauses(phone: Phone) -> None:
    asked: list[str] = []

    async def answer(route: Any) -> None:
        asked.append(route.request.url)
        await route.fulfill(json={"questions": [{"id": "q5"} | question(5, 95)], "more": False})

    await phone.page.route("**/questions?like=*", answer)
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.draws()
    await phone.page.locator("#ask-text").press_sequentially("When will it open?")
    await phone.door.pass_time(399)
    before = len(asked)
    await phone.door.pass_time(1)
    like = await phone.shows(".like", "number 5")
    await like.get_by_role("button", name="Vote for this question").click()
    await phone.draws()

    assert (before, len(asked)) == (0, 1)
    assert (await phone.door.command())["question"] == "q5"
    await expect(like.locator(".vote")).to_have_attribute("aria-pressed", "true")
