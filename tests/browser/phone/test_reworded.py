"""A question that was reworded after people had voted for it: all see what changed, and who voted
is told, and can take the vote back."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

ASKED = "Hoće li biti posla?"
NOW = "Kada će biti posla?"


async def test_who_voted_is_told_what_changed_and_takes_the_vote_back(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("live")
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    question = (await producer.do("card", text=ASKED))["question"]
    await producer.do("approve", question=question)
    ana, desk = await hall.phone(code), await hall.desk(code, "mira")
    vote = ana.page.locator(f".card[data-id={question}] .vote")
    await vote.click()
    await expect(vote).to_have_attribute("aria-pressed", "true")

    await desk.choose(ASKED)
    await desk.press("e")
    await expect(desk.page.locator(".dialog__choice input")).not_to_be_checked()
    await desk.page.locator(".modal textarea").fill(NOW)
    await desk.page.keyboard.press("Control+Enter")

    await expect(ana.page.locator(".toast")).to_be_visible()
    before = ana.page.locator(f".card[data-id={question}] .before")
    await before.locator("summary").click()
    await expect(before.locator("del")).to_have_text("Hoće li")
    await expect(before.locator("ins")).to_have_text("Kada će")
    await before.get_by_role("button").click()
    await expect(vote).to_have_attribute("aria-pressed", "false")
    await producer.leave()
    assert not ana.complaints and not desk.complaints


async def test_personal_data_that_was_taken_out_is_shown_to_nobody(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("live")
    await server.account("mira", "producer")
    producer, voter = await server.moderator(code), await server.phone(code)
    question = (await producer.do("card", text=f"Zovite 064 123 456. {ASKED}"))["question"]
    await producer.do("approve", question=question)
    await voter.do("vote", question=question, on=True)
    ana, desk = await hall.phone(code), await hall.desk(code, "mira")

    await desk.choose("064 123 456")
    await desk.press("e")
    await desk.page.locator(".modal textarea").fill(ASKED)
    await desk.page.locator(".dialog__choice input").check()
    await desk.page.get_by_role("button", name="Save").click()

    card = ana.page.locator(f".card[data-id={question}]")
    await expect(card.locator("p.before")).to_be_visible()
    await expect(ana.page.locator("main")).not_to_contain_text("064")
    await producer.do("phase", to="closed")
    archive = await hall.screen(f"/archive/{code}")
    await expect(archive.page.locator(".result__before")).to_be_visible()
    assert "064" not in await archive.page.content()
    await producer.leave()
    await voter.leave()


async def test_personal_data_that_came_in_between_is_taken_out_as_well(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate("live")
    await server.account("mira", "producer")
    producer, voter = await server.moderator(code), await server.phone(code)
    question = (await producer.do("card", text=f"Zovite 064 123 456. {ASKED}"))["question"]
    await producer.do("approve", question=question)
    await voter.do("vote", question=question, on=True)
    await producer.do("edit", question=question, text="Zovite 064 123", private=True)
    await producer.do("edit", question=question, text=NOW)
    desk = await hall.desk(code, "mira")

    await desk.choose(NOW)
    await desk.press("e")
    await desk.page.locator(".dialog__choice input").check()
    await desk.page.get_by_role("button", name="Save").click()

    await expect(desk.page.locator(".modal")).to_have_count(0)
    await producer.do("phase", to="closed")
    archive = await hall.screen(f"/archive/{code}")
    await expect(archive.page.locator(".result__before")).to_have_count(2)
    assert "064" not in await archive.page.content()
    await producer.leave()
    await voter.leave()
