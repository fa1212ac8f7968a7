"""Making a debate and looking at its page, as who administers it meets them."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_a_row_comes_without_taking_what_is_typed_meanwhile(
    server: RunningServer, hall: Hall
) -> None:
    await server.account("vesna", "owner")
    owner = await hall.screen("/admin/debates/new", "en-GB", "vesna")
    page = owner.page
    # What has to be chosen comes first, and so does the focus.
    await expect(page.locator("[name=programme]")).to_be_focused()
    title = page.locator("[name=title-en]")
    await title.fill("Water")
    guests = page.locator("#guests .row")
    before = await guests.count()

    async with page.expect_request(lambda request: request.method == "POST"):
        await page.get_by_role("button", name="Add a guest").click()
        await title.fill("Water and roads")
    await expect(guests).to_have_count(before + 1)
    await expect(title).to_have_value("Water and roads")
    await expect(title).to_be_focused()
    name = page.locator(f"[name=guests-{before}-name]")
    await name.fill("Ana Petrović")
    await page.get_by_role("button", name="Add a guest").click()
    await expect(page.locator(f"[name=guests-{before + 1}-name]")).to_be_focused()
    await expect(name).to_have_value("Ana Petrović")

    piles = page.locator("#piles .row")
    before = await piles.count()
    await page.get_by_role("button", name="Add a topic").click()
    await expect(piles).to_have_count(before + 1)
    await expect(page.locator(f"[name=piles-{before}-name-sr-Latn]")).to_be_focused()
    await page.keyboard.type("Voda")

    await page.locator("[name=programme]").select_option(index=1)
    await page.locator(".form__end [value=save]").click()
    await expect(page.get_by_role("heading", name="Water and roads")).to_be_visible()
    await expect(page.get_by_role("button", name="Copy Audience")).to_be_visible()
    assert owner.complaints == []
