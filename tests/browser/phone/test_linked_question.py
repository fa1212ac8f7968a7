"""The address of one question opens the phone's page, or the archive, at that question."""

import re

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_it_opens_the_debate_at_the_question_and_marks_it(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("live")
    producer = await server.moderator(code)
    for number in range(12):
        await producer.do("card", text=f"Kada će biti pitanje {number}?")
    for id_ in [f"q{number}" for number in range(1, 13)]:
        await producer.do("approve", question=id_)

    phone = await hall.phone(f"{code}/q12")

    await expect(phone.page).to_have_url(server.url(f"/{code}#q12"))
    card = phone.page.locator("[data-linked]")
    await expect(card).to_contain_text("Kada će biti pitanje 11?")
    await expect(card).to_be_in_viewport()
    await expect(card).to_be_focused()

    await producer.do("phase", to="closed")
    reader = await hall.screen(f"/{code}/q12")

    await expect(reader.page.locator("[data-again-s]")).to_have_count(0)  # it is made by then
    await expect(reader.page).to_have_url(re.compile(rf"/archive/{code}(\?made)?#q12$"))
    await expect(reader.page.locator("#q12:target")).to_be_in_viewport()
    assert not phone.complaints and not reader.complaints
    await producer.leave()
