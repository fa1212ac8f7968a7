"""More questions than fit on a screen: few are drawn, and a new one is still found at once."""

import asyncio
import math

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

PHONES, EACH = 7, 10
LOWEST_CARD = 72  # px
NEWEST = "A do të ketë ujë gjatë gjithë ditës?"


async def test_a_long_inbox_is_drawn_in_part_and_still_shows_what_is_new(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phones = [await server.phone(code) for _ in range(PHONES)]

    async def ask_many(number: int) -> None:
        for turn in range(EACH):
            await phones[number].do("submit", text=f"Pitanje {number}-{turn}: šta je sa putem?")

    await asyncio.gather(*(ask_many(number) for number in range(PHONES)))
    mira = await hall.desk(code, "mira")
    column = mira.page.locator("#column-inbox")
    cards = column.locator("article.card")
    count = column.locator("[data-list=in_review] .count")
    await expect(count).to_have_text(str(PHONES * EACH))
    drawn_at_first = math.ceil(await mira.page.evaluate("innerHeight") / LOWEST_CARD) + 2
    await expect(cards).to_have_count(drawn_at_first)

    await cards.last.scroll_into_view_if_needed()
    await expect(cards).to_have_count(2 * drawn_at_first)

    await phones[0].do("submit", text=NEWEST)
    await expect(count).to_have_text(str(PHONES * EACH + 1))
    await expect(mira.card(NEWEST)).to_have_count(0)  # nothing moves under who reads
    await mira.press("n")
    await expect(mira.card(NEWEST)).to_be_in_viewport()

    await cards.last.scroll_into_view_if_needed()
    scroll = "column => column.querySelector('.column__scroll').scrollTop"
    assert await column.evaluate(scroll) > 0
    await column.locator("[data-list=held]").click()
    await column.locator("[data-list=in_review]").click()
    await expect(cards.first).to_be_in_viewport()
    assert await column.evaluate(scroll) == 0, "each list begins at its top"

    for phone in phones:
        await phone.leave()
    assert mira.complaints == []
