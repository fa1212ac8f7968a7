"""A moderator's translation, from the control screen to the phones, the display and the host."""

from playwright.async_api import expect

from server.debate.inner_commands import DescribeDebate
from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

JOBS = "Када ће општина отворити нова радна места?"
EDITED = "Када ће општина отворити нова радна места за младе?"
ALBANIAN = "Kur do të hapë komuna vende të reja pune?"
ENGLISH = "When will the municipality create jobs?"
COLLEAGUES = "When will there be jobs?"


async def test_a_translation_reaches_those_who_read_that_language(
    server: RunningServer, hall: Hall
) -> None:
    code = await _in_two_languages(server)
    await server.account("mira", "producer")
    asker, colleague = await server.phone(code), await server.moderator(code, role="screener")
    question = (await asker.do("submit", text=JOBS))["question"]
    await colleague.do("approve", question=question)
    desk = await hall.desk(code, "mira")
    ana, besa = await hall.phone(code, "sr-RS"), await hall.phone(code, "sq-AL")
    reader = await hall.phone(code, "sq-AL", java_script_enabled=False)
    key = await server.token(code, "display")
    display = await hall.screen(f"/display/{code}?key={key}", "sr-RS")
    host = await hall.screen(f"/host/{code}", "en-GB", name="mira")

    # Two languages at once, by keyboard; who reads neither sees the question alone.
    await desk.choose(JOBS)
    await _translate(desk, sq=ALBANIAN, en=ENGLISH)
    shown = besa.page.locator(f".card[data-id={question}] .translation [lang=sq]")
    await expect(shown).to_have_text(ALBANIAN)
    await expect(ana.page.locator(".card__text")).to_have_text(JOBS)
    await reader.page.reload()
    await expect(reader.page.locator(".card .translation [lang=sq]")).to_have_text(ALBANIAN)

    # What a colleague wrote meanwhile is not overwritten.
    await desk.press("p")
    await colleague.do("translate", question=question, lang="en", text=COLLEAGUES)
    await _save(desk, en="When?")
    await expect(desk.page.locator(".card__refused")).to_be_visible()
    await expect(desk.card(JOBS)).to_contain_text(COLLEAGUES)

    # On the air both languages are there; an edit takes the translation away for all but the desk.
    await desk.cue(JOBS)
    await desk.take(JOBS)
    seen = (
        besa.page.locator(".air .translation [lang=sq]"),
        display.page.locator(".asked__translation[lang=sq]"),
        host.page.locator(".host__air .host__translation[lang=sq]"),
    )
    for place in seen:
        await expect(place).to_have_text(ALBANIAN)
    await expect(display.page.locator(".asked__text").last).to_have_text(JOBS)
    await colleague.do("edit", question=question, text=EDITED)
    for place in seen:
        await expect(place).to_have_count(0)
    await expect(desk.page.locator(".air .outdated")).to_be_visible()

    # It is back when somebody has looked it over.
    await desk.choose(EDITED)
    await desk.press("p")
    await desk.page.locator(".dialog__choice input").first.check()
    await _save(desk)
    for place in seen:
        await expect(place).to_have_text(ALBANIAN)

    await asker.leave()
    await colleague.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def _in_two_languages(server: RunningServer) -> str:
    settings = DescribeDebate(
        id="new",
        programme="social-club",
        title={"sr-Latn": "Posao i mladi"},
        languages=("sr-Latn", "sq"),
    )
    async with server.tools() as tools:
        return await tools.create(settings, "live")


async def _translate(desk: Desk, **texts: str) -> None:
    await desk.press("p")
    await _save(desk, **texts)


async def _save(desk: Desk, **texts: str) -> None:
    for language, text in texts.items():
        await desk.page.locator(f"textarea[name={language}]").fill(text)
    await desk.page.locator("textarea[name=sq]").press("Control+Enter")
    await expect(desk.page.locator("dialog")).to_have_count(0)
