"""Whatever is put on air or on the invitation stands on the screen, as large as it can be read."""

import math
from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.display import HD, document, open_display, question, show
from tests.static.lengthy import at_length
from tests.static.wordings import LONGEST_WORD, SPEECH, wording, wordings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STANDING = (1080, 1920)
SIZES = [HD, (1280, 720), (3840, 2160), (1024, 768), STANDING]
HAIR = 0.5  # px: boxes are measured in whole ones
SHORT = "Hoće li biti praksi?"
USUAL = "Da li ćete objaviti spisak firmi koje su dobile subvencije u poslednje tri godine?"
CYRILLIC = "Зашто су конкурси за рад у јавним предузећима писани тако да их испуне само неки? " * 4
TEXTS = {
    "short": SHORT,
    "usual": USUAL,
    "300 Cyrillic letters": CYRILLIC[:299] + "?",
    "300 of the widest letter": "Ш" * 300,
    "100 words of two letters": "Шљ " * 99 + "Ш?",
}
BOTH = ["sr-Latn", "sq"]
NAMES = {"name": "Aleksandra-Katarina Obradović Stefanov.", "to": "g1"}
MEASURE = """() => {
  const text = document.querySelector(".asked__text")
  const style = getComputedStyle(text)
  const range = document.createRange()
  range.selectNodeContents(text)
  const { right } = range.getBoundingClientRect()
  const box = text.getBoundingClientRect()  // the letters' boxes are higher than their lines
  const inner = (selector) => document.querySelector(selector).getBoundingClientRect()
  return {
    size: parseFloat(style.fontSize),
    lines: Math.round(text.offsetHeight / parseFloat(style.lineHeight)),
    room: document.querySelector(".asked__frame").clientHeight,
    below: inner(".asked__foot").top - box.bottom, above: box.top - inner(".head").bottom,
    right: innerWidth - right, bottom: innerHeight - inner(".asked__foot").bottom,
  }
}"""

# What the words' height would be at the next larger size.
LARGER = """() => {
  const words = document.querySelector(".asked__words")
  const step = words.style.getPropertyValue("--step")
  words.style.setProperty("--step", step * 1.021)
  const { offsetHeight } = words
  words.style.setProperty("--step", step)
  return offsetHeight
}"""
OVER = """() => {
  const inside = document.querySelector(".asked__frame").getBoundingClientRect()
  return [...document.querySelectorAll(".asked__words > :not([hidden])")].flatMap((text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right } = range.getBoundingClientRect()
    const { top, bottom } = text.getBoundingClientRect()
    const over = { left: inside.left - left, right: right - inside.right, top: inside.top - top,
      bottom: bottom - inside.bottom }
    return Object.entries(over).filter(([, px]) => px > 1)
  })
}"""
# Whether the last line is one word though the one before would fit beside it.
ALONE = """() => {
  const text = document.querySelector(".asked__text")
  const end = text.querySelector(".asked__end")
  if (!end.textContent) return false
  const range = document.createRange()
  range.selectNodeContents(end)
  const tops = [...range.getClientRects()].map(({ top }) => Math.round(top))
  if (new Set(tops).size < 2) return false
  end.style.whiteSpace = "nowrap"
  const fits = text.scrollWidth <= text.clientWidth
    && document.querySelector(".asked__words").offsetHeight
      <= document.querySelector(".asked__frame").clientHeight
  end.style.whiteSpace = ""
  return fits
}"""
BROKEN = """() => {
  const text = document.querySelector(".asked__text")
  const { offsetHeight } = text
  text.style.overflowWrap = "normal"
  const isBroken = text.offsetHeight !== offsetHeight || text.scrollWidth > text.clientWidth
  text.style.overflowWrap = ""
  return isBroken
}"""
# How long fitting takes, in ms, and how often the words are laid out for it.
FITTED = """async () => {
  const { fit, sizes } = await import("/graphics/parts/fit.js")
  const words = document.querySelector(".asked__words")
  const steps = sizes(15, 1.5)
  const once = () => fit(words, steps, { whole: 6.67, least: 4.17 })
  const times = Array.from({ length: 8 }, () => {
    const before = performance.now()
    once()
    return performance.now() - before
  })
  const { get } = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "offsetHeight")
  let trials = 0
  Object.defineProperty(words, "offsetHeight", { configurable: true, get() {
    trials += 1
    return get.call(this)
  } })
  once()
  delete words.offsetHeight
  return { ms: Math.min(...times), trials, steps: steps.length }
}"""

