"""The display as it is drawn: pictures cross without a gap, and nothing ever looks broken."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.static.display import GUESTS, document, open_display, pictures, question, show
from tests.static.door import stop_time
from tests.static.modules import ORIGIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CROSSING_MS = 400
QR = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 33 33'></svg>"


@pytest_asyncio.fixture(loop_scope="session")
async def display(page: Page) -> AsyncIterator[Page]:
    await open_display(page)
    await stop_time(page)
    yield page
    await page.goto(f"{ORIGIN}/")


async def test_the_first_picture_is_simply_there(display: Page) -> None:
    """A studio's machine may load the page anew whenever it comes on air."""
    assert await show(display, document(question())) == []


async def test_two_pictures_cross_and_the_old_one_is_gone_afterwards(display: Page) -> None:
    await show(display, document(question("First?")))
    await display.evaluate("window.old = document.querySelector('.picture')")

    assert await show(display, document(question("Second?"), "q2")) == ["arrive", "leave"]

    assert await display.evaluate("old.className") == "picture picture--leaving"
    assert await display.locator(".asked__text").all_inner_texts() == ["First?", "Second?"]
    await display.clock.run_for(CROSSING_MS)
    assert await display.locator(".asked__text").all_inner_texts() == ["Second?"]


async def test_when_all_is_cut_the_plain_picture_is_there_at_once(display: Page) -> None:
    shown = pictures(await display.evaluate("Date.now()"))
    await show(display, shown["speaking"])
    await show(display, shown["question"])

    assert await show(display, shown["cut"]) == []
    assert await display.locator(".picture").count() == 1
    said = await display.locator("#screen").inner_text()
    assert "Posao i mladi" in said and "482 915" in said
    for gone in ("radna mesta", "Aleksandra", "Aleksandar", "votes"):
        assert gone not in said
    await expect(display.locator(".countdown")).to_have_count(0)


async def test_every_picture_says_what_it_is(display: Page) -> None:
    said = {}
    for name, shown in pictures().items():
        await show(display, shown)
        await display.clock.run_for(CROSSING_MS)
        said[name] = " ".join((await display.locator("#screen").inner_text()).split())

    assert "Saturday 7 March, 18:05" in said["before"]
    assert "Follow along on your phone" in said["idle"]
    assert "Ask with your phone 63 questions" in said["ask"]
    assert "Vote with your phone 1,204 votes" in said["vote"]
    assert "Ask and vote with your phone 63 questions 1,204 votes" in said["both"]
    assert "We will be back soon." in said["break"] and "Live" not in said["break"]
    assert "Thank you for taking part." in said["over"]
    assert said["result"].startswith("Outcome t.aktiv.org 482 915 Kada će opština")
    assert "Evaded" in said["result"] and said["result"].endswith("231 votes 44 hands in the hall")
    assert len(set(said.values())) == len(said) - 1, "cut is the plain picture"


async def test_what_was_worded_for_the_air_stands_in_place_of_the_question(display: Page) -> None:
    worded = question("Zašto?", air_text="Zašto autobus kasni?", translations={"sq": "Pse?"})
    for shown in (
        document(worded, languages=["sr-Latn", "sq"]),
        document(result="q1", picture="result", languages=["sr-Latn", "sq"])
        | {"questions": {"q1": worded | {"state": "answered"}}},
    ):
        await show(display, shown)
        await display.clock.run_for(CROSSING_MS)
        assert await display.locator(".asked__words > *").all_inner_texts() == [
            "Zašto autobus kasni?"
        ]


