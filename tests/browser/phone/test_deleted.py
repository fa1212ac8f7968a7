"""A debate is deleted while people have it open."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_a_phone_is_told_that_its_debate_was_deleted(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.rehearsal()
    await server.account("vesna", "owner")
    phone, away = await hall.phone(code, "en-GB"), await hall.phone(code, "en-GB")
    for one in (phone, away):
        await expect(one.page.locator(".bar__ask button")).to_be_visible()
    await away.lose_connection()
    await expect(away.page.locator(".banner")).to_contain_text("connection")
    await phone.page.locator(".bar__ask button").click()
    await phone.page.locator("#ask-text").fill("Kada stiže voda?")
    await phone.page.locator("dialog button[type=submit]").click()
    ways = phone.page.locator(".own__ways button")
    await expect(ways.first).to_have_text("Take the question back")
    owner = await hall.screen(f"/admin/debates/{code}", "en-GB", "vesna")

    await owner.page.locator(".danger summary").click()
    await owner.page.locator(".danger button").click()
    await away.find_connection()

    for one in (phone, away):
        await expect(one.page.locator(".banner")).to_have_text("This debate has been deleted.")
        await expect(one.page.locator(".bar__ask")).to_have_count(0)
    await expect(phone.page.locator(".own")).to_contain_text("Kada stiže voda?")
    await expect(ways).to_have_count(0)
