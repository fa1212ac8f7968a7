"""One graphic after another in one place: what arrives is there before the other leaves, nothing
that is no longer wanted is ever seen, and what cannot be had leaves what is there."""

from typing import Any

import pytest
from playwright.async_api import Page, Route

from tests.static.display import document, question
from tests.static.overlay.overlay import open_overlay, seen, show

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ONE, OTHER = question("Kada će biti gotov most?"), question("Ko je odlučio o vodi?")
# Every frame: which texts of questions are to be seen.
WATCH = """() => {
  window.frames = []
  const look = () => {
    const seen = [...document.querySelectorAll("tribina-question, tribina-question-full")]
      .filter((one) => one.stage.hasAttribute("data-shown"))
    frames.push(seen.map((one) => one.stage.querySelector(".words").textContent).join("|"))
    window.watching = requestAnimationFrame(look)
  }
  look()
}"""


# With what is seen by now, which may not have had its frame.
WATCHED = """async () => {
  for (let count = 0; count < 2; count++) await new Promise(requestAnimationFrame)
  return frames
}"""


async def frames(page: Page) -> list[str]:
    """What was seen one after the other, each once."""
    found: list[str] = await page.evaluate(WATCHED)
    return [one for at, one in enumerate(found) if at == 0 or one != found[at - 1]]


def on_air(one: dict[str, Any] | None, id_: str = "q1") -> dict[str, Any]:
    return document(one, id_, submissions=False, voting=False)


async def test_one_goes_as_the_other_comes_and_two_are_never_seen(page: Page) -> None:
    await open_overlay(page)
    await show(page, on_air(ONE))
    await page.evaluate(WATCH)
    await show(page, on_air(OTHER, "q2"), at_once=False)

    assert await frames(page) == [ONE["text"], OTHER["text"]]


async def test_at_once_there_is_no_frame_between_them(page: Page) -> None:
    await open_overlay(page)
    await show(page, on_air(ONE))
    await page.evaluate(WATCH)
    await show(page, on_air(OTHER, "q2"), at_once=True)

    assert await frames(page) == [ONE["text"], OTHER["text"]]


async def test_what_was_taken_back_while_it_was_loaded_is_never_seen(page: Page) -> None:
    await open_overlay(page)
    await show(page, on_air(None))
    await page.evaluate(WATCH)
    await page.evaluate("([one, none]) => { show(one, false); show(none, false) }",
                        [on_air(ONE), on_air(None)])  # fmt: skip
    await page.evaluate("overlay.settled()")

    assert await frames(page) == [""]


async def test_the_one_that_is_there_stays_while_another_cannot_be_had(page: Page) -> None:
    await open_overlay(page)
    await show(page, on_air(ONE))
    failed: list[str] = []

    async def fail(route: Route) -> None:
        failed.append(route.request.url)
        await route.abort()

    await page.route("**/question.css", fail)
    await page.evaluate(WATCH)
    await page.evaluate("(next) => show(next, false)", on_air(OTHER, "q2"))
    await page.wait_for_function("document.querySelectorAll('tribina-question').length === 1")
    await page.unroute("**/question.css")
    await page.evaluate("overlay.settled()")

    assert failed
    assert await frames(page) == [ONE["text"], OTHER["text"]]


async def test_votes_and_other_data_change_in_place(page: Page) -> None:
    await open_overlay(page, ["question", "tally"])
    await show(page, document(question("Kada?", votes=3)))
    await page.evaluate("window.before = document.querySelector('tribina-tally')")
    shown = await show(page, document(question("Kada?", votes=21, name="Ana")), at_once=False)

    assert shown["tally"] == "21 glas"
    assert "Ana" in shown["question"]
    assert await page.evaluate("before === document.querySelector('tribina-tally')")


async def test_votes_are_not_seen_without_their_question(page: Page) -> None:
    await open_overlay(page, ["question", "tally"])
    await show(page, document())
    await page.route("**/question.css", lambda route: route.abort())
    async with page.expect_event("requestfailed"):
        await page.evaluate("(one) => show(one, false)", on_air(ONE))
    for _ in range(10):
        await page.evaluate("new Promise(requestAnimationFrame)")
    assert await seen(page) == {}

    await page.unroute("**/question.css")
    await page.evaluate("overlay.settled()")
    assert set(await seen(page)) == {"question", "tally"}


async def test_a_cut_leaves_nothing_before_another_frame_is_drawn(page: Page) -> None:
    """Also in the middle of a motion, and of loading another."""
    await open_overlay(page)
    whole = document(ONE, guests={"g1": {"name": "Ana"}}, strap="g1")
    for wait in ("settled()", "show", "half"):
        await page.evaluate("(whole) => show(whole, false)", whole)
        if wait == "settled()":
            await page.evaluate("overlay.settled()")
        elif wait == "half":
            playing = "document.querySelector('tribina-question')?.isPlaying"
            await page.wait_for_function(playing)
        left = await page.evaluate(
            "(cut) => (show(cut), document.querySelectorAll('.overlay__layer > *').length)",
            document(cut_at=1),
        )
        assert left == 0, wait
        await page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert await seen(page) == {}, wait

    shown = await show(page, whole, at_once=False)
    assert set(shown) == {"question", "name", "tally", "join"}


@pytest.mark.parametrize("motion", [True, False])
async def test_without_motion_nothing_moves(page: Page, motion: bool) -> None:
    await open_overlay(page, motion=motion)
    moved = await page.evaluate(
        """async ([one, other]) => {
          let moved = 0
          const { animate } = Element.prototype
          Element.prototype.animate = function (...how) {
            moved += 1
            return animate.apply(this, how)
          }
          for (const next of [one, other]) {
            show(next, false)
            await overlay.settled()
          }
          return moved
        }""",
        [on_air(ONE), on_air(OTHER, "q2")],
    )

    assert (moved > 0) is motion
