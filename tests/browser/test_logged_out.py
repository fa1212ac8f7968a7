"""A moderator whose login ended elsewhere is told so, and goes on with what was typed."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.servers import PASSWORD, RunningServer

TEXT = "Kada će opština otvoriti nova radna mesta?"


async def test_a_login_that_ended_elsewhere_is_said_and_typing_goes_on(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code)
    await phone.do("submit", text=TEXT)
    mira = await hall.desk(code, "mira")
    await mira.choose(TEXT)
    await mira.press("w")
    await mira.page.keyboard.type("ask the mayor")

    elsewhere = await mira.page.context.new_page()
    await elsewhere.goto(server.url("/account"))
    await elsewhere.locator("form[action='/logout'] button").first.click()
    told = mira.page.locator("dialog .notice")
    await expect(told).to_contain_text("You were logged out")

    async with mira.page.context.expect_page() as opened:
        await told.locator("a").click()
    login = await opened.value
    await login.fill("[name=name]", "mira")
    await login.fill("[name=password]", PASSWORD)
    await login.click("main form button")
    await expect(login.locator("#screen")).to_be_visible()
    await login.close()
    await mira.page.evaluate("dispatchEvent(new Event('focus'))")
    await expect(told).to_have_count(0)
    await mira.page.locator("dialog .modal__footer button").last.click()

    await expect(mira.page.locator("article .card__note")).to_contain_text("ask the mayor")
    await phone.leave()
