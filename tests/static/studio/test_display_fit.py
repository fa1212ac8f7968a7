"""Whatever is put on air or on the invitation stands on the screen, as large as it can be read."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.display import document, open_display, question, show

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = [(1920, 1080), (1280, 720), (3840, 2160), (1024, 768), (1080, 1920)]
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
  const text = document.querySelector(".on-air__text")
  const style = getComputedStyle(text)
  const range = document.createRange()
  range.selectNodeContents(text)
  const box = range.getBoundingClientRect()
  const inner = (selector) => document.querySelector(selector).getBoundingClientRect()
  return {
    size: parseFloat(style.fontSize),
    lines: Math.round(text.offsetHeight / parseFloat(style.lineHeight)),
    below: inner(".on-air__foot").top - box.bottom, above: box.top - inner(".head").bottom,
    right: innerWidth - box.right, bottom: innerHeight - inner(".on-air__foot").bottom,
  }
}"""

TRANSLATIONS = """() => [...document.querySelectorAll(".on-air__translation:not([hidden])")]
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


async def test_it_is_never_below_45_px_and_beyond_three_lines_only_then(page: Page) -> None:
    await open_display(page)
    for name, text in TEXTS.items():
        measured = await on_air(page, text, lang="sr-Cyrl")

        assert measured["size"] >= 45, name
        assert measured["lines"] <= 3 or measured["size"] < 46, name


async def test_the_fewer_the_words_the_larger_they_are(page: Page) -> None:
    await open_display(page)
    texts = (SHORT, USUAL, CYRILLIC[:200], CYRILLIC[:300])
    sizes = [(await on_air(page, text))["size"] for text in texts]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2.5 * sizes[-1]


async def test_it_is_fitted_again_when_its_words_or_its_screen_change(page: Page) -> None:
    await open_display(page)
    before = await on_air(page, SHORT)
    edited = await on_air(page, CYRILLIC[:150])
    await page.set_viewport_size({"width": 1920, "height": 300})
    await page.wait_for_function(f"({MEASURE})().below > 0")

    assert edited["size"] < before["size"]
    assert edited["lines"] <= 3


@pytest.mark.parametrize("size", SIZES, ids=str)
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

        frame = await page.locator(".on-air__frame").bounding_box()
        words = await page.locator(".on-air__words").bounding_box()
        assert frame is not None and words is not None
        assert words["height"] <= frame["height"], text
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
EDGE = """() => {
  const picture = document.querySelector(".picture").getBoundingClientRect()
  const parts = [...document.querySelectorAll(
    ".head > *, .idle__frame, .idle__foot > *, .on-air__frame, .on-air__foot > *")]
  const boxes = parts.map((part) => {
    const range = document.createRange()
    range.selectNodeContents(part)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    const inner = part.matches(".idle__frame, .on-air__frame") && part.getBoundingClientRect()
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


@pytest.mark.parametrize("size", SIZES, ids=str)
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
