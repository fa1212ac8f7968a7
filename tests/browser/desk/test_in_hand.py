"""Where the focus is, and what is where the hand and the eye expect it, at the control screen."""

from playwright.async_api import ViewportSize, expect

from server.demo.visitor import Visitor
from tests.browser.hall import Desk, Hall, ask_all
from tests.given.servers import RunningServer

JOBS = "Kada će opština otvoriti nova radna mesta?"
WATER = "A do të ketë ujë gjatë gjithë ditës?"
LAPTOP: ViewportSize = {"width": 1280, "height": 720}


async def desk_with(
    server: RunningServer, hall: Hall, *texts: str, cued: bool = False
) -> tuple[Visitor, Visitor, Desk]:
    """Who asked, who watches (a producer), and mira's screen with their questions in the inbox, or
    in the rundown."""
    code = await server.debate()
    await server.account("mira", "producer")
    phone, watching = await server.phone(code), await server.moderator(code)
    await ask_all(phone, watching, texts, *(("approve", "cue") if cued else ()))
    mira = await hall.desk(code, "mira")
    await expect(mira.page.locator(".bar__connection")).to_have_attribute("data-status", "online")
    return phone, watching, mira


async def test_the_focus_is_never_lost(server: RunningServer, hall: Hall) -> None:
    phone, watching, mira = await desk_with(server, hall, JOBS, WATER)
    await mira.choose(JOBS)
    await mira.press("/")
    field = mira.page.locator("#search-inbox")
    await field.press_sequentially("ujë")
    await mira.press("Escape")
    await expect(field).to_have_value("")
    await mira.press("Escape")
    await expect(mira.page.locator("#column-inbox article:focus")).to_have_count(1)

    await mira.choose(JOBS)
    await mira.press("a")
    await expect(mira.card(WATER)).to_be_focused()
    await mira.press("a")
    await expect(mira.card(WATER)).to_have_attribute("data-state", "open")
    await expect(mira.page.locator("#column-inbox")).to_be_focused()
    for visitor in (phone, watching):
        await visitor.leave()


async def test_to_close_a_debate_begins_with_the_way_back(
    server: RunningServer, hall: Hall
) -> None:
    phone, watching, mira = await desk_with(server, hall, JOBS)
    await mira.press("-")
    note = mira.page.locator(".phase-menu__note")
    assert await note.evaluate("note => note.scrollWidth <= note.clientWidth")
    await mira.page.locator(".phase-menu__choice[data-to=closed]").click()
    dialog = mira.page.get_by_role("dialog", name="Close the debate?")
    names = await dialog.get_by_role("button").evaluate_all("all => all.map(one => one.innerText)")
    assert [name.strip() for name in names] == ["Cancel", "Cancel", "Close the debate"]
    await expect(dialog.get_by_role("button", name="Cancel").last).to_be_focused()
    await mira.press("Enter")
    await expect(dialog).to_have_count(0)
    for visitor in (phone, watching):
        await visitor.leave()


async def test_the_field_of_a_search_stays_where_it_is_and_enter_takes_the_first(
    server: RunningServer, hall: Hall
) -> None:
    phone, watching, mira = await desk_with(server, hall, JOBS, WATER, "Kada stiže voda?")
    await mira.choose(JOBS)
    for key in ("m", "q"):
        await mira.press(key)
        field = mira.page.locator("dialog input[type=search]")
        before = await field.bounding_box()
        await field.press_sequentially("ujë")
        await expect(mira.page.locator("dialog .candidate")).to_have_count(1)
        assert await field.bounding_box() == before
        await mira.press("Escape")
        await expect(field).to_have_value("")
        await mira.press("Escape")
        await expect(mira.page.locator("dialog")).to_have_count(0)

    await mira.press("m")
    await mira.press("Enter")  # nothing was typed: it goes to the first
    await expect(mira.page.locator("dialog .candidate").first).to_be_focused()
    await mira.page.locator("dialog input[type=search]").fill("a")
    await expect(mira.page.locator("dialog .candidate")).to_have_count(2)
    first = await mira.page.locator("dialog .candidate").first.get_attribute("data-into")
    await mira.page.locator("dialog input[type=search]").press("Enter")
    await watching.until(lambda: watching.document["questions"]["q1"].get("merged_into") == first)
    for visitor in (phone, watching):
        await visitor.leave()


async def test_buttons_say_of_what_they_are(server: RunningServer, hall: Hall) -> None:
    phone, watching, mira = await desk_with(server, hall, JOBS)
    approve = mira.card(JOBS).get_by_role("button", name="Approve")
    await expect(approve).to_have_accessible_description(JOBS)
    clock = mira.page.locator(".clocks > .turned")
    await expect(clock).to_have_accessible_name("Start the clock: Debate")
    await clock.click()
    await expect(clock).to_have_accessible_name("Pause the clock: Debate")
    for visitor in (phone, watching):
        await visitor.leave()


async def test_of_a_long_rundown_take_is_in_sight_what_follows_begins_and_numbers_stay_whole(
    server: RunningServer, hall: Hall
) -> None:
    long = "Kada će opština otvoriti nova radna mesta za mlade koji su ove godine završili školu"
    texts = [f"{long}, po redu {at}, i ko će o tome odlučivati?" for at in range(13)]
    phone, watching, mira = await desk_with(server, hall, *texts, cued=True)
    await mira.page.set_viewport_size(LAPTOP)
    await watching.do("take", question="q1")
    rows, places = mira.page.locator(".upcoming__item"), mira.page.locator(".upcoming__place")
    await expect(rows).to_have_count(11)

    heights = await places.evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(set(heights)) == 1
    await expect(rows.first).to_be_in_viewport()
    await expect(mira.page.locator("#take")).to_be_in_viewport(ratio=1)
    for visitor in (phone, watching):
        await visitor.leave()


async def test_on_a_phone_the_connection_has_a_word(server: RunningServer, hall: Hall) -> None:
    phone, watching, mira = await desk_with(server, hall, JOBS)
    await mira.page.set_viewport_size({"width": 390, "height": 844})
    state = mira.page.locator(".bar__connection")
    await expect(state.get_by_text("Online").last).to_have_class("for-screen-reader")
    await expect(state.locator(".bar__status")).to_be_hidden()
    await mira.lose_connection()
    await expect(state.locator(".bar__status")).to_be_visible()
    for visitor in (phone, watching):
        await visitor.leave()
