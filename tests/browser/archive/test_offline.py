"""The page that checks itself, opened from a disk without a network; and the verifier alone, for
files that are chosen."""

import io
import re
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, ViewportSize

from server.web.archive.downloads import download
from tests.archive.evenings import (
    challenged_afterwards,
    close,
    complete_evening,
    recorded_evening,
)
from tests.archive.made import HOUSE, KEY, record_of
from tests.given.debates import Drive

pytestmark = [pytest.mark.browser]

POLICY = f"log {KEY.vkey(f'{HOUSE}/debate/482915')}\nquorum none\n"
SMALLEST = ViewportSize(width=320, height=640)


class Offline:
    """Somebody's browser without a network. `said`: what the console got; `asked`: addresses."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def open(self, file: Path) -> None:
        """By a double click."""
        await self.page.goto(file.as_uri())

    async def verdict(self) -> str:
        """What the page says in the language that it shows."""
        await self.page.wait_for_selector("html[data-checked]")
        return await self.page.inner_text(".verdict")


@pytest_asyncio.fixture(loop_scope="session")
async def offline(chromium: Browser) -> AsyncIterator[Offline]:
    context = await chromium.new_context(offline=True, locale="en-GB", viewport=SMALLEST)
    yield Offline(await context.new_page())
    await context.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, and what is in the zip."""
    folder = tmp_path_factory.mktemp("downloads")
    record = record_of(recorded_evening("sporazum-energy"))
    (folder / "page.html").write_bytes(download("html", record, POLICY))
    with zipfile.ZipFile(io.BytesIO(download("zip", record, POLICY))) as archive:
        archive.extractall(folder / "zip")
    return folder


async def test_it_checks_itself_and_asks_nobody(offline: Offline, files: Path) -> None:
    await offline.open(files / "page.html")

    assert await offline.verdict() == "Everything that can be checked here agrees."
    assert offline.asked == [(files / "page.html").as_uri()]
    assert offline.said == []
    assert await offline.page.evaluate("document.documentElement.scrollWidth") == 320
    found = await Axe().run(offline.page)
    assert [one["id"] for one in found.response["violations"]] == []


async def test_its_language_is_changed_by_keyboard_without_loading_it_again(
    offline: Offline, files: Path
) -> None:
    await offline.open(files / "page.html")
    await offline.verdict()
    assert await offline.page.get_by_role("group", name="Language").count() == 1

    await offline.page.keyboard.press("Tab")
    await offline.page.keyboard.press("ArrowLeft")

    assert await offline.verdict() == "Gjithçka që mund të kontrollohet këtu përputhet."
    assert await offline.page.evaluate("document.documentElement.lang") == "sq-XK"
    assert len(offline.asked) == 1


async def test_it_speaks_the_language_and_the_writing_of_its_reader(
    chromium: Browser, files: Path
) -> None:
    context = await chromium.new_context(offline=True, locale="sr-Cyrl-RS")
    reader = Offline(await context.new_page())

    await reader.open(files / "page.html")

    assert await reader.verdict() == "Све што овде може да се провери слаже се."
    await context.close()


async def test_a_changed_page_says_what_does_not_agree(offline: Offline, files: Path) -> None:
    whole = (files / "page.html").read_text()
    changed = re.sub(r'"votes":79,', '"votes":80,', whole, count=1)
    assert changed != whole
    (files / "changed.html").write_text(changed)

    await offline.open(files / "changed.html")

    assert await offline.verdict() == "Something does not agree. Do not rely on this file."
    assert "questions.q1.votes" in await offline.page.inner_text(".column--problems")


async def test_what_is_read_after_checking_is_drawn_from_what_was_checked(
    offline: Offline, tmp_path: Path
) -> None:
    drive = Drive()
    question = drive.ask_openly("When will there be jobs?", "ana", name="Ana", to="g1")
    drive.vote(question, "ana", "besa", "cveta")
    drive.moderate("edit", question, text="When will there be work?")
    drive.moderate("air_text", question, text="Work, when?")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="evaded")
    close(drive)
    whole = download("html", record_of(drive), POLICY).decode()
    changed = whole
    for true, forged in (
        ('<td class="number">3</td>', '<td class="number">3000</td>'),
        (">When will there be work?<", ">Forged?<"),
        (">Evaded<", ">Wholly answered<"),
        ("<header>", "<p>Forged at the top</p><header>"),
        ("</main>", "<p>Forged below</p></main><p>Forged behind</p>"),
        ('<div id="report"', '<p>Forged</p><div id="report"'),
        ("<bdi>Ana</bdi>", "<bdi>Forged</bdi>"),
        ("<bdi>Work, when?</bdi>", "<bdi>Forged</bdi>"),
    ):
        assert true in changed, true
        changed = changed.replace(true, forged)
    (tmp_path / "page.html").write_text(whole)
    (tmp_path / "forged.html").write_text(changed)

    await offline.open(tmp_path / "page.html")
    assert await offline.verdict() == "Everything that can be checked here agrees."
    good = await offline.page.inner_text("body")
    await offline.open(tmp_path / "forged.html")
    assert await offline.verdict() == "Everything that can be checked here agrees."

    assert await offline.page.inner_text("body") == good
    for told in ("When will there be work?", "When will there be jobs?", "Evaded", "edited", "Ana"):
        assert told in good, told
    assert "On air it read: Work, when?" in good
    assert "Forged" not in good and "3000" not in good
    assert offline.said == []


