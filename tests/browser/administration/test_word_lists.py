"""An owner edits a word list by keyboard; open control screens show what is found, and why."""

from playwright.async_api import expect

from tests.browser.hall import Hall, Person
from tests.given.servers import RunningServer

FINE = "Kada će biti popravljen put?"
LISTED = "Zašto je mu1jator na čelu opštine?"


async def test_an_edited_list_is_seen_on_open_control_screens_and_nowhere_else(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code = await own_server.debate()
    await own_server.account("vesna", "owner")
    await own_server.account("agon", "screener")
    phone = await own_server.phone(code, FINE, LISTED)
    producer = await own_server.moderator(code)
    await producer.do("approve", question="q2")
    agon, audience = await own_hall.desk(code, "agon"), await own_hall.phone(code)
    await expect(agon.card(LISTED)).to_be_visible()
    await expect(agon.page.locator(".flags")).to_have_count(0)
    owner = await own_hall.screen("/admin/words", "en-GB", "vesna")

    await _type_at_the_top(owner, "muljator*")
    await expect(owner.page.get_by_role("status")).to_contain_text("Saved")

    await expect(agon.card(LISTED).locator(".flags li")).to_have_text(["word list: muljator…"])
    await expect(agon.card(FINE).locator(".flags")).to_have_count(0)
    assert "muljator" not in await audience.page.content()

    back = owner.page.get_by_role("button", name="Bring back Tribina’s own list")
    await expect(back).to_have_count(1)
    await back.focus()
    await owner.page.keyboard.press("Enter")
    await expect(agon.page.locator(".flags")).to_have_count(0)
    await expect(back).to_have_count(0)
    for visitor in (phone, producer):
        await visitor.leave()
    assert [person.complaints for person in own_hall.people] == [[]] * len(own_hall.people)


async def _type_at_the_top(owner: Person, line: str) -> None:
    await owner.page.get_by_role("textbox", name="Serbian").focus()
    await owner.page.keyboard.press("Control+Home")
    await owner.page.keyboard.type(line)
    await owner.page.keyboard.press("Enter")
    for _ in range(3):  # past the other two lists
        await owner.page.keyboard.press("Tab")
    await owner.page.keyboard.press("Enter")
