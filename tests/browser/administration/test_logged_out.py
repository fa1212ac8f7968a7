"""A moderator whose login ended elsewhere is told so, and goes on with what was typed."""

from playwright.async_api import expect

from tests.browser.hall import Desk, Hall
from tests.given.servers import PASSWORD, RunningServer

TEXT = "Kada će opština otvoriti nova radna mesta?"
BETTER = "Kada će opština otvoriti radna mesta?"


async def log_out_elsewhere(server: RunningServer, desk: Desk) -> None:
    elsewhere = await desk.page.context.new_page()
    await elsewhere.goto(server.url("/account"))
    await elsewhere.locator("form[action='/logout'] button").first.click()


async def log_in_beside(desk: Desk) -> None:
    async with desk.page.context.expect_page() as opened:
        await desk.page.locator("dialog .notice a").click()
    login = await opened.value
    await login.fill("[name=name]", "mira")
    await login.fill("[name=password]", PASSWORD)
    await login.click("main form button")
    await expect(login.locator("#screen")).to_be_visible()
    await login.close()
    await desk.page.evaluate("dispatchEvent(new Event('focus'))")


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

    await log_out_elsewhere(server, mira)
    told = mira.page.locator("dialog .notice")
    await expect(told).to_contain_text("You were logged out")

    await log_in_beside(mira)
    await expect(told).to_have_count(0)
    await mira.page.locator("dialog .modal__footer button").last.click()

    await expect(mira.page.locator("article .card__note")).to_contain_text("ask the mayor")
    await phone.leave()


async def test_saving_while_logged_out_loses_no_word_and_names_the_true_cause(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code)
    await phone.do("submit", text=TEXT)
    mira = await hall.desk(code, "mira")
    await mira.choose(TEXT)
    await mira.press("e")
    field = mira.page.locator("dialog textarea")
    await field.fill(BETTER)
    await log_out_elsewhere(server, mira)
    await expect(mira.page.locator("dialog .notice")).to_contain_text("You were logged out")

    await field.press("Control+Enter")
    await expect(mira.page.locator("dialog .card__refused")).to_have_text(
        "You were logged out – nothing was sent."
    )
    await expect(mira.page.get_by_text("No connection")).to_have_count(0)
    await expect(field).to_have_value(BETTER)

    await log_in_beside(mira)
    await expect(mira.page.locator("dialog .card__refused")).to_have_count(0)
    await field.press("Control+Enter")
    await expect(mira.card(BETTER)).to_have_count(1)
    await expect(mira.page.locator("dialog")).to_have_count(0)
    await phone.leave()


async def test_translations_and_reasons_stay_while_logged_out(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code)
    await phone.do("submit", text=TEXT)
    mira = await hall.desk(code, "mira")
    await mira.choose(TEXT)
    await mira.press("p")
    field = mira.page.locator("dialog textarea").last
    await field.fill("When will there be jobs?")
    await log_out_elsewhere(server, mira)
    await expect(mira.page.locator("dialog .notice")).to_contain_text("You were logged out")

    await field.press("Control+Enter")
    await expect(field).to_have_value("When will there be jobs?")

    await log_in_beside(mira)
    await expect(mira.page.locator("dialog .notice")).to_have_count(0)
    await field.press("Control+Enter")
    await expect(mira.card(TEXT)).to_contain_text("When will there be jobs?")
    await phone.leave()
