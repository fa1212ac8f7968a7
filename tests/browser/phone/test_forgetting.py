"""What a phone still knows of its owner's votes and questions: nothing when they say so, or when
the debate is over."""

import asyncio
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

TEXT = "Kada će opština otvoriti nova radna mesta?"
KEPT = """() => [localStorage, sessionStorage].flatMap((kept) => Object.entries(kept))"""


async def kept(page: Page) -> dict[str, Any]:
    """All that scripts have put on the device."""
    return dict(await page.evaluate(KEPT))


async def cookies(page: Page) -> dict[str, str]:
    found = await page.context.cookies()
    return {one["name"]: one["value"] for one in found}


async def one_question(server: RunningServer) -> str:
    code = await server.debate()
    phone, producer = await server.phone(code), await server.moderator(code)
    question = (await phone.do("submit", text=TEXT))["question"]
    await producer.do("approve", question=question)
    await phone.leave()
    await producer.leave()
    return code


async def test_a_phone_forgets_all_of_it_and_comes_back_as_somebody_new(
    server: RunningServer, hall: Hall
) -> None:
    code = await one_question(server)
    phone = await hall.phone(code, "en-GB")
    await phone.vote(TEXT)
    await phone.sees_votes(TEXT, 1)
    await phone.ask("Kada stiže voda?", name="Ana")
    before = await cookies(phone.page) | await kept(phone.page)
    assert "Ana" in str(before)

    await phone.page.locator("#tab-mine").click()
    await expect(phone.page.locator(".own")).to_have_count(1)
    await phone.page.get_by_role("link", name="Delete what this phone knows").click()
    await phone.page.get_by_role("button", name="Delete everything").click()

    await expect(phone.vote_button(TEXT)).to_have_attribute("aria-pressed", "false")
    await phone.sees_votes(TEXT, 1)
    after = await cookies(phone.page) | await kept(phone.page)
    assert after.keys() == {"tribina_participant", "tribina:seed"}
    assert all(value != before[name] for name, value in after.items())
    await phone.page.locator("#tab-mine").click()
    await expect(phone.page.locator(".empty")).to_be_visible()
    assert phone.complaints == []


async def test_the_button_waits_for_what_empties_the_phone_and_says_so(
    server: RunningServer, hall: Hall
) -> None:
    code = await one_question(server)
    page = (await hall.phone(code, "en-GB")).page
    comes = asyncio.Event()

    async def late(route: Route) -> None:
        await comes.wait()
        await route.continue_()

    await page.route("**/forget.js", late)
    await page.goto(server.url(f"/{code}/forget"), wait_until="commit")

    button = page.get_by_role("button", name="Delete everything")
    await expect(button).to_be_disabled()
    await expect(button).to_have_accessible_description(
        "The button works as soon as this page has loaded."
    )
    comes.set()
    await expect(button).to_be_enabled()
    await expect(button).to_have_accessible_description("")


async def test_without_scripts_there_is_nothing_to_wait_for(
    server: RunningServer, hall: Hall
) -> None:
    code = await one_question(server)
    page = (await hall.phone(code, "en-GB", java_script_enabled=False)).page
    before = await cookies(page)
    await page.goto(server.url(f"/{code}/forget"))

    await page.get_by_role("button", name="Delete everything").click()

    await page.wait_for_url(server.url(f"/{code}"))
    assert await cookies(page) != before


async def test_who_thinks_better_of_it_has_forgotten_nothing(
    server: RunningServer, hall: Hall
) -> None:
    code = await one_question(server)
    phone = await hall.phone(code, "en-GB")
    await phone.vote(TEXT)
    await phone.sees_votes(TEXT, 1)

    await phone.page.goto(server.url(f"/{code}/forget"))
    await phone.page.get_by_role("link", name="Back to the debate").click()

    await expect(phone.vote_button(TEXT)).to_have_attribute("aria-pressed", "true")


async def test_when_a_debate_closes_an_open_page_forgets_what_was_voted_for_and_typed(
    server: RunningServer, hall: Hall
) -> None:
    code = await one_question(server)
    phone, owner = await hall.phone(code, "en-GB"), await server.moderator(code, role="owner")
    await phone.vote(TEXT)
    await phone.ask("Kada stiže voda?", name="Ana")
    await phone.page.locator("#tab-mine").click()
    await expect(phone.page.locator(".own")).to_have_count(1)

    await owner.do("phase", to="closed")

    await expect(phone.page.locator(".results")).to_be_visible()
    await expect(phone.page.locator(".own")).to_have_count(0)
    await expect(phone.page.locator("[aria-pressed=true]")).to_have_count(0)
    await phone.page.locator("#tab-popular").click()
    await expect(phone.page.locator(".card").first).to_be_visible()
    await expect(phone.page.locator("[aria-pressed=true]")).to_have_count(0)
    left = str(await kept(phone.page))
    assert "voda" not in left and "Ana" not in left and "q1" not in left
    await owner.leave()
