"""What a page says when a record is in doubt, in its reader's language, and that it can be shut."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from server.transparency.fingerprints import fingerprint_of
from tests.static.modules import ORIGIN, STATIC

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BEFORE, NOW = (
    {"size": size, "root": b64encode(bytes([size % 256]) * 32).decode(), "at": size * 60_000}
    for size in (57, 1063)
)
OPEN = """([data]) => {
  const script = document.createElement("script")
  Object.assign(script, { id: "page", type: "application/json", textContent: data })
  document.body.append(script)
}"""
TELL = """async ([what, given]) => (await import("/witness/bar.js"))[what](given)"""


def words() -> dict[str, Any]:
    texts = json.loads((STATIC / "locales/en/trust.json").read_text("utf-8"))
    return {f"trust.{key}": text for key, text in texts.items()}


async def open_page(page: Page, view: str = "audience", *, away: bool = False) -> None:
    async def give(route: Route) -> None:
        await (route.abort() if away else route.fulfill(json=words()))

    await page.route(f"{ORIGIN}/words/trust/en.json", give)
    await page.evaluate(OPEN, [json.dumps({"view": view, "locale": "en", "zone": "UTC"})])


async def tell(page: Page, what: str, given: Any) -> None:
    await page.evaluate(TELL, [what, given])


async def finding(page: Page, kind: str = "other") -> None:
    await tell(page, "tellFinding", {"kind": kind, "before": BEFORE, "now": NOW})


async def test_a_finding_says_what_it_means_what_to_do_and_shows_both_fingerprints(
    page: Page,
) -> None:
    await open_page(page)
    await finding(page)

    bar = page.get_by_role("alert")
    await expect(bar.locator("h2")).to_contain_text("not the one that this phone saw")
    await expect(bar).to_contain_text("Take a picture of this screen")
    await expect(bar).to_contain_text("go on asking and voting")
    await expect(bar.locator("code").first).to_be_hidden()
    await bar.locator("summary").click()
    letters = [fingerprint_of(b64decode(str(one["root"]))) for one in (BEFORE, NOW)]
    shown = await bar.locator("code").all_inner_texts()
    assert [text.replace(" ", "") for text in shown] == letters
    await expect(bar).to_contain_text("Thursday 1 January, 00:57: 57 lines")


async def test_a_shorter_log_is_told_in_other_words(page: Page) -> None:
    await open_page(page)
    await finding(page, "shorter")
    await expect(page.get_by_role("alert").locator("h2")).to_contain_text("shorter")


async def test_it_can_be_shut_and_is_said_once(page: Page) -> None:
    await open_page(page)
    await finding(page)
    await page.get_by_role("button", name="Close this notice").click()
    await finding(page)
    await expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("view", ["control", "host"])
async def test_moderators_are_told_what_they_can_do(page: Page, view: str) -> None:
    await open_page(page, view)
    await tell(page, "tellDisputed", ["ballots", "journal"])

    bars = page.get_by_role("alert")
    await expect(bars).to_have_count(2)
    for bar in await bars.all():
        await expect(bar).to_contain_text("whoever operates the server")
    await expect(bars.last).to_contain_text("Votes of this debate")


async def test_a_dispute_that_ends_is_no_longer_told_and_the_next_one_is(page: Page) -> None:
    await open_page(page)
    await finding(page)
    for disputed in (["ballots", "journal"], ["ballots"], [], ["journal"]):
        await tell(page, "tellDisputed", disputed)
        await expect(page.get_by_role("alert")).to_have_count(1 + len(disputed))


async def test_that_the_log_was_begun_anew_is_told_with_how_much_was_lost_and_nothing_to_do(
    page: Page,
) -> None:
    await open_page(page)
    begun = {"at": 60_000, "size": 57, "root": "57=", "kept": 50}
    for _ in range(2):
        await tell(page, "tellBeginnings", [begun, begun | {"size": 80, "root": "80="}])

    bars = page.get_by_role("alert")
    await expect(bars).to_have_count(2)
    await expect(bars.last).to_contain_text("Of the 57 lines")
    await expect(bars.last).to_contain_text("the first 50 are still here")
    await expect(bars.last).not_to_contain_text("Take a picture")
    await bars.last.locator("summary").click()
    await expect(bars.last.locator("code")).to_have_text("57:57=")


async def test_of_a_log_that_is_gone_no_fingerprint_is_shown(page: Page) -> None:
    await open_page(page)
    gone = {"size": 0, "root": "", "at": 0}
    await tell(page, "tellFinding", {"kind": "shorter", "before": BEFORE, "now": gone})
    await expect(page.get_by_role("alert").locator("code")).to_have_count(1)


async def test_what_is_no_root_is_shown_as_the_server_told_it(page: Page) -> None:
    await open_page(page)
    odd = {**NOW, "root": "A" * 42 + "B="}
    await tell(page, "tellFinding", {"kind": "other", "before": BEFORE, "now": odd})
    await expect(page.get_by_role("alert").locator("code").last).to_have_text("A" * 42 + "B=")


async def test_without_words_nothing_is_said_until_there_are_some(page: Page) -> None:
    await open_page(page, away=True)
    await finding(page)
    await expect(page.get_by_role("alert")).to_have_count(0)

    await page.unroute(f"{ORIGIN}/words/trust/en.json")
    await page.route(f"{ORIGIN}/words/trust/en.json", lambda route: route.fulfill(json=words()))
    await finding(page)
    await expect(page.get_by_role("alert")).to_have_count(1)
