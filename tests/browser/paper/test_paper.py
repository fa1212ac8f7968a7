"""The archive on paper: what is cited can be found again, and no heading stands alone."""

import pytest
from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

STYLE = "(element) => getComputedStyle(element, '::after').content"


async def closed_debate(server: RunningServer) -> str:
    """With one question that was on air and one that was not; returns its code."""
    code = await server.debate()
    phone, producer = await server.phone(code), await server.moderator(code)
    for text in ("Kada stiže voda?", "Ko vodi školu?"):
        await producer.do("approve", question=(await phone.do("submit", text=text))["question"])
    await producer.do("take", question="q1")
    await producer.do("answered", question="q1", how="evaded")
    await producer.do("phase", to="closed")
    await phone.leave()
    await producer.leave()
    return code


@pytest.mark.parametrize("locale", ["sr-Latn-RS", "sq-AL"])
async def test_paper_says_where_the_archive_and_each_question_are(
    server: RunningServer, hall: Hall, locale: str
) -> None:
    code = await closed_debate(server)
    reader = await hall.screen(f"/archive/{code}", locale)
    address = reader.page.locator(".archive__address")
    await expect(reader.page.locator(".result")).to_have_count(2)
    await expect(address).to_be_hidden()

    await reader.page.emulate_media(media="print")

    await expect(address).to_be_visible()
    await expect(address).to_contain_text(f"/archive/{code}")
    link = reader.page.locator("#link-q2")
    assert await link.evaluate(STYLE) == f'": /{code}/q2"'


async def test_on_paper_no_heading_stands_at_the_foot_of_a_page(
    server: RunningServer, hall: Hall
) -> None:
    reader = await hall.screen(f"/archive/{await closed_debate(server)}")
    await expect(reader.page.locator(".result")).to_have_count(2)
    await reader.page.emulate_media(media="print")

    heads = reader.page.locator(".archive h2:visible, .archive h3:visible, .archive__lead:visible")
    after = "(all) => all.map((one) => [one.innerText, getComputedStyle(one).breakAfter])"
    split = [text for text, rule in await heads.evaluate_all(after) if rule != "avoid"]
    assert await heads.count() > 5 and split == []