async def test_the_clock_of_who_speaks_runs_where_there_is_no_countdown(display: Page) -> None:
    now: int = await display.evaluate("Date.now()")
    time = display.locator(".countdown__time")
    await show(display, pictures(now)["speaking"])
    await expect(time).to_have_text("01:23")
    await display.clock.run_for(2_000)
    await expect(time).to_have_text("01:25")
    await expect(display.locator(".countdown__name")).to_have_text(GUESTS["g1"]["name"])

    facts = {"length_ms": 60_000, "warning_ms": 20_000, "danger_ms": 10_000}
    countdown = {"preset": "60", "started_at": now, **facts}
    shown = pictures(now)["speaking"]
    await show(display, shown | {"debate": shown["debate"] | {"countdown": countdown}})
    await expect(time).to_have_text("0:58")


async def test_more_votes_move_nothing(display: Page) -> None:
    await show(display, document(question()))

    assert await show(display, document(question(votes=231))) == []
    assert await display.locator(".asked__votes").all_inner_texts() == ["231 votes"]


async def test_a_countdown_that_is_wanted_stands_where_the_address_was(display: Page) -> None:
    facts = {"length_ms": 60_000, "warning_ms": 20_000, "danger_ms": 10_000}
    countdown = {"preset": "60", "started_at": await display.evaluate("Date.now()"), **facts}
    time, words = display.locator(".countdown__time"), display.locator(".countdown__phase")

    assert await show(display, document(question(), countdown=countdown)) == []
    await expect(display.locator(".head__join")).to_have_count(0)
    await expect(time).to_have_text("1:00")
    await display.clock.run_for(45_000)
    await expect(time).to_have_text("0:15")
    await expect(words).to_have_text("Nearly over")
    sizes = await display.evaluate(
        "['time', 'phase'].map((part) => parseFloat("
        "getComputedStyle(document.querySelector(`.countdown__${part}`)).fontSize))"
    )
    assert min(sizes) >= 45  # px, as every text on air

    await show(display, document(question()))
    await expect(display.locator(".head__join")).to_have_count(1)


async def test_who_wants_no_motion_sees_only_what_is_here(display: Page) -> None:
    await display.emulate_media(reduced_motion="reduce")
    await show(display, document())

    assert await show(display, document(question("Why?"))) == []
    await expect(display.locator(".picture--leaving")).to_be_hidden()


async def test_questions_stand_between_the_marks_of_their_language(display: Page) -> None:
    marks = []
    for number, lang in enumerate(("sr-Latn", "sr-Cyrl", "sq", "en")):
        await show(display, document(question(lang=lang), f"q{number}"))
        await display.clock.run_for(CROSSING_MS)
        marks.append(
            await display.evaluate(
                "getComputedStyle(document.querySelector('.asked__text')).quotes"
            )
        )

    assert marks == ['"„" "“"', '"„" "“"', '"«" "»"', '"“" "”"']


async def test_after_the_end_it_thanks_and_says_where_the_results_are(display: Page) -> None:
    await show(display, document(phase="closed"))

    assert await display.locator(".idle__thanks").inner_text() == "Thank you for taking part."
    assert await display.locator(".idle__address").inner_text() == "t.aktiv.org/archive/482915"
    assert await display.locator(".idle__code").count() == 0


async def test_a_title_is_said_once_in_every_language(display: Page) -> None:
    title = {"sr-Latn": "Voda", "sr-Cyrl": "Вода", "sq": "Uji", "en": "Water"}
    await show(display, document(title=title))

    assert await display.locator(".idle__title").inner_text() == "Water"
    assert await display.locator(".idle__translation").all_inner_texts() == ["Voda", "Uji"]


async def test_a_qr_code_that_was_here_needs_no_server(display: Page) -> None:
    await display.route("**/qr/*.svg", lambda route: route.fulfill(body=QR))
    await display.evaluate("async () => (await import('/display/qr.js')).keepQr()")
    await display.unroute("**/qr/*.svg")

    await show(display, document(question()))
    await show(display, document())

    await expect(display.locator(".idle__qr img")).to_have_js_property("complete", True)
    source = await display.locator(".idle__qr img").get_attribute("src")
    assert source is not None and source.startswith("data:image/svg+xml,%3Csvg")
