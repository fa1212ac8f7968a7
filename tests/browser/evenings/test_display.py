"""The display of a running server: there before its scripts, and still there without the server."""

import re

import pytest
from playwright.async_api import Browser, Request, expect

from server.debate.commands import Phase
from server.debate.inner_commands import DescribeDebate
from server.demo.visitor import Visitor
from tests.browser.hall import Hall
from tests.given.servers import RunningServer

WATER = "Када ће вода бити исправна у свим насељима?"


async def picture(chromium: Browser, url: str, *, scripts: bool) -> str:
    """What is to be read on it, in order, in an English browser."""
    async with await chromium.new_context(locale="en-GB", java_script_enabled=scripts) as context:
        page = await context.new_page()
        await page.goto(url, wait_until="networkidle")
        return re.sub(r"\s+", " ", await page.locator("#screen").inner_text())


@pytest.mark.parametrize(
    ("phase", "then", "lang"),
    [
        ("draft", "", "en"),
        ("collecting", "", "sr-Latn,sq"),
        ("live", "shut", "sq"),
        ("live", "take", "sr-Cyrl,sq"),
        ("live", "worded", "sr-Latn,sq"),
        ("live", "result", "sr-Latn,sq"),
        ("live", "break", "en,sr-Cyrl"),
        ("live", "panic", "sq"),
        ("live", "close", "sq,en"),
    ],
)
async def test_scripts_draw_the_picture_that_was_there_before_them(
    server: RunningServer, chromium: Browser, phase: Phase, then: str, lang: str
) -> None:
    code = await server.debate(phase)
    key = await server.token(code, "display")
    if phase != "draft":
        await _prepare(server, code, then)

    url = server.url(f"/display/{code}?key={key}&lang={lang}")
    before = await picture(chromium, url, scripts=False)

    assert await picture(chromium, url, scripts=True) == before
    assert code in before.replace(" ", "")
    assert (WATER in before) == (then in ("take", "result"))


async def test_before_it_begins_it_says_when_in_both_languages(
    server: RunningServer, chromium: Browser
) -> None:
    settings = DescribeDebate(
        id="new", programme="social-club", title={"en": "Water"}, starts_at=1_772_906_700_000
    )
    async with server.tools() as tools:
        code = await tools.create(settings, "collecting")
    url = server.url(f"/display/{code}?key={await server.token(code, 'display')}&lang=sr-Cyrl,sq")
    before = await picture(chromium, url, scripts=False)

    assert "субота, 7. марта, 19:05 e shtunë, 7 mars, 19:05" in before
    assert await picture(chromium, url, scripts=True) == before


async def test_a_display_speaks_the_languages_of_the_debate_not_of_the_browser(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    key = await server.token(code, "display")
    display = await hall.screen(f"/display/{code}?key={key}", "en-GB")
    how = display.page.locator(".idle__how")
    await expect(how).to_have_text("Pitajte i glasajte telefonom")

    await server.account("olga", "owner")
    owner = await hall.screen(f"/admin/debates/{code}/edit", "en-GB", "olga")
    await owner.page.select_option("#languages", "sq,sr-Latn")
    await owner.page.locator("button[value=save]").last.click()

    await expect(how).to_have_text("Pyetni dhe votoni me telefon · Pitajte i glasajte telefonom")
    await expect(display.page.locator("h1")).to_have_text("Puna dhe të rinjtë")
    await expect(display.page.locator(".idle__translation")).to_have_text(["Posao i mladi"])


async def test_the_last_picture_stays_when_the_server_is_gone(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code = await own_server.debate()
    key = await own_server.token(code, "display")
    display = await own_hall.screen(f"/display/{code}?key={key}", "en-GB")
    await display.page.wait_for_load_state("networkidle")
    before = await display.page.locator("#screen").inner_text()

    async with display.page.expect_event("requestfailed", _asks_for_the_document):
        await own_server.kill()

    assert await display.page.locator("#screen").inner_text() == before
    assert not display.complaints


def _asks_for_the_document(request: Request) -> bool:
    """What a page does once no socket can be opened any more."""
    return "/api/debates/" in request.url


async def _prepare(server: RunningServer, code: str, then: str) -> None:
    phone, producer = await server.phone(code), await server.moderator(code)
    question = (await phone.do("submit", text=WATER, name="Ana", to="g1"))["question"]
    await producer.do("approve", question=question)
    if then == "shut":
        await producer.do("shut", what="submissions")
    elif then == "break":
        await producer.do("picture", picture="break")
    elif then != "close" and then:
        await producer.do("take", question=question)
        await _then(producer, then, question)
    elif then == "close":
        await producer.do("phase", to="closed")
    await phone.leave()
    await producer.leave()


async def _then(producer: Visitor, then: str, question: str) -> None:
    if then == "worded":
        await producer.do("air_text", question=question, text="Каква је вода?")
    elif then == "result":
        await producer.do("answered", question=question, how="evaded")
        await producer.do("picture", picture="result", question=question)
    elif then == "panic":
        await producer.do("panic")
