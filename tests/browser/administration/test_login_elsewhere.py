"""An owner names a provider, and somebody comes by it: with a certified one, in Chromium."""

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.given.others.providers import CLIENT, SECRET, backs, certified
from tests.given.servers import PASSWORD, running_server
from tests.load.process import free_port


async def test_an_owner_names_a_provider_and_somebody_comes_by_it(
    tmp_path: Path, chromium: Browser
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with certified(backs("aktiv", base=address), tmp_path / "log") as provider:
        env = {
            "TRIBINA_PORT": str(port),
            "TRIBINA_PROVIDERS_INSIDE": provider.issuer.removeprefix("http://"),
        }
        async with running_server(tmp_path / "data", **env) as server:
            await server.account("vesna", "owner")
            async with server.tools() as tools:
                await tools.organisations.add("aktiv", "NGO Aktiv")
            owner = await (await chromium.new_context(locale="en-GB")).new_page()
            await owner.goto(server.url("/login?back=/admin/o/aktiv"))
            assert await owner.locator("a[href^='/login/o']").count() == 0
            await owner.fill("[name=name]", "vesna")
            await owner.fill("[name=password]", PASSWORD)
            await owner.click("main form button")
            await owner.get_by_role("link", name="Accounts elsewhere").click()
            await expect(owner.locator("#back")).to_have_value(f"{address}/login/o/aktiv/back")
            await owner.fill("[name=issuer]", provider.issuer)
            await owner.fill("[name=client_id]", CLIENT)
            await owner.fill("[name=client_secret]", SECRET)
            await owner.fill("[name=domains]", "example.org")
            await owner.get_by_role("button", name="Save", exact=True).click()
            await expect(owner.locator(".notice--good")).to_be_visible()
            await expect(owner.locator("[name=client_secret]")).to_have_value("")

            theirs = await chromium.new_context(locale="en-GB")
            page, said = await theirs.new_page(), list[str]()
            page.on("console", lambda message: said.append(message.text))
            await page.goto(server.url("/login"))
            await page.click("a[href^='/login/o']")
            await page.fill("[name=organisation]", "aktiv")
            await page.get_by_role("button", name="Go on").click()
            await page.get_by_role("button", name="Go on to log in").click()
            await expect(page).to_have_url(f"{address}/login/o/aktiv/new")
            await expect(page.locator("[name=called]")).to_have_value("Ana Petrović")
            await page.fill("[name=name]", "ana")
            await page.get_by_role("button", name="Make the account").click()
            await expect(page).to_have_url(re.compile("/admin$"))
            await page.goto(server.url("/account"))
            await expect(page.locator("main")).to_contain_text("NGO Aktiv")
            cookies = {cookie["name"]: cookie for cookie in await theirs.cookies()}

    assert not [text for text in said if "Content Security Policy" in text]
    assert "tribina_elsewhere" not in cookies
    assert cookies["tribina_login"]["httpOnly"]
