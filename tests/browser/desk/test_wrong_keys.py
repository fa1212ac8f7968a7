"""A screen whose key does not hold says so in words, and whom to ask for a new address."""

from playwright.async_api import expect

from server.web.pages.screen_keys import screen_address
from tests.browser.hall import Hall
from tests.given.servers import RunningServer

HELD_S = 10_000  # ms until a token that was revoked is noticed, on a busy machine


async def test_a_host_with_a_key_that_does_not_hold_is_told_to_ask_for_another(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    page = (await hall.screen("/", "en-GB")).page

    await page.goto(screen_address(server.url(""), code, "host", "no-such-key", ""))

    await expect(page.locator("h1")).to_have_text("The address of this screen no longer works")
    await expect(page.locator("main")).to_contain_text("Ask the producer for a new address")
    await expect(page.locator("[name=password]")).to_be_visible()


async def test_a_host_without_a_key_is_told_where_one_comes_from(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()

    page = (await hall.screen(f"/host/{code}", "en-GB")).page

    await expect(page.locator("h1")).to_have_text("This screen opens by an address of its own")
    await expect(page.locator("[name=password]")).to_be_visible()


async def test_a_host_without_scripts_is_told_why_the_address_does_nothing(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    token = await server.token(code, "host")
    page = (await hall.phone(code, "en-GB", java_script_enabled=False)).page

    await page.goto(screen_address(server.url(""), code, "host", token, ""))

    # Playwright's browser leaves them unread, and so draws no `noscript`; its words are there.
    assert "scripts are switched off" in (await page.locator("noscript").text_content() or "")
    await expect(page.locator("[name=password]")).to_be_visible()


async def test_a_display_tells_a_key_that_does_not_hold_from_none(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    page = (await hall.screen("/", "en-GB")).page

    await page.goto(server.url(f"/display/{code}?key=no-such-key"))
    await expect(page.locator("h1")).to_have_text("The key in this address does not hold")
    await expect(page.locator("main")).to_contain_text("Ask the producer for a new address")

    await page.goto(server.url(f"/display/{code}"))
    await expect(page.locator("h1")).to_have_text("This screen lacks a valid key")


async def test_a_token_that_is_revoked_in_the_evening_is_said_and_a_new_address_goes_on(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("olga", "owner")
    tokens = [await server.token(code, "host") for _ in range(2)]
    first, second = [screen_address(server.url(""), code, "host", one, "") for one in tokens]
    tablet = (await hall.screen("/", "en-GB")).page
    await tablet.goto(first)
    await expect(tablet.locator(".host__phase")).to_be_visible()

    owner = (await hall.screen(f"/admin/debates/{code}", "en-GB", "olga")).page
    await owner.locator("form[action$=revoke] button").first.click()

    told = tablet.locator(".host__offline")
    await expect(told).to_contain_text("Ask the producer for a new address", timeout=HELD_S)
    beside = await tablet.context.new_page()
    await beside.goto(second)
    await expect(beside.locator(".host__phase")).to_be_visible()
    await tablet.evaluate("dispatchEvent(new Event('focus'))")
    await expect(told).to_have_count(0)
