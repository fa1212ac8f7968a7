"""The host's tablet opens its screen by an address, without a login, and tells nobody the token."""

from urllib.parse import urlsplit

from playwright.async_api import expect

from server.web.pages.screen_keys import screen_address
from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_a_hosts_tablet_opens_its_screen_by_its_address(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    token = await server.token(code, "host")
    page = (await hall.screen("/")).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    await page.goto(screen_address(server.url(""), code, "host", token, "sq-XK"))
    await expect(page.locator(".host")).to_be_visible()

    assert page.url == server.url(f"/host/{code}?lang=sq-XK")
    assert await page.locator("html").get_attribute("lang") == "sq-XK"
    # What a browser says of an address to a server ends before the #.
    assert not any(token in urlsplit(url)._replace(fragment="").geturl() for url in asked)
    await page.goto(server.url(f"/control/{code}"))
    await expect(page.locator("[name=password]")).to_be_visible()
