"""The countdown says how pressing it is by a shape, a word and a colour, and runs by itself."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.door import stop_time
from tests.static.graphics.renderer import call, open_renderer, put_on_air

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORDS = {f"word_{phase}": phase for phase in ("default", "warning", "danger", "overtime", "paused")}
MINUTE = {"length_ms": 60_000, "warning_ms": 20_000, "danger_ms": 10_000, **WORDS}
SHOWN = """(id) => {
  const { stage } = renderer.graphics.get(id)
  const plate = stage.querySelector(".timer")
  const { color, backgroundColor } = getComputedStyle(plate)
  return { text: stage.querySelector(".timer__time").textContent,
    word: stage.querySelector(".timer__word").textContent,
    shape: stage.querySelector("path").getAttribute("d"), colour: `${color} ${backgroundColor}` }
}"""


async def shown(page: Page, id_: int) -> dict[str, Any]:
    found: dict[str, Any] = await page.evaluate(SHOWN, id_)
    return found


async def test_each_phase_has_a_word_a_shape_and_a_colour_of_its_own(page: Page) -> None:
    await open_renderer(page)
    await stop_time(page)
    id_ = await put_on_air(page, "timer", MINUTE)
    seen = []
    for seconds, text, word in (
        (0, "1:00", "default"),
        (40, "0:20", "warning"),
        (10, "0:10", "danger"),
        (10, "+0:00", "overtime"),
        (75, "+1:15", "overtime"),
    ):
        await page.clock.run_for(seconds * 1_000)
        one = await shown(page, id_)
        assert (one["text"], one["word"]) == (text, word)
        seen.append((one["shape"], one["colour"]))

    assert len({shape for shape, _ in seen}) == len({colour for _, colour in seen}) == 4


async def test_it_runs_by_itself_from_when_it_is_played(page: Page) -> None:
    await open_renderer(page)
    await stop_time(page)
    id_ = await put_on_air(page, "timer", MINUTE)
    await page.clock.run_for(2_500)
    assert (await shown(page, id_))["text"] == "0:58"

    await call(page, id_, "updateAction", data={"word_default": "vreme"}, skipAnimation=True)
    assert (await shown(page, id_))["text"] == "0:58", "an update does not begin it again"
    await call(page, id_, "stopAction", skipAnimation=True)
    await page.clock.run_for(30_000)
    await call(page, id_, "playAction", skipAnimation=True)
    assert (await shown(page, id_))["text"] == "1:00"


async def test_with_its_facts_it_shows_the_same_wherever_and_whenever_it_is_played(
    page: Page,
) -> None:
    await open_renderer(page)
    await stop_time(page)
    now = await page.evaluate("Date.now()")
    facts = MINUTE | {"started_at": now - 15_000 + 5_000, "offset_ms": 5_000}
    id_ = await put_on_air(page, "timer", facts)
    assert (await shown(page, id_))["text"] == "0:45"

    paused = {"paused_at": now + 5_000 + 1_000}
    await call(page, id_, "updateAction", data=paused, skipAnimation=True)
    await page.clock.run_for(30_000)
    one = await shown(page, id_)
    assert (one["text"], one["word"]) == ("0:44", "paused")


async def test_nothing_runs_on_when_it_was_disposed(page: Page) -> None:
    await open_renderer(page)
    await stop_time(page)
    id_ = await put_on_air(page, "timer", MINUTE)
    await page.evaluate("window.drawn = 0")
    await page.evaluate(
        """(id) => {
          const graphic = renderer.graphics.get(id)
          const { draw } = graphic
          graphic.draw = function (data) { drawn += 1; return draw.call(this, data) }
        }""",
        id_,
    )
    await call(page, id_, "dispose")
    await page.clock.run_for(5_000)

    assert await page.evaluate("drawn") == 0
