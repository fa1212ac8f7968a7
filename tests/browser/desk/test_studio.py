"""The studio on the control screen: names, pictures, marks, and everything off at once."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

NEXT = "Zašto nema vode u školi kod mosta?"
QUESTION = "Kada će opština otvoriti nova radna mesta?"


async def test_a_producer_puts_a_name_on_and_takes_everything_off(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    phone = await server.phone(code, QUESTION)
    for do in ("approve", "take"):
        await producer.do(do, question="q1")
    mira = await hall.desk(code, "mira")
    studio = mira.page.get_by_role("region", name="Studio")
    await expect(studio).to_have_count(0)

    await mira.press("y")
    name = studio.get_by_role("button", name="Petrović")
    await name.click()
    await expect(name).to_have_attribute("aria-pressed", "true")
    assert producer.document["debate"]["strap"] == "g1"
    await expect(mira.page.get_by_role("img", name="Still being read")).to_be_visible()

    # Also while somebody types.
    await mira.page.get_by_role("searchbox").first.focus()
    await mira.page.keyboard.press("F8")

    await expect(studio.get_by_role("status")).to_have_text("Everything is off air")
    await producer.until(lambda: "on_air" not in producer.document["debate"])
    await studio.get_by_role("button", name="Graphics back").click()
    await expect(studio.get_by_role("button", name="Everything off")).to_be_visible()
    await mira.page.reload()
    await expect(studio).to_be_visible()
    for visitor in (phone, producer):
        await visitor.leave()
    assert mira.complaints == []


async def test_what_shows_graphics_is_seen_and_whether_it_is_on_programme(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    key = await server.token(code, "display")
    mira = await hall.desk(code, "mira")
    await mira.press("y")
    outputs = mira.page.get_by_role("list", name="Displays and overlays")
    await expect(outputs).to_have_text("No display or overlay reports here")

    said = await mira.page.evaluate(
        """async ([code, key]) => {
             const body = JSON.stringify({ output: "a1", kind: "overlay", active: true })
             const headers = { "Content-Type": "application/json" }
             const to = `/studio/${code}/report?key=${key}`
             return (await fetch(to, { method: "POST", headers, body })).status
           }""",
        [code, key],
    )

    assert said == 204
    await expect(outputs.get_by_role("listitem")).to_contain_text("on programme")


async def test_what_goes_out_is_seen_small_and_what_would_if_the_next_was_taken(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    phone = await server.phone(code, QUESTION, NEXT)
    for question in ("q1", "q2"):
        await producer.do("approve", question=question)
    await producer.do("take", question="q1")
    await producer.do("cue", question="q2")
    await producer.do("air_text", question="q2", text="Kada voda?")
    mira = await hall.desk(code, "mira")
    await mira.press("y")
    now = mira.page.frame_locator("iframe[title='Goes out now']")
    then = mira.page.frame_locator("iframe[title='If the next is taken']")

    await expect(now.get_by_text(QUESTION)).to_be_visible()
    await expect(then.get_by_text("Kada voda?")).to_be_visible()
    await mira.press("F9")
    await expect(now.get_by_text("Kada voda?")).to_be_visible()
    await mira.press("F8")
    await expect(now.get_by_text("Kada voda?")).to_have_count(0)
    for visitor in (phone, producer):
        await visitor.leave()
    assert mira.complaints == []


async def test_a_moment_is_marked_and_a_break_shown(server: RunningServer, hall: Hall) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira")
    await mira.press("y")

    await mira.press("Shift+M")
    await expect(mira.page.get_by_text("Moment marked")).to_be_visible()
    pause = mira.page.get_by_role("button", name="Break")
    await pause.click()
    await expect(pause).to_have_attribute("aria-pressed", "true")
    await pause.click()
    await expect(pause).to_have_attribute("aria-pressed", "false")
    assert mira.complaints == []


async def test_screeners_have_no_studio(server: RunningServer, hall: Hall) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    agon = await hall.desk(code, "agon")
    await agon.press("y")

    await expect(agon.page.get_by_role("button", name="Fairness")).to_be_visible()
    await expect(agon.page.get_by_role("button", name="Studio")).to_have_count(0)
    await expect(agon.page.get_by_role("region", name="Studio")).to_have_count(0)
