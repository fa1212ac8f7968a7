"""The host's tablet: what is on air fits it, what comes is in order, nothing on it does harm."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from server.web.pages.page_rules import rules_of
from tests.static.door import LIVE, Door, tell
from tests.static.modules import ORIGIN, STATIC

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CYRILLIC = "Зашто су конкурси за рад у јавним предузећима писани тако да их испуне само неки? " * 4
STYLES = (
    "common/css/tokens",
    "common/css/base",
    "graphics/parts/quoted",
    "host/host",
    "host/head",
    "host/notes",
    "host/clocks",
)
WORDS = {
    f"{section}.{key}": text
    for section in ("common", "host")
    for key, text in json.loads((STATIC / f"locales/en/{section}.json").read_text("utf-8")).items()
}
FRAME = """async ([styles, data]) => {
  const add = (parent, tag, fields) => {
    const made = Object.assign(document.createElement(tag), fields)
    parent.append(made)
    return made
  }
  await Promise.all(styles.map((name) => new Promise((resolve) => {
    add(document.head, "link", { rel: "stylesheet", href: `/${name}.css`, onload: resolve })
  })))
  const host = add(document.body, "div", { className: "host" })
  const head = add(host, "header", { className: "host__head" })
  for (const id of ["status", "controls"]) add(head, "div", { id })
  add(host, "main", { id: "main", className: "host__main" })
  add(document.body, "script", { id: "page", type: "application/json", textContent: data })
  await import("/host/main.js")
}"""


FITTED_MS = 5_000
A_FRAME = 100  # ms
STOPPED = {"ran_ms": 0, "since": 0, "running": False}


def question(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "lang": "sr-Cyrl", "votes": 3, "state": "next"} | fields


def document() -> dict[str, Any]:
    questions = {
        "q1": question(CYRILLIC[:300], state="on_air", name="Ana", to="g1"),
        "q2": question("Kada?", lang="sr-Latn"),
        "q3": question("Шта је са Његошевом улицом?"),
    }
    office = {"en": "mayor", "sr-Latn": "predsednik"}
    debate = {"phase": "live", "on_air": "q1", "aired_at": 0, "order": ["q1", "q3", "q2"]}
    debate |= {"clocks": {"debate": STOPPED, "guests": {"g1": STOPPED, "g2": STOPPED}}}
    debate |= {
        "guests": {
            "g1": {"name": "Arben Krasniqi", "office": office},
            "g2": {"name": "Ana Petrović"},
        }
    }
    return {"debate": debate, "questions": questions}


class Tablet:
    def __init__(self, page: Page, door: Door) -> None:
        self.page = page
        self._door = door

    async def open(self, aired_ms_ago: int = 0) -> None:
        await self.page.set_viewport_size({"width": 1024, "height": 768})
        doc = document()
        now = await self.page.evaluate("Date.now()")
        doc["debate"]["aired_at"] = now - aired_ms_ago
        data = {"code": "482915", "live": LIVE, "locale": "en", "strings": WORDS}
        data |= {"state": {"at": now, "seq": 1, "doc": doc}, "rules": rules_of("host")}
        await self.page.evaluate(FRAME, [STYLES, json.dumps(data)])
        self.socket = await self._door.arrival()

    async def note(self, **note: Any) -> None:
        """The control room says something."""
        said = {number: {"at": 0, "by": "mira"} | one for number, one in note.items()}
        tell(self.socket, "patch", doc={"debate": {"remarks": said}})

    async def command(self) -> dict[str, Any]:
        return await self._door.command()

    async def pass_time(self, ms: int) -> None:
        await self._door.pass_time(ms)

    async def texts(self, selector: str) -> list[str]:
        return await self.page.locator(selector).all_inner_texts()

    async def size(self, selector: str) -> float:
        size: float = await self.page.locator(selector).first.evaluate(
            "element => parseFloat(getComputedStyle(element).fontSize)"
        )
        return size


@pytest_asyncio.fixture(loop_scope="session")
async def tablet(page: Page) -> AsyncIterator[Tablet]:
    door = Door(page)
    await door.open()
    opened = Tablet(page, door)
    await opened.open(aired_ms_ago=65_000)
    yield opened
    await page.goto(f"{ORIGIN}/")


async def test_it_shows_what_is_on_air_and_what_comes_in_the_order_of_the_rundown(
    tablet: Tablet,
) -> None:
    assert await tablet.texts(".host__text") == [CYRILLIC[:300]]
    assert await tablet.texts(".host__text-next") == ["Шта је са Његошевом улицом?"]
    assert await tablet.texts(".host__text-later") == ["Kada?"]
    assert await tablet.texts(".host__air .host__who > *") == [
        "Ana",
        "to Arben Krasniqi, mayor",
        "3 votes",
    ]


async def test_the_longest_question_stands_whole_beside_the_rundown(tablet: Tablet) -> None:
    frame = tablet.page.locator(".host__frame")

    assert await frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight")
    assert await tablet.size(".host__text") >= 28
    assert await tablet.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_with_nothing_on_air_what_is_next_has_the_room(tablet: Tablet) -> None:
    doc = document()
    del doc["debate"]["on_air"]
    doc["debate"]["order"] = ["q3", "q2"]

    tell(tablet.socket, "state", doc=doc)

    await expect(tablet.page.locator(".host__air .host__label")).to_have_text(
        ["Nothing on air", "Next"]
    )
    assert await tablet.texts(".host__text") == ["Шта је са Његошевом улицом?"]
    assert await tablet.size(".host__text") >= 64
    assert await tablet.texts(".host__coming .host__label") == ["After that"]
    assert await tablet.texts(".host__text-later") == ["Kada?"]
    assert await tablet.texts(".host__text-next") == []

    doc["debate"]["order"] = []
    tell(tablet.socket, "state", doc=doc)
    await expect(tablet.page.locator(".host__text")).to_have_count(0)
    assert await tablet.texts(".host__coming .host__nothing") == ["The rundown is empty."]


async def test_a_debate_in_two_languages_shows_translations_below(tablet: Tablet) -> None:
    doc = document()
    doc["debate"]["languages"] = ["sr-Latn", "sq"]
    doc["questions"]["q1"]["translations"] = {"sq": "Pse?", "en": "Why?"}
    doc["questions"]["q3"]["translations"] = {"sq": "Po rruga e Njegoshit?"}

    tell(tablet.socket, "state", doc=doc)

    await expect(tablet.page.locator(".host__air .host__translation")).to_have_text("Pse?")
    below = tablet.page.locator(".host__text-next + .host__translation")
    await expect(below).to_have_text("Po rruga e Njegoshit?")
    await expect(below).to_have_attribute("lang", "sq")


async def test_the_clock_tells_how_long_by_the_servers_time(tablet: Tablet) -> None:
    clock = tablet.page.locator(".host__clock")
    assert await clock.inner_text() == "01:05"

    await tablet.pass_time(10_000)
    assert await clock.inner_text() == "01:15"

    await tablet.pass_time(4 * 60_000)
    await expect(clock).to_have_class("host__clock host__clock--long")


async def test_an_answers_time_is_counted_down_in_words_and_shapes_beside_the_colour(
    tablet: Tablet,
) -> None:
    now = await tablet.page.evaluate("Date.now()")
    facts = {"length_ms": 90_000, "warning_ms": 30_000, "danger_ms": 10_000}
    countdown = {"preset": "90", "started_at": now, **facts}
    tell(tablet.socket, "patch", at=now, doc={"debate": {"countdown": countdown}})
    words = tablet.page.locator(".countdown__phase")
    shape = tablet.page.locator(".countdown__shape path")
    await expect(tablet.page.locator(".countdown__time")).to_have_text("1:30")
    assert await tablet.size(".countdown__time") >= 64

    seen = []
    await tablet.pass_time(A_FRAME)  # from here on it draws itself
    for ms in (1_000 - A_FRAME, 59_000, 20_000, 22_000):
        await tablet.pass_time(ms)
        (time,) = await tablet.texts(".countdown__time")
        seen.append((time, await words.inner_text(), await shape.get_attribute("d")))
    assert [one[:2] for one in seen] == [
        ("1:29", "Time left"),
        ("0:30", "Nearly over"),
        ("0:10", "Last seconds"),
        ("+0:12", "Over time"),
    ]
    assert len({drawing for _, _, drawing in seen}) == 4
    assert await tablet.page.locator(".host__frame").evaluate(
        "frame => frame.scrollHeight <= frame.clientHeight"
    )


async def test_who_has_spoken_how_long_is_told_once_a_clock_was_started(tablet: Tablet) -> None:
    assert await tablet.texts(".spoken") == []
    now = await tablet.page.evaluate("Date.now()")
    guests = {"g1": {"ran_ms": 65_000, "since": now, "running": True}}
    tell(tablet.socket, "patch", at=now, doc={"debate": {"clocks": {"guests": guests}}})
    times = tablet.page.locator(".spoken__time .ran")
    await expect(times).to_have_text(["00:00", "01:05", "00:00"])

    await tablet.pass_time(A_FRAME)
    await tablet.pass_time(10_000)
    await expect(times).to_have_text(["00:00", "01:15", "00:00"])
    running = tablet.page.locator(".spoken[data-running=true]")
    await expect(running).to_contain_text("Arben Krasniqi")
    await expect(running).to_contain_text("speaking")


async def test_letters_grow_on_this_tablet_and_stay_so(tablet: Tablet) -> None:
    before = await tablet.size(".host__text-next")
    larger = tablet.page.get_by_role("button", name="Larger letters")
    for _ in range(3):
        await larger.click()

    assert await tablet.size(".host__text-next") == pytest.approx(before * 1.5)
    await expect(larger).to_be_disabled()
    assert json.loads(await tablet.page.evaluate("localStorage.tribina_host"))["size"] == 150


async def test_serbian_in_cyrillic_is_read_in_latin_with_one_tap(tablet: Tablet) -> None:
    await tablet.page.get_by_role("button", name="Latin").click()

    assert (await tablet.texts(".host__text-next")) == ["Šta je sa Njegoševom ulicom?"]
    text = tablet.page.locator(".host__text")
    await expect(text).to_have_attribute("lang", "sr-Latn")


async def test_a_new_question_comes_on_air_without_a_touch(tablet: Tablet) -> None:
    debate = {"on_air": "q2", "order": ["q3"]}
    questions = {"q1": None, "q2": {"state": "on_air"}}
    tell(tablet.socket, "patch", doc={"debate": debate, "questions": questions})
    await expect(tablet.page.locator(".host__text")).to_have_text("Kada?")

    assert await tablet.texts(".host__text-later") == []


async def test_a_note_moves_nothing_that_is_read_and_goes_with_one_tap(tablet: Tablet) -> None:
    words, air = tablet.page.locator(".note__words"), tablet.page.locator(".host__text")
    before = await air.bounding_box()

    await tablet.note(
        **{"1": {"preset": "wrap_up"}, "2": {"text": "Питај је за рок", "lang": "sr-Cyrl"}}
    )

    await expect(words).to_have_text(["Wrap up", "Питај је за рок"])
    await expect(words.nth(1)).to_have_attribute("lang", "sr-Cyrl")
    assert await air.bounding_box() == before
    await tablet.page.get_by_role("button", name="Heard").nth(1).click()
    await expect(words).to_have_text(["Wrap up"])


async def test_enter_hears_the_oldest_note_and_it_comes_back_if_nobody_was_told(
    tablet: Tablet,
) -> None:
    words = tablet.page.locator(".note__words")
    await tablet.note(**{"7": {"preset": "louder"}, "12": {"preset": "slower"}})
    await expect(words).to_have_text(["Louder", "Slower"])

    await tablet.page.keyboard.press("Enter")
    told = await tablet.command()
    assert (told["do"], told["remark"]) == ("heard", 7)
    await expect(words).to_have_text(["Slower"])

    tell(tablet.socket, "no", id=told["id"], code="unavailable", args={}, retry_ms=0)
    await expect(words).to_have_text(["Louder", "Slower"])


async def test_enter_on_a_button_hears_nothing(tablet: Tablet) -> None:
    await tablet.note(**{"7": {"preset": "louder"}})
    await expect(tablet.page.locator(".note__words")).to_have_text("Louder")
    await tablet.page.get_by_role("button", name="Latin").focus()

    await tablet.page.keyboard.press("Enter")

    await expect(tablet.page.get_by_role("button", name="Latin")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert await tablet.texts(".note__words") == ["Louder"]


@pytest.mark.parametrize("kept", ['"nonsense', '{"size": 900}', "null"])
async def test_what_a_tablet_kept_wrongly_is_forgotten(page: Page, kept: str) -> None:
    assert await page.evaluate(
        """async (kept) => {
             localStorage.tribina_host = kept
             const { stored } = await import("/host/settings.js")
             return stored()
           }""",
        kept,
    ) == {"size": 100, "inLatin": False}


HELD = [(844, 390), (568, 320), (390, 844), (320, 568), (1024, 768), (768, 1024)]
SEEN = """() => {
  const text = document.querySelector(".host__text").getBoundingClientRect()
  const air = document.querySelector(".host__air").getBoundingClientRect()
  return text.top >= 0 && text.bottom <= Math.min(innerHeight, air.bottom)
}"""
REACHED = """() => {
  const frame = document.querySelector(".host__frame")
  return frame.scrollHeight <= frame.clientHeight
    && document.documentElement.scrollWidth <= innerWidth
}"""


@pytest.mark.parametrize("size", HELD, ids=str)
async def test_however_it_is_held_the_longest_question_is_read_without_a_touch(
    tablet: Tablet, size: tuple[int, int]
) -> None:
    await tablet.pass_time(A_FRAME)
    await tablet.page.set_viewport_size({"width": size[0], "height": size[1]})

    await tablet.page.wait_for_function(SEEN, timeout=FITTED_MS)
    await tablet.page.wait_for_function(REACHED, timeout=FITTED_MS)
    assert await tablet.size(".host__text") >= 16


@pytest.mark.parametrize("size", [*HELD, (320, 256)], ids=str)
@pytest.mark.parametrize("letters", ["100%", "200%"])
async def test_nothing_of_a_question_is_hidden_in_its_frame(
    tablet: Tablet, size: tuple[int, int], letters: str
) -> None:
    """What does not fit is reached by scrolling the page, or all that is on air."""
    page = tablet.page
    await tablet.pass_time(A_FRAME)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.evaluate("size => document.documentElement.style.fontSize = size", letters)

    await page.wait_for_function(REACHED, timeout=FITTED_MS)
    end = page.locator(".host__air .host__who > span").last
    await end.scroll_into_view_if_needed()
    await expect(end).to_be_in_viewport()


async def test_the_smallest_letters_grow_where_there_is_room_again(tablet: Tablet) -> None:
    """Also where only the height changed, as when a page is drawn for the first time."""
    await tablet.pass_time(A_FRAME)
    before, overfull = await tablet.size(".host__text"), ".host__frame[data-overfull]"
    air = await tablet.page.query_selector(".host__air")
    assert air is not None

    await air.evaluate("air => air.style.maxBlockSize = '5rem'")
    await expect(tablet.page.locator(overfull)).to_be_attached()
    await air.evaluate("air => air.style.maxBlockSize = ''")

    await expect(tablet.page.locator(overfull)).to_have_count(0)
    assert await tablet.size(".host__text") == before


async def test_after_the_end_nothing_is_next(tablet: Tablet) -> None:
    doc = document()
    del doc["debate"]["on_air"]
    doc["debate"]["phase"] = "closed"

    tell(tablet.socket, "state", doc=doc)

    await expect(tablet.page.locator(".host__air h2")).to_have_text("The debate is over")
    assert await tablet.texts(".host__coming") == []
    assert await tablet.texts(".host__text") == []
