"""The audience's list: in the order of votes, but never moving under a finger."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.door import stop_time

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

START = """async (votes) => {
  const { QuestionList } = await import("/audience/list.js")
  window.drawn = 0
  window.documentOf = (votes, more) => ({
    questions: Object.fromEntries(Object.entries(votes).map(([id, tally], at) =>
      [id, { text: id, votes: Math.abs(tally), state: "open", at: Number(id.slice(1)) }])),
    ...(more && { more }),
  })
  window.list = new QuestionList({
    code: "482915", document: documentOf(votes), changed: () => { drawn += 1 },
    isAway: () => Boolean(window.isAway),
  })
}"""


async def start(page: Page, **votes: int) -> None:
    """A list of open questions with these votes; from here on time is the test's."""
    await stop_time(page)
    await page.evaluate(START, votes)


async def follow(page: Page, more: int | None = None, **votes: int) -> list[str]:
    """The document changed; returns what is shown."""
    await page.evaluate("([votes, more]) => list.follow(documentOf(votes, more))", [votes, more])
    return await shown(page)


async def shown(page: Page) -> list[str]:
    ids: list[str] = await page.evaluate("list.shown")
    return ids


async def value(page: Page, expression: str) -> Any:
    return await page.evaluate(expression)


async def test_most_votes_come_first_and_of_equals_the_older(page: Page) -> None:
    await start(page, q10=5, q2=9, q9=5)

    assert await shown(page) == ["q2", "q9", "q10"]


async def test_new_ones_come_first_when_sorted_by_time(page: Page) -> None:
    await start(page, q10=5, q2=9, q9=5)

    await page.evaluate("list.sortBy('new')")

    assert await shown(page) == ["q10", "q9", "q2"]


async def test_a_list_that_nobody_touches_takes_the_new_order_after_three_seconds(
    page: Page,
) -> None:
    await start(page, q1=5, q2=4)

    before = await follow(page, q1=5, q2=6)
    await page.clock.run_for(3_000)

    assert before == ["q1", "q2"]
    assert await shown(page) == ["q2", "q1"]
    assert await value(page, "drawn") == 1


async def test_a_list_that_is_touched_waits_until_it_is_not(page: Page) -> None:
    await start(page, q1=5, q2=4)
    await page.clock.run_for(2_000)
    await page.evaluate("list.touch()")
    await follow(page, q1=5, q2=6)

    await page.clock.run_for(9_900)
    touched = await shown(page)
    await page.clock.run_for(200)

    assert touched == ["q1", "q2"]
    assert await shown(page) == ["q2", "q1"]


async def test_a_finger_that_rests_on_the_list_holds_it(page: Page) -> None:
    await start(page, q1=5, q2=4)
    await page.evaluate("list.hold(true)")
    await follow(page, q1=5, q2=6)

    await page.clock.run_for(30_000)
    held = await shown(page)
    await page.evaluate("list.hold(false)")
    await page.clock.run_for(13_000)

    assert held == ["q1", "q2"]
    assert await shown(page) == ["q2", "q1"]


async def test_a_list_scrolled_away_from_its_top_keeps_its_order(page: Page) -> None:
    await start(page, q1=5, q2=4)
    await page.evaluate("window.isAway = true")
    await follow(page, q1=5, q2=6, q3=1)

    await page.clock.run_for(60_000)
    away = [await shown(page), await value(page, "list.waiting")]
    await page.evaluate("window.isAway = false")
    await page.clock.run_for(3_000)

    assert away == [["q1", "q2"], 1]
    assert await shown(page) == ["q2", "q1", "q3"]


async def test_loading_more_leaves_what_is_read_in_its_place(page: Page) -> None:
    later = {"id": "q9", "text": "?", "votes": 0, "state": "open", "at": 0}
    await page.route(
        "**/api/debates/482915/questions?*",
        lambda route: route.fulfill(json={"questions": [later]}),
    )
    await start(page, q1=5, q2=4)
    await follow(page, more=1, q1=5, q2=6, q3=1)

    await page.evaluate("list.loadMore()")

    assert await shown(page) == ["q1", "q2", "q9"]
    assert await value(page, "list.waiting") == 1


