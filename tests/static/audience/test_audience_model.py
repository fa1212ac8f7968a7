"""What the audience screen knows: votes that count at the tap, and what became of a question."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.door import stop_time

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# A connection that does what a test says: `answer` and `refuse` settle the oldest command.
START = """async () => {
  const { Audience } = await import("/audience/model.js")
  const { merge } = await import("/common/document.js")
  const question = (votes) => ({ text: "?", votes, state: "open", at: 0 })
  const sent = window.sent = []
  let tell
  const connection = window.connection = {
    document: { debate: { phase: "live" }, questions: { q1: question(10), q2: question(5) } },
    you: { mine: {}, votes: { q2: true } },
    offset: 0, status: "online",
    subscribe: (listener) => { tell = listener },
    send: (command) => new Promise((resolve, reject) => sent.push({ command, resolve, reject })),
  }
  const settled = async () => { for (let turns = 0; turns < 9; turns += 1) await null }
  window.answer = (fields) => {
    sent.shift().resolve({ t: "ok", ...fields })
    return settled()
  }
  window.refuse = (code, args = {}) => {
    sent.shift().reject({ code, args, retry_ms: 0 })
    return settled()
  }
  window.patch = (doc) => {
    connection.document = merge(connection.document, doc)
    tell({ document: connection.document })
  }
  window.patchYou = (doc) => {
    connection.you = merge(connection.you, doc)
    tell({ you: connection.you })
  }
  window.late = (index = 0) => tell({ late: sent[index].command.id })
  window.become = (status) => {
    connection.status = status
    tell({ status })
  }
  window.audience = new Audience({ connection, storage: localStorage, code: "482915" })
  audience.start()
}"""


async def start(page: Page) -> None:
    await stop_time(page)
    await page.evaluate(START)


async def value(page: Page, expression: str) -> Any:
    return await page.evaluate(expression)


async def vote_of(page: Page, id_: str) -> tuple[bool, int]:
    """Whether it shows as voted for, and with how many votes."""
    voted, votes = await page.evaluate("(id) => [audience.hasVoted(id), audience.votes(id)]", id_)
    return voted, votes


# Votes.


async def test_a_vote_counts_at_the_tap(page: Page) -> None:
    await start(page)

    await page.evaluate("audience.vote('q1')")

    assert await vote_of(page, "q1") == (True, 11)
    command = await value(page, "sent[0].command")
    assert command | {"id": ""} == {"id": "", "do": "vote", "question": "q1", "on": True}


async def test_a_second_tap_takes_it_back(page: Page) -> None:
    await start(page)

    await page.evaluate("audience.vote('q2')")
    taken_back = await vote_of(page, "q2")
    await page.evaluate("audience.vote('q2')")

    assert taken_back == (False, 4)
    assert await vote_of(page, "q2") == (True, 5)


@pytest.mark.parametrize(
    "steps",
    [
        [
            "answer()",
            "patchYou({ votes: { q1: true } })",
            "patch({ questions: { q1: { votes: 11 } } })",
        ],
        [
            "patch({ questions: { q1: { votes: 11 } } })",
            "answer()",
            "patchYou({ votes: { q1: true } })",
        ],
        [
            "patchYou({ votes: { q1: true } })",
            "patch({ questions: { q1: { votes: 11 } } })",
            "answer()",
        ],
    ],
)
async def test_its_number_never_flickers_whatever_comes_first(page: Page, steps: list[str]) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")

    seen = []
    for step in steps:
        await page.evaluate(step)
        seen.append(await vote_of(page, "q1"))
    await page.clock.run_for(10_000)

    assert seen == [(True, 11)] * 3
    assert await vote_of(page, "q1") == (True, 11)


async def test_others_votes_are_seen_while_ones_own_is_on_its_way(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")

    await page.evaluate("patch({ questions: { q1: { votes: 15 } } })")

    assert (await vote_of(page, "q1"))[1] >= 15


async def test_a_refused_vote_goes_back_and_says_why(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")

    await page.evaluate("refuse('voting_closed')")

    assert await vote_of(page, "q1") == (False, 10)
    assert await value(page, "audience.toast") == "common.refusal_voting_closed"
    await page.clock.run_for(6_000)
    assert await value(page, "audience.toast") == ""


@pytest.mark.parametrize("code", ["wrong_state", "wrong_phase", "unknown_question"])
async def test_a_vote_that_comes_too_late_is_said_not_to_count(page: Page, code: str) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")

    await page.evaluate("(code) => refuse(code)", code)

    assert await vote_of(page, "q1") == (False, 10)
    assert await value(page, "audience.toast") == "audience.vote_too_late"


async def test_a_vote_of_another_tab_shows_here(page: Page) -> None:
    await start(page)

    await page.evaluate("patchYou({ votes: { q1: true, q2: null } })")

    assert await value(page, "[audience.hasVoted('q1'), audience.hasVoted('q2')]") == [True, False]


async def test_a_vote_that_was_not_answered_is_still_meant_after_a_reload(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")
    first = await value(page, "sent[0].command")
    await page.reload()

    await page.evaluate(START)

    assert await vote_of(page, "q1") == (True, 11)
    assert await value(page, "sent[0].command") == first


# Votes that wait.


async def waits(page: Page, id_: str = "q1") -> bool:
    return bool(await page.evaluate("(id) => audience.isWaiting(id)", id_))


async def test_a_vote_whose_answer_is_late_waits_until_it_comes(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")
    before = await waits(page)

    await page.evaluate("late()")
    during, said = await waits(page), await value(page, "audience.said")
    await page.evaluate("answer()")

    assert (before, during, await waits(page)) == (False, True, False)
    assert (said, await value(page, "audience.said")) == (
        "audience.said_vote_waits",
        "audience.said_vote_arrived",
    )
    assert await vote_of(page, "q1") == (True, 11)


async def test_a_vote_waits_from_its_tap_where_there_is_no_connection(page: Page) -> None:
    await start(page)
    await page.evaluate("become('offline')")

    await page.evaluate("audience.vote('q1')")
    said = await value(page, "audience.said")
    await page.evaluate("late()")

    assert await waits(page)
    assert not await waits(page, "q2")
    assert said == await value(page, "audience.said") == "audience.said_vote_waits", "said once"


async def test_a_vote_on_its_way_waits_when_the_connection_goes_and_though_it_comes_again(
    page: Page,
) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")

    await page.evaluate("become('offline')")
    lost = await waits(page)
    await page.evaluate("become('online')")
    back = await waits(page)
    await page.evaluate("answer()")

    assert (lost, back, await waits(page)) == (True, True, False)


async def test_a_vote_taken_back_while_it_waits_waits_as_well(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")
    await page.evaluate("late()")

    await page.evaluate("audience.vote('q1')")

    assert await waits(page)
    assert await vote_of(page, "q1") == (False, 10)


async def test_what_an_earlier_visit_left_waits_until_it_is_answered(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.vote('q1')")
    await page.reload()

    await page.evaluate(START)
    before = await waits(page)
    await page.evaluate("answer()")

    assert (before, await waits(page)) == (True, False)


async def test_a_question_written_without_a_connection_says_that_it_waits(page: Page) -> None:
    await start(page)
    await page.evaluate("become('offline')")

    await page.evaluate("audience.submit({ text: 'Kada?' })")

    assert await value(page, "audience.said") == "audience.said_question_waits"
    assert await states(page) == [("Kada?", "waiting")]


# One's own questions.


async def states(page: Page) -> list[tuple[str, str]]:
    found = await value(page, "audience.mine.map(({ text, state }) => [text, state])")
    return [(text, state) for text, state in found]


async def test_a_question_is_received_only_when_the_server_says_so(page: Page) -> None:
    await start(page)

    await page.evaluate("audience.submit({ text: 'Kada?', to: 'g1', name: '' })")
    before = await states(page)
    command = await value(page, "sent[0].command")
    await page.evaluate("answer({ question: 'q31' })")

    assert before == [("Kada?", "waiting")]
    assert command | {"id": ""} == {"id": "", "do": "submit", "text": "Kada?", "to": "g1"}
    assert await states(page) == [("Kada?", "received")]


async def test_it_then_tells_what_became_of_the_question(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.submit({ text: 'Kada?' })")
    await page.evaluate("answer({ question: 'q31' })")

    told = []
    for state in ("in_review", "open", "answered"):
        own = {"text": "Kada?", "state": state, "at": 1}
        await page.evaluate("(own) => patchYou({ mine: { q31: own } })", own)
        told += await states(page)

    assert [state for _, state in told] == ["in_review", "open", "answered"]
    assert await value(page, "audience.said.trim()") == "audience.said_state"


async def test_a_refused_question_keeps_its_text_until_it_is_discarded(page: Page) -> None:
    await start(page)
    await page.evaluate("audience.submit({ text: 'Kada?' })")

    await page.evaluate("refuse('not_allowed', { limit: 3 })")
    refused = await states(page)
    await page.evaluate("audience.discard(audience.mine[0].key)")

    assert refused == [("Kada?", "refused")]
    assert await value(page, "audience.toast") == "audience.limit_reached"
    assert await states(page) == []


async def test_a_question_on_its_way_back_is_known_to_be(page: Page) -> None:
    await start(page)
    await page.evaluate("patchYou({ mine: { q2: { text: 'Kada?', state: 'open', at: 1 } } })")

    await page.evaluate("audience.withdraw('q2')")
    during = await value(page, "audience.isPending('withdraw', 'q2')")
    await page.evaluate("answer()")

    assert during is True
    assert await value(page, "audience.isPending('withdraw', 'q2')") is False


# Saying.


async def test_what_goes_on_the_air_is_said_to_screen_readers(page: Page) -> None:
    await start(page)

    await page.evaluate("patch({ debate: { on_air: 'q1' }, questions: { q1: { text: 'Kada?' } } })")

    assert await value(page, "audience.said") == "audience.on_air: Kada?"


async def test_the_script_is_loaded_for_those_who_want_latin_and_remembered(page: Page) -> None:
    await start(page)

    await page.evaluate("audience.readLatin(true)")
    latin = await value(page, "audience.toLatin('Њега')")
    await page.reload()
    await page.evaluate(START)
    await page.evaluate("import('/common/script.js')")
    remembered = await value(page, "audience.toLatin?.('Љубав')")
    await page.evaluate("audience.readLatin(false)")

    assert (latin, remembered) == ("Njega", "Ljubav")
    assert await value(page, "audience.toLatin === undefined")


async def test_ones_own_of_one_minute_stand_by_their_numbers(page: Page) -> None:
    await start(page)
    own = "{ text: '?', state: 'in_review', at: 60000 }"
    await page.evaluate(f"patchYou({{ mine: {{ q9: {own}, q10: {own}, q2: {own} }} }})")
    assert await value(page, "audience.mine.map(({ id }) => id)") == ["q10", "q9", "q2"]