TRANSLATIONS = """() => [...document.querySelectorAll(".asked__translation:not([hidden])")]
  .map((text) => parseFloat(getComputedStyle(text).fontSize))"""


async def on_air(page: Page, text: str, **fields: Any) -> dict[str, float]:
    await show(page, document(question(text, **fields)))
    measured: dict[str, float] = await page.evaluate(MEASURE)
    return measured


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_question_leaves_its_frame(page: Page, size: tuple[int, int]) -> None:
    await open_display(page, size)
    for name, text in TEXTS.items():
        measured = await on_air(page, text, lang="sr-Cyrl", **NAMES)

        sides = [measured[side] for side in ("below", "above", "right", "bottom")]
        assert min(sides) > 0, f"{name}: {measured}"


@pytest.mark.parametrize(("size", "least"), [(HD, 72), (STANDING, 64)], ids=str)
@pytest.mark.parametrize("lang", SPEECH)
async def test_three_hundred_letters_fill_the_picture(
    page: Page, size: tuple[int, int], least: int, lang: str
) -> None:
    await open_display(page, size)
    measured = await on_air(page, wording(lang, 300), lang=lang, **NAMES)

    assert measured["size"] >= least
    larger = await page.evaluate(LARGER)
    assert larger > 0.9 * measured["room"], "no larger size would have stood there"


async def test_nothing_is_below_45_px(page: Page) -> None:
    await open_display(page)
    for name, text in TEXTS.items():
        assert (await on_air(page, text, lang="sr-Cyrl"))["size"] >= 45, name


@pytest.mark.parametrize("size", at_length([HD, STANDING, *SIZES[1:-1], (1920, 300)], 2), ids=str)
@pytest.mark.parametrize("scale", at_length([1, 0.7, 1.4]))
async def test_a_text_of_any_length_stays_inside(
    page: Page, size: tuple[int, int], scale: float
) -> None:
    await open_display(page, size)
    await page.evaluate("s => document.documentElement.style.setProperty('--scale', s)", str(scale))
    odd = [("sr-Latn", LONGEST_WORD), ("sr-Latn", f"Kada {LONGEST_WORD} {LONGEST_WORD}?")]
    for lang, text in [*wordings((1, 2, 9, 33, 77, 150, 222, 300)), *odd]:
        await on_air(page, text, lang=lang, **NAMES)
        assert await page.evaluate(OVER) == [], (lang, len(text))


@pytest.mark.parametrize("size", at_length([HD, STANDING, (1024, 768)]), ids=str)
async def test_no_last_word_stands_alone_that_had_room_beside_another(
    page: Page, size: tuple[int, int]
) -> None:
    await open_display(page, size)
    alone = set()
    for lang, text in wordings(tuple(range(40, 301, 13))):
        await on_air(page, text, lang=lang)
        if await page.evaluate(ALONE):
            alone.add((lang, len(text)))

    assert alone == set()


async def test_words_are_broken_only_where_they_would_make_the_text_small(page: Page) -> None:
    await open_display(page, STANDING)
    whole = await on_air(page, "Kada najinteresantnijih?")
    assert not await page.evaluate(BROKEN)
    broken = await on_air(page, f"Kada {LONGEST_WORD}?")

    assert await page.evaluate(BROKEN)
    assert whole["size"] < broken["size"]


