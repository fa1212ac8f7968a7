"""Who comes to the control screen by a link, without an account: a screener for one evening, and an
observer, who reads all and does nothing."""

from playwright.async_api import expect

from server.debate.actors import Role
from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

WAITING, SHOWN = "Kada će voda?", "Gde je novi vrtić?"


async def linked(server: RunningServer, hall: Hall, code: str, role: Role) -> Desk:
    """At the desk by a link, whose secret no server is told in an address."""
    token = await server.token(code, role)
    person = await hall.screen(f"/control/{code}#key={token}", "en-GB")
    await expect(person.page).to_have_url(server.url(f"/control/{code}"))
    desk = Desk(person.page)
    await expect(desk.card(WAITING)).to_be_visible()
    return desk


async def test_an_observer_reads_everything_and_nothing_that_they_press_does_anything(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    phone = await server.phone(code, WAITING, SHOWN)
    producer = await server.moderator(code)
    await producer.do("approve", question="q2")
    desk = await linked(server, hall, code, "observer")
    await expect(desk.card(SHOWN)).to_be_visible()
    before = producer.document

    await desk.choose(WAITING)
    for key in ("a", "d", "m", "e", "c", "z", "x", "F8", "F9", "Shift+M", "v"):
        await desk.press(key)
        await expect(desk.page.locator("dialog")).to_have_count(0)
    await expect(
        desk.page.locator("[data-action=undo], .ways a, form[action='/logout']")
    ).to_have_count(0)

    await phone.do("submit", text="Posle svega?")
    await producer.until(lambda: len(producer.document["questions"]) == 3)
    old = {id_: producer.document["questions"][id_] for id_ in ("q1", "q2")}
    assert old == {id_: before["questions"][id_] for id_ in old}


async def test_a_screener_for_one_evening_works_without_an_account(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.phone(code, WAITING)
    desk = await linked(server, hall, code, "screener")

    await desk.approve(WAITING)

    await expect(desk.page.locator("[data-action=undo]").first).to_be_visible()
    await expect(desk.page.locator(".ways a, form[action='/logout']")).to_have_count(0)
