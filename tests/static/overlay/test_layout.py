"""All that can be on air at once has room, in pictures of every shape."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.display import document, question
from tests.static.overlay.overlay import open_overlay, show

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = [(1920, 1080), (1280, 720), (3840, 2160), (1440, 1080), (1024, 768), (1080, 1920)]
TEXT = "Da li ćete objaviti spisak firmi koje su dobile subvencije u poslednje tri godine?"
ALBANIAN = "A do ta publikoni listën e firmave që kanë marrë subvencione tri vitet e fundit?"
GUEST = {
    "name": "Aleksandra Radosavljević-Stojanović",
    "office": {"sr-Latn": "direktorka Kancelarije za zapošljavanje", "sq": "drejtoreshë e Zyrës"},
}
# The longest words of a countdown, in both languages.
OVER = {"preset": "60", "started_at": 1, "length_ms": 60_000, "warning_ms": 20_000}
OVER |= {"danger_ms": 10_000, "paused_at": 55_000}
PLATES = """() => [...document.querySelectorAll(".overlay__layer > *")].flatMap((one) => {
  const [plate] = one.stage.children
  const { left, top, right, bottom } = plate.getBoundingClientRect()
  return [{ name: one.localName, left, top, right, bottom }]
})"""


def overlapping(plates: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one['name']} on {other['name']}"
        for at, one in enumerate(plates)
        for other in plates[at + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_stands_on_anything_else_nor_outside(
    page: Page, size: tuple[int, int]
) -> None:
    await open_overlay(page, languages=("sr-Latn", "sq-XK"), size=size)
    asked = question(TEXT, votes=12_042, name="Aleksandar Hadži-Milošević", to="g1")
    for one in (asked, asked | {"translations": {"sq": ALBANIAN}}):
        whole = document(one, guests={"g1": GUEST}, strap="g1", countdown=OVER,
                         languages=["sr-Latn", "sq"])  # fmt: skip
        shown = await show(page, whole)
        plates = await page.evaluate(PLATES)

        if "question" in shown:
            assert set(shown) == {"question", "name", "timer", "tally", "join"}
            assert overlapping(plates) == []
        for plate in plates:
            if plate["name"] != "tribina-question-full":
                assert plate["left"] >= size[0] * 0.05 - 1, plate
                assert plate["right"] <= size[0] * 0.95 + 1, plate
                assert plate["top"] >= size[1] * 0.05 - 1, plate
                assert plate["bottom"] <= size[1] * 0.95 + 1, plate


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_over_the_whole_picture_timer_and_tally_stand_beside_the_words(
    page: Page, size: tuple[int, int]
) -> None:
    await open_overlay(page, languages=("sr-Latn", "sq-XK"), size=size)
    asked = question((TEXT + " ") * 3, votes=12_042, name="Aleksandar Hadži-Milošević")
    shown = await show(page, document(asked, countdown=OVER))
    assert set(shown) == {"question-full", "timer", "tally"}

    inside = """() => {
      const { stage } = document.querySelector("tribina-question-full")
      return [...stage.querySelectorAll(".head, .words > *")].map((one) => {
        const range = document.createRange()
        range.selectNodeContents(one)
        const { left, top, right, bottom } = range.getBoundingClientRect()
        return { name: one.className, left, top, right, bottom }
      })
    }"""
    plates = [one for one in await page.evaluate(PLATES) if not one["name"].endswith("full")]
    assert overlapping([*plates, *await page.evaluate(inside)]) == []


WATCH = """() => {
  window.overlaps = []
  const look = () => {
    const plates = [...document.querySelectorAll(".overlay__layer > *")]
      .filter((one) => one.stage.hasAttribute("data-shown"))
      .map((one) => one.stage.children[0].getBoundingClientRect())
    plates.forEach((one, at) => plates.slice(at + 1).forEach((other) => {
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1)
        overlaps.push([one.toJSON(), other.toJSON()])
    }))
    requestAnimationFrame(look)
  }
  look()
}"""


async def test_a_name_makes_way_before_a_question_comes_and_returns_when_it_is_gone(
    page: Page,
) -> None:
    """In no frame does one stand on the other."""
    await open_overlay(page)
    alone = document(guests={"g1": GUEST}, strap="g1")
    both = document(question(TEXT), guests={"g1": GUEST}, strap="g1")
    await show(page, alone)
    before = await page.evaluate(PLATES)
    await page.evaluate(WATCH)

    assert "question" in await show(page, both, at_once=False)
    await show(page, alone, at_once=False)

    drawn = "async () => { await new Promise(requestAnimationFrame); return overlaps }"
    assert await page.evaluate(drawn) == []
    assert await page.evaluate(PLATES) == before
