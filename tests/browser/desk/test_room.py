"""At the widths of the desk's screens nothing is cut and nothing lies over another thing."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.hall import Desk, Hall, box_of
from tests.given.servers import RunningServer

LANGUAGES = ("sr-RS", "sq-AL")
WIDTHS = (390, 1280, 1440, 1920)
WATER = "A do të ketë ujë gjatë gjithë ditës?"
CROWD = ("aleksandra.radosavljevic", "bojana.stanojevic", "dren.krasniqi")

BUTTONS = ".status-bar button, .status-bar a, .undo__words"

# What is cut off of these, each as its text.
CUT = """(all) => all.filter((one) => one.offsetParent && (one.scrollWidth > one.clientWidth + 1
  || one.getBoundingClientRect().right > innerWidth || one.getBoundingClientRect().left < 0))
  .map((one) => one.textContent.trim())"""


async def cut(desk: Desk, selector: str) -> Any:
    return await desk.page.locator(selector).evaluate_all(CUT)


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_undo_can_be_read_and_pressed_whoever_else_is_here(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone = await server.phone(code, *(f"{WATER} {number}" for number in WIDTHS))
    others = []
    for name in CROWD:
        await server.account(name, "producer")
        others.append(await hall.desk(code, name))
    agon = await hall.desk(code, "agon", locale)
    undo = agon.page.locator("[data-action=undo]")
    for width in WIDTHS:
        await agon.page.set_viewport_size({"width": width, "height": 800})
        await agon.page.locator("[data-action=hold]").first.click()
        await agon.press("1")
        await expect(agon.page.locator(".toast .undo")).to_be_visible()
        assert (
            await cut(agon, ".status-bar button, .status-bar a, .undo__words, .toast strong") == []
        )
        for text in ("Da li će predstavnik opštine ostati do kraja?", "Da."):
            await others[0].page.keyboard.press("v")
            await others[0].page.locator("#remark").fill(text)
            await others[0].press("Enter")
            await others[0].press("Escape")
            await expect(agon.page.locator(".remark-news__line")).to_contain_text(text)
            assert await cut(agon, BUTTONS) == []
        await agon.page.reload()
        await expect(undo).to_have_count(1)
        assert await cut(agon, BUTTONS) == []
    await phone.leave()


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_all_keys_are_seen_at_once(server: RunningServer, hall: Hall, locale: str) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira", locale)
    await mira.press("?")
    content = mira.page.locator(".modal--help .modal__content")
    await expect(content.locator(".keys__group")).to_have_count(5)
    for width, height in ((1440, 900), (1920, 1080)):
        await mira.page.set_viewport_size({"width": width, "height": height})
        assert await content.evaluate("it => it.scrollHeight <= it.clientHeight"), (width, height)


async def test_what_says_that_new_ones_wait_covers_no_colleague_s_mark(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    await server.account("mira", "producer")
    phone = await server.phone(code)
    await phone.do("submit", text=WATER)
    agon, mira = await hall.desk(code, "agon"), await hall.desk(code, "mira")
    await agon.choose(WATER)
    await mira.choose(WATER)
    mark = agon.card(WATER).locator(".at-it .initials")
    await expect(mark).to_be_visible()
    await phone.do("submit", text="Kada će voda?")
    pill = agon.page.locator("#column-inbox .waiting")
    await expect(pill).to_be_visible()

    over = await box_of(pill)
    for under in (mark, agon.card(WATER).locator(".question-text")):
        box = await box_of(under)
        beside = over["x"] + over["width"] <= box["x"] or box["x"] + box["width"] <= over["x"]
        above = over["y"] + over["height"] <= box["y"] + 1
        assert beside or above, (over, box)
    await phone.leave()


WORDS = ".columns button:not(.suggested__question), .columns .fate, .columns h2, .columns h3"


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_in_the_middle_of_an_evening_no_button_and_no_outcome_is_cut(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone, colleague = await server.phone(code), await server.moderator(code)
    for number in range(7):
        await phone.do("submit", text=f"{WATER} {number}", to="g1", name="Ana")
    for question in ("q1", "q2", "q3", "q4"):
        await colleague.do("approve", question=question)
        await colleague.do("cue", question=question)
    for question in ("q1", "q2"):
        await colleague.do("take", question=question)
    await colleague.do("dismiss", question="q5", reason="not_a_question", note="Ponavlja se.")
    await colleague.do("hold", question="q6", why="colleague")
    mira = await hall.desk(code, "mira", locale)
    for width in WIDTHS:
        await mira.page.set_viewport_size({"width": width, "height": 800})
        for name in ("in_review", "held", "dismissed"):
            await mira.page.locator(f"[data-list={name}]").click()
            await mira.page.locator("#column-inbox article.card .card__body").first.click(
                position={"x": 5, "y": 5}
            )
            assert await cut(mira, WORDS) == []
        await expect(mira.page.locator("[data-action=restore]")).to_be_visible()
        for column in (2, 1):
            if width < 800:
                await mira.page.locator(".tabs__tab").nth(column).click()
            assert await cut(mira, WORDS) == []
    for visitor in (phone, colleague):
        await visitor.leave()


async def test_taking_and_noting_an_outcome_moves_nothing_in_the_other_columns(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone, colleague = await server.phone(code), await server.moderator(code)
    for number in range(5):
        await phone.do("submit", text=f"{WATER} {number}")
    for question in ("q1", "q2", "q3"):
        await colleague.do("approve", question=question)
    for question in ("q1", "q2"):
        await colleague.do("cue", question=question)
    await colleague.do("dismiss", question="q4", reason="spam")
    mira = await hall.desk(code, "mira")
    await mira.page.set_viewport_size({"width": 1280, "height": 800})
    await expect(mira.page.locator("#take")).to_be_visible()
    still = mira.page.locator("#column-inbox article.card, #column-open article.card, .bar button")
    boxes = "(all) => all.map((one) => one.getBoundingClientRect().toJSON())"
    before = await still.evaluate_all(boxes)

    for number in range(2):
        await mira.take(f"{WATER} {number}")
        assert await still.evaluate_all(boxes) == before
    await mira.press("1")
    await expect(mira.page.locator(".aired article.card")).to_have_count(1)
    await expect(mira.page.locator(".air")).to_contain_text("No question is on air")
    assert await still.evaluate_all(boxes) == before
    for visitor in (phone, colleague):
        await visitor.leave()
    assert mira.complaints == []
