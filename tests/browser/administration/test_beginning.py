"""From the setup link to an open debate with a display and a moderator, and what tells the way."""

from typing import Any

from playwright.async_api import Browser, expect

from server.app import Server
from tests.browser.administration.hands import Hand
from tests.browser.hall import Hall
from tests.given.servers import PASSWORD, RunningServer

CLICKS_AT_MOST = 12


async def test_twelve_clicks_lead_from_the_setup_link_to_an_open_debate(
    new_server: Server, chromium: Browser
) -> None:
    hand, owner = Hand(), await chromium.new_context(locale="en-GB")
    page = await owner.new_page()
    await page.goto(f"{new_server.address}/setup?key={new_server.setup_key.value}")
    await page.fill("[name=name]", "vesna")
    await page.fill("[name=password]", PASSWORD)
    await hand.click(page.get_by_role("button", name="Make the account"))

    await hand.click(page.get_by_role("link", name="New debate"))
    await page.select_option("[name=programme]", "social-club")
    hand.clicks += 1  # choosing is pressing, too
    await page.fill("[name=title-en]", "Jobs and young people")
    await hand.click(page.get_by_role("button", name="Create the debate"))

    display = await hand.opens(page, page.locator(".check a", has_text="The display"))
    await expect(display.locator("body")).to_contain_text("Jobs and young people")
    control = await hand.opens(page, page.locator(".check a", has_text="A moderator at Control"))
    await expect(control.locator(".beginning")).to_contain_text("In preparation")
    await expect(page.locator(".check[data-there=yes]")).to_have_count(2)
    await hand.click(control.locator("button.phase"))
    await hand.click(control.locator("[data-to=live]"))
    await expect(control.locator(".beginning")).to_contain_text("Nobody has asked yet")

    await hand.click(page.get_by_role("link", name="Accounts"))
    await page.fill("#name", "mira")
    await page.fill("#password", PASSWORD)
    await hand.click(page.get_by_role("button", name="Add the account"))
    moderator = await chromium.new_context(locale="en-GB")
    desk = await moderator.new_page()
    await desk.goto(control.url)  # the address that the debate's page has to copy
    await desk.fill("[name=name]", "mira")
    await desk.fill("[name=password]", PASSWORD)
    await hand.click(desk.locator("main form button"))
    await expect(desk.locator(".beginning")).to_contain_text("Nobody has asked yet")

    await page.goto(f"{new_server.address}/admin/debates/{control.url[-6:]}")
    await expect(page.get_by_role("heading", name="Screens")).to_be_visible()
    await expect(page.locator(".check")).to_have_count(0)  # it has begun
    assert hand.clicks <= CLICKS_AT_MOST, hand.clicks
    assert (await new_server.store.debates.list())[0].phase == "live"
    for context in (owner, moderator):
        await context.close()


async def test_the_checklist_follows_who_comes_and_goes(server: RunningServer, hall: Hall) -> None:
    code = await server.debate("collecting")
    await server.account("vesna", "owner")
    owner = await hall.screen(f"/admin/debates/{code}", "en-GB", "vesna")

    def line(name: str) -> Any:
        return owner.page.locator(".check", has_text=name)

    await expect(owner.page.locator(".check[data-there=no]")).to_have_count(5)
    display = await hall.screen(f"/display/{code}?key={await server.token(code, 'display')}")
    phone = await hall.phone(code)
    await phone.ask("Kada počinje proba?")
    await expect(line("The display")).to_contain_text("Here: 1")
    await expect(line("A phone has joined")).to_have_attribute("data-there", "yes")
    await expect(line("A test question")).to_have_attribute("data-there", "yes")
    await expect(line("The host’s screen")).to_contain_text("Not yet")

    await display.page.close()

    await expect(line("The display")).to_contain_text("Not yet")
    assert not owner.complaints


async def test_from_control_to_cards_and_administration_and_back(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("draft")
    await server.account("mira", "producer")
    desk = await hall.desk(code, "mira")
    ways = desk.page.locator(".ways a")
    await expect(ways).to_have_text(["Paper cards", "Import", "Administration"])

    await ways.first.click()
    await desk.page.fill("[name=text]", "Kada će voda?")
    await desk.page.click("main form button")
    await expect(desk.page.locator("[role=status]")).to_be_visible()
    await desk.page.get_by_role("link", name="Back to Control").click()

    await expect(desk.card("Kada će voda?")).to_have_attribute("data-state", "in_review")
    await ways.last.click()
    await expect(desk.page).to_have_url(server.url(f"/admin/debates/{code}"))
    assert not desk.complaints
