"""A passkey of Chromium's own virtual authenticator is made, and lets in."""

from typing import Any

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import PASSWORD, RunningServer


async def test_a_passkey_is_made_and_lets_in(server: RunningServer, hall: Hall) -> None:
    await server.account("mira", "producer")
    address = server.address.replace("127.0.0.1", "localhost")
    person = await hall.screen("/login", locale="en-GB")
    page = person.page
    protocol: Any = await page.context.new_cdp_session(page)
    await protocol.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await protocol.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    await page.goto(f"{address}/login?back=/account")
    await page.fill("[name=name]", "mira")
    await page.fill("[name=password]", PASSWORD)
    await page.click("main form button:has-text('Log in') >> nth=0")
    await page.fill("#device", "Test phone")
    await page.fill("#proof", PASSWORD)
    await page.click("form[data-passkey=create] button")
    await expect(page.locator(".notice--good")).to_be_visible()
    await expect(page.get_by_text("Test phone")).to_be_visible()

    await page.click("form[action='/logout'] button")
    await page.goto(f"{address}/login?back=/account")
    await page.click("form[data-passkey=get] button")

    await expect(page.get_by_text("Test phone")).to_be_visible()
    assert page.url.startswith(f"{address}/account")
