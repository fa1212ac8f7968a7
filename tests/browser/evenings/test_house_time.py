"""Everybody reads the time of the house; who has another one is told whose it is."""

from datetime import datetime

import pytest
from playwright.async_api import expect

from server.debate.inner_commands import DescribeDebate
from server.web.words.local_time import ZONE
from tests.browser.furnished import GUESTS, TITLE
from tests.browser.hall import Hall
from tests.given.servers import RunningServer

SIX = int(datetime(2031, 3, 7, 18, tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Europe/Belgrade", "at 18:00."), ("Asia/Tokyo", "at 18:00 (Mitrovica time).")],
)
async def test_phones_and_the_home_page_say_the_same(
    server: RunningServer, hall: Hall, zone: str, said: str
) -> None:
    settings = DescribeDebate(
        id="new", programme="social-club", title=TITLE, guests=GUESTS, starts_at=SIX
    )
    async with server.tools() as tools:
        code = await tools.create(settings, "collecting")

    phone = await hall.phone(code, "en-GB", timezone_id=zone)
    await expect(phone.page.locator(".notice").first).to_contain_text(f"Friday 7 March {said}")

    await phone.page.goto(server.url("/"))
    home = phone.page.locator("li", has=phone.page.locator(f"a[href='/{code}']")).locator("time")
    await expect(home).to_have_text(f"Friday 7 March, {said[3:-1]}")
    assert not phone.complaints
