"""Two at the control screen: each sees what the other has open, and neither does it twice."""

from playwright.async_api import expect

from server.demo.visitor import Visitor
from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

NO_JOBS = "Kada opština neće otvoriti nova radna mesta?"
JOBS = "Kada će opština otvoriti nova radna mesta?"
WATER = "A do të ketë ujë gjatë gjithë ditës?"


async def two_desks(server: RunningServer, hall: Hall) -> tuple[Visitor, Desk, Desk]:
    """The phone that asked both questions, mira who produces and agon who screens."""
    code = await server.debate()
    await server.account("mira", "producer")
    await server.account("agon", "screener")
    phone = await server.phone(code, JOBS, WATER)
    mira, agon = await hall.desk(code, "mira"), await hall.desk(code, "agon")
    return phone, mira, agon


async def test_a_card_that_somebody_has_open_is_marked_for_the_others(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)

    await mira.choose(JOBS)
    mark = agon.card(JOBS).locator(".at-it li")
    await expect(mark).to_have_text("MIOpen at: mira")
    await expect(mira.card(JOBS).locator(".at-it")).to_have_count(0)

    await mira.press("e")
    await expect(mark).to_have_text("MIBeing edited by: mira")
    await mira.page.keyboard.press("Escape")

    await agon.choose(JOBS)
    await expect(mira.card(JOBS).locator(".at-it li")).to_have_text("AGOpen at: agon")
    await agon.press("a")  # it goes to another column, and the marks with it
    await mira.choose(WATER)
    await expect(agon.card(JOBS).locator(".at-it")).to_have_count(0)
    await expect(agon.card(WATER).locator(".at-it li")).to_have_text("MIOpen at: mira")

    await mira.page.close()
    await expect(agon.card(WATER).locator(".at-it")).to_have_count(0)
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_a_key_for_a_card_that_a_colleague_has_just_decided_does_nothing_to_the_next(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)
    first, second = (JOBS, WATER) if await agon.is_above(JOBS, WATER) else (WATER, JOBS)
    await agon.choose(first)
    await mira.choose(first)

    await mira.press("a")
    await expect(agon.card(second)).to_have_attribute("data-selected", "true")
    await agon.press("a")

    told = agon.page.get_by_text("somebody else was faster")
    await expect(told).to_be_visible()
    await expect(agon.card(second)).to_have_attribute("data-state", "in_review")
    await agon.page.keyboard.press("ArrowDown")  # whoever moves has looked
    await agon.press("a")
    await expect(agon.card(second)).to_have_attribute("data-state", "open")
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_what_a_colleague_decides_while_one_chooses_a_reason_is_not_reversed(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)

    await agon.choose(JOBS)
    await agon.press("d")
    note = agon.page.get_by_label("Note for colleagues")
    await note.fill("asked last week")
    await mira.approve(JOBS)
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "open")
    await agon.page.get_by_role("button", name="Off topic").click()

    faster = agon.page.get_by_text("mira was faster. The question is now: Shown.").first
    await expect(faster).to_be_visible()
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "open")
    await expect(mira.card(JOBS)).to_have_attribute("data-state", "open")

    await agon.choose(JOBS)  # now that it is seen to be open, it can be meant
    await agon.press("d")
    await expect(note).to_have_value("asked last week")
    await agon.press("1")
    await expect(mira.card(JOBS)).to_have_count(0)
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_what_a_colleague_decides_while_one_looks_for_the_same_question_is_not_merged(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)

    await agon.choose(JOBS)
    await agon.press("m")
    await mira.approve(JOBS)
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "open")
    await agon.page.locator("dialog .candidate", has_text=WATER).click()

    faster = agon.page.get_by_text("mira was faster. The question is now: Shown.").first
    await expect(faster).to_be_visible()
    await expect(mira.card(JOBS)).to_have_attribute("data-state", "open")
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_a_note_and_the_contrary_of_a_question_are_seen_by_colleagues_and_only_by_them(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    await server.account("agon", "screener")
    phone = await server.phone(code)
    await phone.do("submit", text=JOBS)
    mira, agon = await hall.desk(code, "mira"), await hall.desk(code, "agon")
    await mira.approve(JOBS)
    await phone.do("submit", text=NO_JOBS)
    contrary = agon.page.locator("article[data-state=in_review]")
    await expect(contrary).to_have_count(1)

    alike = contrary.locator("[data-action=alike]")
    await expect(alike).to_have_text("≠ one denies it")
    await alike.click()
    almost = contrary.locator(".likely--almost")
    await expect(almost).to_contain_text("Almost the same, but:")
    await expect(almost.locator("b")).to_have_text("one denies it")
    await expect(almost.locator("del")).to_have_text("neće")
    await expect(almost.locator("button")).to_have_count(0)

    await agon.choose(NO_JOBS)
    await agon.press("w")
    await agon.page.keyboard.type("ask the mayor's office")
    await agon.press("Enter")
    note = mira.page.locator("article[data-state=in_review] .card__note")
    await expect(note).to_contain_text("ask the mayor's office")
    assert "mayor" not in str(phone.document)

    undo = agon.page.locator("[data-action=undo]")
    await expect(undo).to_have_count(1)
    await agon.press("z")
    await expect(note).to_have_count(0)
    shown = mira.page.locator("article[data-state=open]")
    await shown.locator(".card__body").click(position={"x": 5, "y": 5})
    await expect(shown).to_have_attribute("data-selected", "true")
    await mira.press("c")
    await expect(agon.page.locator("article[data-state=next]")).to_have_count(1)
    await agon.press("z")  # the rundown is not a screener's
    await expect(agon.page.get_by_text("You are not allowed to do this.")).to_be_visible()
    await expect(undo).to_have_count(0)
    await expect(mira.page.locator("article[data-state=next]")).to_have_count(1)
    await phone.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_who_was_too_late_stays_in_the_inbox_and_is_told_only_what_is_still_so(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)
    other = await server.phone(phone.document["debate"]["code"])
    await other.do("submit", text=NO_JOBS)
    await mira.approve(WATER)
    for desk in (mira, agon):
        await desk.choose(JOBS)
    await agon.press("d")
    await expect(agon.card(JOBS).locator(".chooser")).to_be_visible()
    await mira.press("a")
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "open")
    await expect(agon.card(JOBS).locator(".chooser")).to_be_visible()
    await agon.press("1")

    refused = agon.card(JOBS).locator(".card__refused")
    await expect(refused).to_contain_text("mira was faster")
    await expect(agon.card(NO_JOBS)).to_have_attribute("data-selected", "true")
    await expect(agon.card(NO_JOBS)).to_be_focused()
    await expect(agon.page.locator("article[data-selected=true]")).to_have_count(1)

    await mira.press("z")
    await expect(agon.card(JOBS)).to_have_count(0)  # it waits above what agon reads
    await agon.press("n")
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "in_review")
    await expect(refused).to_have_count(0)
    await expect(agon.page.get_by_text("was faster")).to_have_count(0)
    for visitor in (phone, other):
        await visitor.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_a_choice_that_is_given_up_on_a_card_that_left_gives_back_the_list(
    server: RunningServer, hall: Hall
) -> None:
    phone, mira, agon = await two_desks(server, hall)
    for desk in (mira, agon):
        await desk.choose(JOBS)
    await agon.press("d")
    await mira.press("a")
    await expect(agon.card(JOBS)).to_have_attribute("data-state", "open")
    await agon.press("Escape")
    await expect(agon.card(WATER)).to_be_focused()
    await expect(agon.card(WATER)).to_have_attribute("data-selected", "true")
    await phone.leave()