LONG = wording("sr-Cyrl", 300)
LONGER_AND_LONGER = (
    {"text": "Šta?"},
    {"text": LONG},
    {"text": LONG, "translations": {"sq": wording("sq", 300)}},
    {"text": "Ш" * 300, "translations": {"sr": "Ш" * 300, "sq": "Ш" * 300}},
)


async def fitted(page: Page, fields: dict[str, Any]) -> dict[str, float]:
    await show(page, document(question(**fields), languages=BOTH))
    found: dict[str, float] = await page.evaluate(FITTED)
    return found


async def test_the_size_is_found_by_halving_what_is_left_to_be_tried(page: Page) -> None:
    """With words whole and broken, for every translation that gives way, and then for all sizes."""
    await open_display(page)
    for fields in LONGER_AND_LONGER:
        texts = 1 + len(fields.get("translations", {}))
        found = await fitted(page, fields)
        halvings = 1 + math.ceil(math.log2(found["steps"]))
        assert 0 < found["trials"] <= 2 * (texts + 1) * halvings + texts


@pytest.mark.alone
async def test_the_size_is_found_in_a_frame_of_time(page: Page) -> None:
    await open_display(page)
    for fields in LONGER_AND_LONGER:
        assert (await fitted(page, fields))["ms"] < 20


async def test_the_fewer_the_words_the_larger_they_are(page: Page) -> None:
    await open_display(page)
    texts = (SHORT, USUAL, CYRILLIC[:200], CYRILLIC[:300])
    sizes = [(await on_air(page, text))["size"] for text in texts]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1.9 * sizes[-1]


async def test_it_is_fitted_again_when_its_words_or_its_screen_change(page: Page) -> None:
    await open_display(page)
    before = await on_air(page, SHORT)
    edited = await on_air(page, CYRILLIC[:150])
    await page.set_viewport_size({"width": 1920, "height": 300})
    await page.wait_for_function(f"({MEASURE})().below > 0")

    assert edited["size"] < before["size"]


@pytest.mark.parametrize("size", at_length(SIZES), ids=str)
async def test_a_debate_in_two_languages_has_room_for_translations(
    page: Page, size: tuple[int, int]
) -> None:
    """Three texts of the greatest length are the most that a question can have."""
    long = {"sr": CYRILLIC[:300], "sq": CYRILLIC[:300]}
    await open_display(page, size)
    for text, translations in (
        (SHORT, {"sq": "A do të ketë praktikë?"}),
        (USUAL, {"sq": USUAL}),
        (CYRILLIC[:300], long),
        ("Ш" * 300, {"sr": "Ш" * 300, "sq": "Ш" * 300}),
    ):
        shown = question(text, translations=translations, **NAMES)
        await show(page, document(shown, languages=BOTH))
        measured: dict[str, float] = await page.evaluate(MEASURE)
        sizes: list[float] = await page.evaluate(TRANSLATIONS)

        frame = await page.locator(".asked__frame").bounding_box()
        words = await page.locator(".asked__words").bounding_box()
        assert frame is not None and words is not None
        assert words["height"] <= frame["height"] + HAIR, text
        assert min(measured["below"], measured["above"]) > 0, text
        if size[1] == 1080:
            assert all(45 <= found <= measured["size"] for found in sizes), text
        if text == USUAL:
            assert len(sizes) == 1 and sizes[0] < measured["size"]


