"""A whole debate in real browsers: phones in two languages, a moderator in a third, a display and
a host, one lost connection, one restart, to the archive."""

import re

from playwright.async_api import expect

from tests.browser.hall import Desk, Hall, Person, PhoneUser
from tests.given.servers import RunningServer

JOBS = "Kada će opština otvoriti nova radna mesta za mlade?"
WATER = "A do të ketë ujë gjatë gjithë ditës këtë verë?"
BUS = "Зашто нема аутобуса до болнице после осам?"


async def test_a_debate_from_the_first_phone_to_the_archive(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code = await own_server.debate()
    await own_server.account("mira", "producer")
    await own_server.account("dren", "host")
    key = await own_server.token(code, "display")
    ana, besa = await own_hall.phone(code, "sr-RS"), await own_hall.phone(code, "sq-AL")
    mira = await own_hall.desk(code, "mira", "en-GB")
    display = await own_hall.screen(f"/display/{code}?key={key}", "sr-RS")
    host = await own_hall.screen(f"/host/{code}", "en-GB", name="dren")
    await expect(display.page.locator(".idle__code")).to_have_text(f"{code[:3]} {code[3:]}")

    # Questions come in, are read, and appear on every phone.
    await ana.ask(JOBS, name="Ana")
    await besa.ask(WATER)
    await mira.approve(JOBS)
    await mira.approve(WATER)
    await ana.sees_votes(WATER, 0)
    await besa.vote(JOBS)
    await ana.sees_votes(JOBS, 1)
    await ana.vote(WATER)

    await _ask_and_vote_while_cut_off(ana, besa)
    await mira.approve(BUS)

    # On the air, everywhere at once.
    await mira.cue(JOBS)
    await mira.take(JOBS)
    await ana.sees_on_air(JOBS)
    await besa.sees_on_air(JOBS)
    await expect(display.page.locator(".asked__text").last).to_contain_text(JOBS)
    await expect(host.page.locator(".host__text")).to_have_text(JOBS)

    await _count_time(mira, display, host)
    await _whisper(own_server, code, mira, host)

    # The server is restarted in the middle; everybody comes back by themselves.
    assert await own_server.stop() == 0
    await ana.vote(BUS)
    await own_server.start()
    await besa.sees_votes(BUS, 1)
    await expect(display.page.locator(".asked__text").last).to_contain_text(JOBS)

    await mira.is_connected()
    await mira.cue(WATER)
    await expect(host.page.locator(".host__text-next")).to_have_text(WATER)
    await mira.take(WATER)
    await besa.sees_on_air(WATER)
    await expect(display.page.locator(".asked__text").last).to_contain_text(WATER)
    await mira.press("1")
    await ana.sees_nothing_on_air()

    await _close_and_read_what_remains(own_server, code, ana)
    assert [person.complaints for person in own_hall.people] == [[]] * len(own_hall.people)


async def _ask_and_vote_while_cut_off(ana: PhoneUser, besa: PhoneUser) -> None:
    """A phone loses its connection while asking and voting; nothing is lost or counted twice."""
    await besa.lose_connection()
    await besa.vote(WATER)
    await besa.ask(BUS)
    await ana.sees_votes(WATER, 1)
    await besa.find_connection()
    await ana.sees_votes(WATER, 2)


async def _count_time(mira: Desk, display: Person, host: Person) -> None:
    """A guest speaks, then another; an answer is counted down, on the display when wanted."""
    guests = mira.page.locator(".clocks__guests .turned")
    running = mira.page.locator(".clocks__guests .turned[data-running=true]")
    await mira.press("i")
    await expect(mira.page.locator(".clocks > .turned")).to_have_attribute("data-running", "true")
    await mira.press("s")
    await expect(guests.first).to_have_attribute("data-running", "true")
    await mira.press("f")
    await expect(guests.nth(1)).to_have_attribute("data-running", "true")
    await expect(running).to_have_count(1)
    await expect(host.page.locator(".spoken[data-running=true]")).to_have_count(2)
    await mira.press("s")
    await expect(running).to_have_count(0)

    on_display = display.page.locator(".countdown__time")
    await mira.press("o")
    await expect(host.page.locator(".countdown__time")).to_have_text(re.compile(r"1:(30|2\d)"))
    await expect(on_display).to_have_count(0)
    await mira.page.get_by_role("switch", name="On the display").press("Space")
    await expect(on_display).to_have_text(re.compile(r"1:(30|2\d)"))
    await mira.press("o")
    await expect(on_display).to_have_count(0)
    await expect(host.page.locator(".countdown__time")).to_have_count(0)


async def _whisper(server: RunningServer, code: str, mira: Desk, host: Person) -> None:
    """What moderators say to each other, and to the host, who hears it with one key."""
    news, note = mira.page.locator(".remark-news"), host.page.locator(".note__words")
    agon = await server.moderator(code, role="screener")
    await agon.do("say", text="Две исте, спојите их")
    await expect(news).to_have_text("screenerДве исте, спојите их")
    await expect(mira.page.locator(".remarks__count")).to_contain_text("1 unread")

    await mira.press("v")
    await expect(mira.page.locator("#remark")).to_be_focused()
    await mira.page.keyboard.type("ja ću")
    await mira.press("Enter")
    await agon.until(lambda: agon.document["debate"]["remarks"].get("2", {}).get("text") == "ja ću")
    await expect(mira.page.locator("#remark")).to_have_value("")
    await expect(note).to_have_count(0)

    await mira.page.get_by_role("button", name="Wrap up").click()
    await expect(note).to_have_text("Wrap up")
    await host.page.keyboard.press("Enter")
    await expect(note).to_have_count(0)
    await mira.press("Escape")
    await expect(mira.page.locator("#remark")).to_have_count(0)
    await expect(mira.page.locator(".remarks__count")).to_have_count(0)
    await expect(news).to_contain_text(re.compile(r"Wrap up\s*Heard \d+ s ago"))
    await agon.leave()


async def _close_and_read_what_remains(server: RunningServer, code: str, ana: PhoneUser) -> None:
    producer = await server.moderator(code)
    await producer.do("phase", to="closed")
    await producer.leave()
    link = ana.page.locator(f'a[href="/archive/{code}"]').first
    await expect(link).to_be_visible()
    await link.click()
    await expect(ana.page.locator("main")).to_contain_text(WATER)
