"""What an owner reads off administration's pages: addresses that lead where they say."""

from urllib.parse import urlsplit

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import PASSWORD, RunningServer


async def test_a_new_account_comes_with_the_address_where_it_logs_in(
    server: RunningServer, hall: Hall
) -> None:
    await server.account("vesna", "owner")
    owner = await hall.screen("/admin/accounts", "en-GB", "vesna")
    page = owner.page
    await page.set_viewport_size({"width": 1440, "height": 900})
    role = page.locator("#role")
    room = "select => select.scrollWidth <= select.clientWidth"
    assert await role.evaluate(room), "no role is cut"

    await page.fill("#name", "dorina")
    await page.fill("#password", PASSWORD)
    await page.get_by_role("button", name="Add the account").click()

    await expect(page.get_by_role("status")).to_contain_text("the address below")
    await expect(page.get_by_role("status")).to_be_in_viewport()
    assert urlsplit(page.url).fragment == ""
    address = await page.get_by_role(
        "textbox", name="Everybody with an account logs in here"
    ).input_value()
    assert address == server.url("/login")
    await expect(page.get_by_role("button", name="Copy")).to_be_visible()
    await page.goto(address)
    await expect(page).to_have_url(server.url("/admin"))
    assert owner.complaints == []


async def test_the_address_of_a_debate_keeps_nothing_of_the_form_it_was_made_with(
    server: RunningServer, hall: Hall
) -> None:
    await server.account("vesna", "owner")
    owner = await hall.screen("/admin/debates/new", "en-GB", "vesna")
    page = owner.page
    await page.select_option("#programme", "social-club")
    await page.fill("#title-en", "Water")
    await page.fill("#date", "2027-03-07")
    await page.locator("[value=add_pile]").click()
    await expect(page.locator("#piles-0-name-sr-Latn")).to_be_focused()

    await page.locator(".form__end .button--primary").click()

    await expect(page.locator("#time-error")).to_contain_text("nobody takes it for midnight")
    assert urlsplit(page.url).fragment == ""
    await page.fill("#time", "19:00")
    await page.locator("[value=add_guest]").click()
    await page.locator(".form__end .button--primary").click()
    await expect(page.get_by_role("status")).to_be_visible()
    assert urlsplit(page.url).fragment == ""
    await expect(page.locator(".debate__about time").first).to_contain_text("19:00")


async def test_nobody_is_offered_to_block_who_wrote_on_paper(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone, producer = await server.phone(code), await server.moderator(code)
    await phone.do("submit", text="Kada će voda?")
    await producer.do("card", text="Ko plaća struju?")
    agon = await hall.desk(code, "agon")

    await agon.choose("Kada će voda?")
    await expect(agon.card("Kada će voda?").locator("[data-action=block]")).to_be_visible()
    await agon.choose("Ko plaća struju?")
    await expect(agon.card("Ko plaća struju?").locator("[data-action=note]")).to_be_visible()
    await expect(agon.card("Ko plaća struju?").locator("[data-action=block]")).to_have_count(0)
    await agon.press("b")
    await expect(agon.page.locator("dialog")).to_have_count(0)
    for visitor in (phone, producer):
        await visitor.leave()
    assert agon.complaints == []
