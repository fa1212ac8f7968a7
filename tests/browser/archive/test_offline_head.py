"""The fingerprint in the page that checks itself can be compared with those on screens and paper:
in the same letters, and as the same code."""

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser

from server.archive.load import Record
from server.transparency.checkpoints import Checkpoint
from server.transparency.fingerprints import fingerprint_of
from server.transparency.notes import parse_note
from server.web.archive.downloads import download
from tests.archive.evenings import complete_evening
from tests.archive.made import record_of
from tests.browser.archive.test_offline import POLICY, Offline

pytestmark = [pytest.mark.browser]

HOUSE_URL = "https://debata.gradjanska-energija.org"


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of(complete_evening())


def head_of(record: Record) -> Checkpoint:
    return Checkpoint.parse(parse_note((record.checkpoint or "").encode()).text)


def code_of(record: Record) -> str:
    """What the code on display and minutes says."""
    head = head_of(record)
    return f"{HOUSE_URL}/S/482915/{head.size}/{fingerprint_of(head.root)}".upper()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
async def test_its_code_is_read_from_the_screen_and_is_that_of_the_display(
    chromium: Browser, tmp_path: Path, record: Record, width: int, scheme: str
) -> None:
    (tmp_path / "page.html").write_bytes(download("html", record, POLICY, HOUSE_URL))
    context = await chromium.new_context(
        offline=True,
        locale="en-GB",
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    offline = Offline(await context.new_page())
    await offline.open(tmp_path / "page.html")
    await offline.verdict()

    await offline.page.locator(".scan svg").scroll_into_view_if_needed()
    still = Image.open(io.BytesIO(await offline.page.screenshot()))
    told = await offline.page.inner_text(".column--compare")
    await context.close()

    assert [code.text for code in zxingcpp.read_barcodes(still)] == [code_of(record)]
    letters = fingerprint_of(head_of(record).root)
    assert letters in told.replace(" ", "").replace("\n", "")
    assert "debata.gradjanska-energija.org" in told
    assert (offline.said, len(offline.asked)) == ([], 1)


async def test_without_an_address_that_lasts_there_are_only_letters(
    chromium: Browser, tmp_path: Path, record: Record
) -> None:
    (tmp_path / "page.html").write_bytes(download("html", record, POLICY))
    page = Offline(await chromium.new_page())
    await page.open(tmp_path / "page.html")
    await page.verdict()

    assert await page.page.locator(".scan").count() == 0
    told = await page.page.inner_text(".column--compare")
    assert fingerprint_of(head_of(record).root)[:4] in told
    await page.page.close()


@pytest.mark.parametrize("forged", ["javascript:alert(1)", "https://a.example/x?y", "file:///etc"])
async def test_an_address_that_is_none_is_drawn_and_linked_nowhere(
    chromium: Browser, tmp_path: Path, record: Record, forged: str
) -> None:
    whole = download("html", record, POLICY, HOUSE_URL).decode()
    changed = whole.replace(f'data-house="{HOUSE_URL}"', f'data-house="{forged}"')
    assert changed != whole
    (tmp_path / "page.html").write_text(changed)
    page = Offline(await chromium.new_page())
    await page.open(tmp_path / "page.html")
    await page.verdict()

    assert await page.page.locator(".scan").count() == 0
    await page.page.close()