async def test_new_questions_wait_to_be_shown_and_are_counted(page: Page) -> None:
    await start(page, q1=5)
    await page.evaluate("list.touch()")

    held = await follow(page, q1=5, q2=0, q3=7)
    waiting = await value(page, "list.waiting")
    await page.evaluate("list.showAll()")

    assert (held, waiting) == (["q1"], 2)
    assert await shown(page) == ["q3", "q1", "q2"]
    assert await value(page, "list.waiting") == 0


async def test_a_question_that_is_gone_keeps_its_place_but_not_its_state(page: Page) -> None:
    await start(page, q1=5, q2=4, q3=3)
    await page.evaluate("list.touch()")

    held = await follow(page, q1=5, q3=3)
    state = await value(page, "list.get('q2').state")
    await page.evaluate("list.showAll()")

    assert (held, state) == (["q1", "q2", "q3"], "gone")
    assert await shown(page) == ["q1", "q3"]
    assert await value(page, "list.get('q2') === undefined")


async def test_an_empty_list_shows_the_first_question_at_once(page: Page) -> None:
    await start(page)
    await page.evaluate("list.touch()")

    assert await follow(page, q1=0) == ["q1"]


async def test_answered_questions_stand_apart_once_the_list_has_moved(page: Page) -> None:
    await start(page, q1=5, q2=4)
    await page.evaluate("""() => {
      const document = documentOf({ q1: 5, q2: 4 })
      document.questions.q1.state = "answered"
      list.touch()
      list.follow(document)
    }""")

    still = [await shown(page), await value(page, "list.answered")]
    await page.evaluate("list.showAll()")

    assert still == [["q1", "q2"], []]
    assert [await shown(page), await value(page, "list.answered")] == [["q2"], ["q1"]]


async def test_questions_beyond_the_document_are_loaded_from_behind_its_most_voted(
    page: Page,
) -> None:
    asked: list[str] = []

    async def answer(route: Any) -> None:
        asked.append(route.request.url.partition("?")[2])
        later = {"id": f"q{900 + len(asked)}", "text": "?", "votes": 0, "state": "open", "at": 0}
        await route.fulfill(json={"questions": [later], "more": len(asked) < 2})

    await page.route("**/api/debates/482915/questions?*", answer)
    await start(page, **{f"q{number}": 1000 - number for number in range(1, 301)})
    await follow(page, more=2, **{f"q{number}": 1000 - number for number in range(1, 301)})

    for _ in range(2):
        await page.evaluate("list.loadMore()")

    assert asked == ["after=q200", "after=q901"]
    assert (await shown(page))[-2:] == ["q901", "q902"]
    assert await value(page, "list.hasMore") is False


async def test_the_debate_says_which_order_is_first_until_a_reader_chooses(page: Page) -> None:
    await start(page, q10=5, q2=9)
    head = "(debate) => list.follow({ ...documentOf({ q10: 5, q2: 9 }), debate })"

    await page.evaluate(head, {"sort": "newest"})
    newest = [await value(page, "list.sort"), await value(page, "list.sorts")]
    await page.evaluate("list.sortBy('popular')")
    await page.evaluate(head, {"sort": "fair"})
    chosen = await value(page, "list.sort")
    await page.evaluate(head, {"sort": "fair", "hidden_counts": True})

    assert newest == ["new", ["new", "popular", "mine"]]
    assert chosen == "popular"
    assert await value(page, "list.sorts") == ["fair", "new", "mine"]
    assert await value(page, "list.sort") == "fair"


async def test_a_search_shows_what_it_found_until_it_is_ended(page: Page) -> None:
    found = {"id": "q7", "text": "Vode?", "votes": 3, "state": "open", "at": 0}
    await page.route(
        "**/api/debates/482915/questions?q=vode",
        lambda route: route.fulfill(json={"questions": [found]}),
    )
    await start(page, q1=5)

    await page.evaluate("list.search('vode')")
    during = [await value(page, "list.found"), await value(page, "list.get('q7').text")]
    await page.evaluate("list.search('')")

    assert during == [["q7"], "Vode?"]
    assert await value(page, "list.found === undefined")


async def test_a_search_without_a_connection_is_a_failure_of_its_own(page: Page) -> None:
    await page.route("**/api/**", lambda route: route.abort())
    await start(page, q1=5)

    failed = await value(page, "list.search('vode').then(() => false, () => true)")

    assert failed
    assert await value(page, "list.isLoading") is False
