"""A phone that was there notices when a house shows it another evening, and never when it does not:
real servers with one key, one behind the other at one address.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.given.servers import RunningServer

# Whoever comes back asks at once, and every head is asked about.
EAGER = "Math.random = () => 0"
HEADS = "code => JSON.parse(localStorage.getItem(`tribina:${code}:heads`) ?? '{}').heads ?? []"
ALARM = "[role=alert].doubt"
SILENCE_MS = 9_000  # until a page has loaded what watches, and that has asked


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    context = await chromium.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
    await context.add_init_script(EAGER)
    yield await context.new_page()
    await context.close()


async def has_seen(page: Page, code: str, heads: int) -> None:
    """Wait until the phone remembers so many."""
    await page.wait_for_function(
        f"([code, least]) => ({HEADS})(code).length >= least", arg=[code, heads]
    )


async def asks(server: RunningServer, code: str, *texts: str) -> None:
    phone = await server.phone(code)
    for text in texts:
        await phone.do("submit", text=text)
    await phone.leave()


async def goes_live(server: RunningServer, code: str) -> None:
    """At each change of phase a head is signed at once."""
    producer = await server.moderator(code)
    await producer.do("phase", to="live")
    await producer.leave()


async def test_a_phone_that_saw_one_evening_says_so_when_it_is_shown_another(
    own_server: RunningServer, page: Page, tmp_path: Path
) -> None:
    code = await own_server.debate("collecting")
    await own_server.stop()
    folder = Path(own_server.env["TRIBINA_DATA"])
    shutil.copytree(folder, tmp_path / "other")
    other = RunningServer(
        tmp_path / "other",
        TRIBINA_PORT=own_server.env["TRIBINA_PORT"],
        TRIBINA_LIVE_PORT=own_server.env["TRIBINA_LIVE_PORT"],
    )
    await own_server.start()
    await asks(own_server, code, "Kada stiže voda?")
    await goes_live(own_server, code)
    await page.goto(own_server.url(f"/{code}"))
    await has_seen(page, code, 1)
    await expect(page.locator(ALARM)).to_have_count(0)

    await own_server.stop()
    await other.start()
    try:
        await asks(other, code, "Ko plaća struju?", "Ko održava mrežu?")
        await goes_live(other, code)
        await page.reload()

        alarm = page.locator(ALARM)
        await expect(alarm.locator("h2")).to_contain_text("not the one that this phone saw")
        await alarm.locator("summary").click()
        shown = await alarm.locator("code").all_inner_texts()
        assert len(set(shown)) == 2

        await other.stop()
        await own_server.start()
        await page.reload()
        await expect(page.locator(ALARM)).to_be_visible()
    finally:
        await other.kill()


async def test_an_evening_that_only_grows_is_never_doubted(
    own_server: RunningServer, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/consistency" in one.url else None)
    code = await own_server.debate("collecting")
    await page.goto(own_server.url(f"/{code}"))
    await has_seen(page, code, 1)
    await asks(own_server, code, "Kada stiže voda?")
    await goes_live(own_server, code)
    await has_seen(page, code, 2)
    await own_server.restart()
    await asks(own_server, code, "Ko plaća struju?")
    await page.reload()
    await page.wait_for_timeout(SILENCE_MS)

    owner = await own_server.moderator(code, role="owner")
    await owner.do("phase", to="closed")
    await has_seen(page, code, 3)
    await page.goto(own_server.url(f"/archive/{code}"))
    await page.wait_for_load_state("networkidle")

    assert len(asked) >= 2
    await expect(page.locator(ALARM)).to_have_count(0)
    await owner.leave()


@pytest.mark.parametrize("spoilt", [False, True])
async def test_a_fingerprint_from_a_screen_leads_to_whether_the_log_began_so(
    own_server: RunningServer, page: Page, spoilt: bool
) -> None:
    code = await own_server.debate("collecting")
    await page.goto(own_server.url(f"/{code}"))
    await has_seen(page, code, 1)
    (head,) = await page.evaluate(HEADS, code)
    await asks(own_server, code, "Kada stiže voda?")
    await goes_live(own_server, code)
    await has_seen(page, code, 2)
    letters = await page.evaluate(LETTERS, head["root"])
    if spoilt:
        letters = ("B" if letters[0] == "A" else "A") + letters[1:]

    await page.goto(own_server.url(f"/S/{code}/{head['size']}/{letters}"))

    proven = page.locator("[data-proven]")
    if spoilt:
        await expect(page.get_by_role("alert")).to_contain_text("did not begin so")
        await expect(proven).to_be_hidden()
    else:
        await expect(page.locator("main")).to_contain_text("This is how the journal")
        await expect(proven).to_be_visible()
    await expect(page.locator(ALARM)).to_have_count(0)


LETTERS = """async (root) => {
  const [{ src }] = document.querySelectorAll("script[src]")
  const { fromBase64, toBase32 } = await import(src.replace(/audience.*/, "transparency/bytes.js"))
  return toBase32(fromBase64(root))
}"""
