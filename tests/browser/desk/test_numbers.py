"""A question has one number, written in one way, and a suggestion says what is true."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

JOBS = "Kada će opština otvoriti nova radna mesta?"
WATER = "A do të ketë ujë gjatë gjithë ditës?"


async def test_a_question_s_number_is_written_the_same_everywhere(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code, JOBS, WATER)
    mira = await hall.desk(code, "mira")
    await mira.choose(JOBS)
    meta = mira.card(JOBS).locator(".meta li")

    number = meta.filter(has_text="№ 1").filter(has_text="Number 1")
    await expect(number.locator("[aria-hidden=true]")).to_have_text("№ 1")
    await expect(number.locator(".for-screen-reader")).to_have_text("Number 1")
    await mira.choose(WATER)
    author = mira.card(WATER).locator(".meta li").filter(has_text="author of")
    await expect(author).to_have_text("author of № 1")
    await mira.press("a")
    await expect(mira.card(WATER)).to_have_attribute("data-state", "open")
    await mira.page.reload()
    await expect(mira.page.locator("[data-action=undo]")).to_contain_text("№ 2")

    suggested = mira.page.locator(".suggested__why")
    await expect(suggested).to_contain_text("no question has a vote yet; this one came first")
    await phone.do("vote", question="q2", on=True)
    await expect(suggested).to_contain_text("most votes")
    await phone.leave()
    assert mira.complaints == []
