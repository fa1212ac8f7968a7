"""A script votes with sixty tokens: the producer sees it, sets its votes apart, lets them in."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.doors.bots import BOTS, attack
from tests.given.servers import RunningServer

TEXT = "Kada će škola dobiti grejanje?"


async def test_a_burst_is_seen_set_apart_and_let_in_again(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    question = (await producer.do("card", text=TEXT))["question"]
    await producer.do("approve", question=question)
    phone = await hall.phone(code, "en-GB")
    await phone.vote(TEXT)
    mira = await hall.desk(code, "mira")

    await attack(server, code, question)

    notice = mira.page.locator(".notice")
    await expect(notice).to_contain_text("new voters in")
    await expect(notice).to_contain_text("from one network, mostly for question № 1")
    await expect(mira.card(TEXT).locator(".flags")).to_contain_text("Burst")
    await notice.get_by_role("button", name="Look").click()
    await expect(mira.page.locator(".burst")).to_contain_text(f"{BOTS} votes")
    await mira.page.get_by_role("button", name="Set apart").click()
    await expect(mira.page.locator("dialog h2")).to_have_text(f"Set {BOTS} votes apart?")
    await mira.press("Enter")

    await phone.sees_votes(TEXT, 1)
    await expect(phone.page.locator(".notice")).to_contain_text(f"{BOTS} votes are being looked at")
    await expect(notice).to_contain_text(f"{BOTS} votes set apart")
    await mira.page.set_viewport_size({"width": 390, "height": 844})
    await notice.get_by_role("button", name="Look").click()
    await mira.page.get_by_role("button", name="Let in again").click()

    await phone.sees_votes(TEXT, BOTS + 1)
    await expect(phone.page.locator(".notice")).to_have_count(0)
    await mira.page.get_by_role("button", name="Bursts").click()
    await expect(mira.page.locator(".burst")).to_contain_text("Let in by mira; the votes count.")
    assert mira.complaints == phone.complaints == []
    await producer.leave()