@pytest.mark.parametrize("evening", [complete_evening, challenged_afterwards])
async def test_a_page_says_the_same_before_and_after_it_is_checked(
    chromium: Browser, offline: Offline, tmp_path: Path, evening: Callable[[], Drive]
) -> None:
    (tmp_path / "page.html").write_bytes(download("html", record_of(evening()), POLICY))
    context = await chromium.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto((tmp_path / "page.html").as_uri())
    await offline.open(tmp_path / "page.html")
    await offline.verdict()

    told = (
        "() => [...document.querySelectorAll('main > :is(header, .results)')].map("
        "(one) => one.textContent.replace(/\\s+/g, '').trim())"
    )
    before, after = await page.evaluate(told), await offline.page.evaluate(told)
    await context.close()

    assert len(before) > 3
    assert after == before


async def test_it_tells_of_moderation_what_the_page_of_the_archive_tells(
    offline: Offline, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(download("html", record_of(complete_evening()), POLICY))
    await offline.open(tmp_path / "page.html")
    await offline.verdict()
    await offline.page.locator("details").evaluate("(one) => { one.open = true }")

    told = await offline.page.inner_text("main > .results:last-of-type")

    for said in (
        "Insult: 1",
        "A decision usually took",
        "They edited questions 2 times. 2 of these after somebody had voted for it.",
        "1 question is merged into another. 1 vote that it had counts on there.",
        "1 question was held before somebody decided. Usually for 1 minute.",
        "1 author was blocked.",
        "1 action was taken back: Dismissed 1",
        "When 1 question was dismissed, and why",
        "0 dismissals were challenged",
        "By language",
        "By the hour",
    ):
        assert said in told, said


async def test_texts_of_the_audience_stay_texts(offline: Offline, tmp_path: Path) -> None:
    drive = Drive()
    drive.ask_openly("</script><script>document.title = 'taken'</script><!--")
    drive.ask_openly("<img src=x onerror=\"document.title = 'taken'\"> \u2028 \u202e")
    close(drive)
    (tmp_path / "page.html").write_bytes(download("html", record_of(drive), POLICY))

    await offline.open(tmp_path / "page.html")

    assert await offline.verdict() == "Everything that can be checked here agrees."
    assert await offline.page.title() != "taken"
    assert len(offline.asked) == 1


async def test_the_verifier_alone_takes_the_files_of_the_zip(offline: Offline, files: Path) -> None:
    await offline.open(files / "zip" / "verify.html")
    parts = [path for path in (files / "zip").iterdir() if path.name != "verify.html"]

    await offline.page.set_input_files("#files", parts)

    assert await offline.verdict() == "Everything that can be checked here agrees."
    assert f"Signed by {HOUSE}/debate/482915" in await offline.page.inner_text(".column--compare")


async def test_only_a_key_that_the_reader_gives_proves_who_signed(
    offline: Offline, files: Path
) -> None:
    await offline.open(files / "page.html")
    await offline.verdict()
    shown = str(KEY.vkey(f"{HOUSE}/log"))[-44:]

    assert shown in await offline.page.inner_text(".column--compare")
    assert "Signed by" not in await offline.page.inner_text(".column--proved")

    await give(offline, str(KEY.vkey(f"{HOUSE}/log")))
    await offline.page.wait_for_function(
        "() => document.querySelector('.column--proved')?.textContent.includes('Signed by')"
    )
    assert shown in await offline.page.inner_text(".column--proved")

    await give(offline, str(type(KEY)(bytes([9]) * 32).vkey(f"{HOUSE}/log")))
    await offline.page.wait_for_selector(".verdict--wrong")

    await give(offline, "no key")
    await offline.page.wait_for_selector(".verdict--right")
    assert "This is not a vkey." in await offline.page.inner_text("#check")


async def give(offline: Offline, vkey: str) -> None:
    await offline.page.fill("#vkey", vkey)
    await offline.page.press("#vkey", "Tab")


async def test_without_scripts_it_says_what_needs_them(chromium: Browser, files: Path) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    page = await context.new_page()

    await page.goto((files / "page.html").as_uri())

    text = await page.inner_text("main")
    await context.close()
    assert "Za proveru su potrebne skripte" in text
    assert "Зашто је рачун за јануар" in text
    assert "Checking needs scripts" not in text
