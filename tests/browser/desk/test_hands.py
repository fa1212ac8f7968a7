"""Hands counted in the hall, from the control screen to the phones."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_a_number_typed_at_the_desk_stands_on_the_phones(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("live")
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    question = (await producer.do("card", text="Kada?"))["question"]
    await producer.do("approve", question=question)
    ana, desk = await hall.phone(code), await hall.desk(code, "mira")

    await desk.choose("Kada?")
    await desk.press("Shift+H")
    await desk.page.locator(".modal input[type=number]").fill("45")
    await desk.page.keyboard.press("Enter")

    card = ana.page.locator(f".card[data-id={question}]")
    await expect(card.locator(".meta strong")).to_contain_text("45")
    await expect(desk.card("Kada?")).to_contain_text("45")
    await desk.press("z")
    await expect(card.locator(".meta")).not_to_contain_text("45")
    await producer.leave()
    assert not ana.complaints and not desk.complaints
