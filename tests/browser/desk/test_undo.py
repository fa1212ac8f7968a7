"""Taking back what a colleague did: it is named before and after, asked about while fresh, and they
are told."""

from playwright.async_api import expect

from server.demo.visitor import Visitor
from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

JOBS = "Kada će opština otvoriti nova radna mesta?"


async def after_sanja_dismissed_it(server: RunningServer, hall: Hall) -> tuple[Visitor, Desk, Desk]:
    """Who asked, and mira's and sanja's screens."""
    code = await server.debate()
    await server.account("mira", "producer")
    await server.account("sanja", "screener")
    phone = await server.phone(code)
    await phone.do("submit", text=JOBS)
    mira, sanja = await hall.desk(code, "mira"), await hall.desk(code, "sanja")
    await sanja.choose(JOBS)
    await sanja.press("d")
    await sanja.press("1")
    return phone, mira, sanja


async def test_what_a_colleague_has_just_done_is_asked_about_and_they_are_told(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, sanja = await after_sanja_dismissed_it(server, hall)
    last = mira.page.locator(".status-bar [data-action=undo]")
    await expect(last).to_contain_text("Undo: sanja – Dismissed, № 1")

    # Asked once: the first answer is no, and then nothing has happened.
    dialog = mira.page.get_by_role("dialog", name="Undo: sanja – Dismissed, № 1?")
    await mira.press("z")
    await expect(dialog).to_contain_text(JOBS)
    await expect(dialog).to_contain_text("sanja did this less than a minute ago")
    await mira.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(last).to_contain_text("Undo: sanja")
    await mira.press("z")
    await expect(dialog.get_by_role("button", name="Undo", exact=True)).to_be_focused()
    await mira.press("Enter")

    done = mira.page.get_by_role("status").filter(has_text="Undone: sanja – Dismissed, № 1")
    await expect(done).to_have_count(1)
    told = sanja.page.get_by_role("alert").filter(has_text="mira took this back: sanja – Dismissed")
    await expect(told).to_contain_text(JOBS)
    await expect(sanja.page.locator(".status-bar__done")).to_have_text("")
    await expect(mira.page.get_by_role("alert").filter(has_text="took this back")).to_have_count(0)
    await expect(sanja.card(JOBS)).to_have_attribute("data-state", "in_review")

    # One's own is not asked about, and nobody else is told.
    await mira.approve(JOBS)
    await mira.press("z")
    await expect(mira.card(JOBS)).to_have_attribute("data-state", "in_review")
    await expect(mira.page.get_by_role("dialog")).to_have_count(0)
    await expect(sanja.page.get_by_role("alert").filter(has_text="took this back")).to_have_count(1)
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[], []]


async def test_a_question_about_what_is_not_the_last_step_any_more_says_so(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, sanja = await after_sanja_dismissed_it(server, hall)
    dialog = mira.page.get_by_role("dialog", name="Undo: sanja – Dismissed, № 1?")
    await expect(mira.page.locator(".status-bar [data-action=undo]")).to_contain_text("sanja")
    await mira.press("z")
    await expect(dialog).to_be_visible()

    await sanja.press("z")

    await expect(dialog.get_by_role("alert")).to_contain_text("not the last step any more")
    await expect(dialog.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    await mira.press("Escape")
    await expect(dialog).to_have_count(0)
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[], []]