async def test_what_gave_way_is_back_when_there_is_room(page: Page) -> None:
    await open_display(page)
    wide = question("Ш" * 300, translations={"sr": "Ш" * 300, "sq": "Ш" * 300})
    await show(page, document(wide, languages=BOTH))
    assert len(await page.evaluate(TRANSLATIONS)) < 2

    await show(page, document(question(SHORT, translations={"sr": "A", "sq": "B"}), languages=BOTH))
    assert len(await page.evaluate(TRANSLATIONS)) == 2

    await show(page, document(question(SHORT, translations={"sr": "A", "sq": "B"})))
    assert len(await page.evaluate(TRANSLATIONS)) == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_longest_title_leaves_the_way_to_join_on_the_screen(
    page: Page, size: tuple[int, int]
) -> None:
    title = "Briselski sporazum i energetika: ko plaća struju i ko održava mrežu od januara? "
    titles = {"sr-Latn": title * 2, "sq": title * 2, "en": title * 2}
    await open_display(page, size, "https://debata.gradjanska-energija-mitrovica.org/482915")

    await show(page, document(title=titles))
    for selector in (".idle__code", ".idle__address", ".idle__qr", ".idle__totals"):
        box = await page.locator(selector).bounding_box()
        assert box is not None
        assert box["x"] > 0 and box["x"] + box["width"] < size[0], selector
        assert box["y"] > 0 and box["y"] + box["height"] <= size[1], selector


LONGEST = {"sr-Latn": "Građanska energija: razgovori o gradu", "sq": "Energjia qytetare: biseda"}
# How high a part is says its box: the letters' are higher than lines that stand close.
EDGE = """() => {
  const picture = document.querySelector(".picture").getBoundingClientRect()
  const parts = [...document.querySelectorAll(
    ".head > *, .idle__frame, .idle__codes > *, .idle__way > *, "
    + ".asked__frame, .asked__became, .asked__foot > *")]
  const boxes = parts.map((part) => {
    const range = document.createRange()
    range.selectNodeContents(part)
    const { left, right } = range.getBoundingClientRect()
    const { top, bottom } = part.getBoundingClientRect()
    const inner = part.matches(".idle__frame, .asked__frame") && part.getBoundingClientRect()
    return { name: part.className, left, right, top, bottom, ...inner && inner.toJSON() }
  })
  const outside = boxes.filter(({ left, right, top, bottom }) =>
    left < picture.left || right > picture.right || top < picture.top || bottom > picture.bottom)
  const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1)
    .map((other) => `${one.name} on ${other.name}`))
  const title = document.querySelector(".idle__title")
  const frame = document.querySelector(".idle__frame")
  if (title && title.getBoundingClientRect().bottom > frame.getBoundingClientRect().bottom)
    outside.push({ name: "title" })
  return [...outside.map(({ name }) => `${name} outside`), ...pairs]
}"""


@pytest.mark.parametrize("size", at_length(SIZES), ids=str)
async def test_the_edge_speaks_both_languages_and_has_room_for_them(
    page: Page, size: tuple[int, int]
) -> None:
    await open_display(page, size, "https://debata.gradjanska-energija-mitrovica.org/482915",
                       languages=("sr-Latn", "sq-XK"), programme=LONGEST)  # fmt: skip
    now: int = await page.evaluate("Date.now()")
    facts = {"length_ms": 60_000, "warning_ms": 20_000, "danger_ms": 10_000}
    over = {"preset": "60", "started_at": now - 90_000, **facts}
    titles = {"sr-Latn": USUAL, "sq": USUAL}
    totals = {"questions": 63, "votes": 12_042}

    for more in ({}, {"countdown": over}, {"phase": "closed"}):
        await show(page, document(title=titles, totals=totals, **more))
        await page.locator(".picture--leaving").wait_for(state="detached")
        assert await page.evaluate(EDGE) == []
        shown = (await page.locator("#screen").inner_text()).split("\n")
        said = " ".join(" ".join(shown).split())
        for words in (*LONGEST.values(), "63 pitanja", "63 pyetje", "12.042 glasa", "12 042 vota"):
            assert words in said.replace("\u00a0", " "), words

        asked = question(CYRILLIC[:300], translations={"sq": USUAL}, **NAMES)
        await show(page, document(asked, **more))
        await page.locator(".picture--leaving").wait_for(state="detached")
        assert await page.evaluate(EDGE) == []
        said = " ".join((await page.locator("#screen").inner_text()).split())
        for words in ("Pitanje publike · Pyetje nga publiku", "za · për: Ana", "3 glasa", "3 vota"):
            assert words in said, words
