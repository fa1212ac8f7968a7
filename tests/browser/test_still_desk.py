"""What a moderator is about to press stands still while the line comes and goes."""

import pytest
from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.servers import RunningServer


@pytest.mark.parametrize("locale", ["en-GB", "sq-AL", "sr-RS"])
async def test_the_switches_stand_still_while_the_page_connects(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira", locale)
    state = mira.page.locator(".bar__connection")
    door = mira.page.locator("[data-door=voting]")
    await expect(state).to_have_attribute("data-status", "online")
    before = await door.bounding_box()

    await mira.lose_connection()
    await expect(state).to_have_attribute("data-status", "connecting")
    connecting = await door.bounding_box()
    await expect(state).to_have_attribute("data-status", "offline")

    assert connecting == before
    assert await door.bounding_box() == before
