"""What the control screen's columns hold, and in what order."""

from typing import Any

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]


def document(*questions: dict[str, Any], order: tuple[str, ...] = ()) -> dict[str, Any]:
    """A control document with questions q1, q2, …"""
    return {
        "debate": {"order": list(order)},
        "questions": {
            f"q{at}": {"at": at, "votes": 0, "text": f"Pitanje {at}"} | question
            for at, question in enumerate(questions, start=1)
        },
    }


async def test_each_list_has_the_order_that_its_column_needs() -> None:
    lists = await evaluate(
        """async (document) => {
             const { countAnswers, listsOf } = await import("/control/desk/lists.js")
             const lists = listsOf(document)
             return { ...lists, counts: countAnswers(document, lists.answered) }
           }""",
        document(
            {"state": "in_review"},
            {"state": "in_review"},
            {"state": "open", "votes": 3},
            {"state": "open", "votes": 7},
            {"state": "open", "votes": 7},
            {"state": "next"},
            {"state": "next"},
            {"state": "dismissed", "decided_at": 500},
            {"state": "dismissed", "decided_at": 900},
            {"state": "answered", "answered_at": 20, "how": "evaded", "became": "evaded"},
            {"state": "answered", "answered_at": 30},
            {"state": "on_air"},
            {"state": "in_review", "held": {"at": 90}},
            {"state": "in_review", "held": {"at": 80}},
            {"state": "open", "became": "aired", "aired_at": 40},
            {"state": "open", "became": "aired", "aired_at": 60},
            order=("q7", "q6"),
        ),
    )

    assert lists["in_review"] == ["q2", "q1"], "what is held is put aside"
    assert lists["held"] == ["q14", "q13"], "the longest held first"
    assert lists["open"] == ["q4", "q5", "q3"]
    assert lists["aired"] == ["q16", "q15"], "the last one first"
    assert lists["next"] == ["q7", "q6"]
    assert lists["dismissed"] == ["q9", "q8"]
    assert lists["answered"] == ["q11", "q10"]
    assert lists["merged"] == lists["withdrawn"] == []
    assert lists["counts"] == {"answered": 1, "evaded": 1}


async def test_what_its_author_challenges_comes_first_among_the_dismissed_and_is_counted() -> None:
    found = await evaluate(
        """async (document) => {
             const { countChallenged, listsOf } = await import("/control/desk/lists.js")
             const lists = listsOf(document)
             return [lists.dismissed, countChallenged(document, lists)]
           }""",
        document(
            {"state": "dismissed", "decided_at": 500, "challenged": True},
            {"state": "dismissed", "decided_at": 900},
            {"state": "dismissed", "decided_at": 700, "challenged": True},
        ),
    )

    assert found == [["q3", "q1", "q2"], 2]


async def test_a_list_that_did_not_change_stays_the_same_object() -> None:
    same, other = await evaluate(
        """async (document) => {
             const { listsOf } = await import("/control/desk/lists.js")
             const before = listsOf(document)
             const q2 = { ...document.questions.q2, votes: 1 }
             const questions = { ...document.questions, q2 }
             const after = listsOf({ ...document, questions }, before)
             return [after.in_review === before.in_review, after.open === before.open]
           }""",
        document({"state": "in_review"}, {"state": "open"}, {"state": "open"}),
    )

    assert same
    assert other, "the second was first already, one vote moves nothing"


async def test_lists_that_follow_patches_are_those_of_the_document_made_anew() -> None:
    differing = await evaluate(
        """async () => {
             const { listsOf } = await import("/control/desk/lists.js")
             const STATES =
               ["in_review", "open", "next", "on_air", "answered", "dismissed", "merged"]
             let seed = 1
             const chance = (below) => (seed = (seed * 48271) % 2147483647) % below
             const question = () => ({
               state: STATES[chance(STATES.length)], at: chance(9), votes: chance(4),
               ...(chance(3) && { decided_at: chance(9), answered_at: chance(9) }),
               ...(!chance(5) && { held: { at: chance(9) } }),
             })
             let document = { debate: { order: [] }, questions: {} }
             let lists = listsOf(document)
             const differing = []
             const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other)
             for (let step = 1; step <= 500; step++) {
               const questions = { ...document.questions }
               for (let count = chance(4); count >= 0; count--) {
                 const id = `q${1 + chance(step)}`
                 if (chance(12)) questions[id] = question()
                 else delete questions[id]
               }
               document = { debate: { order: Object.keys(questions).reverse() }, questions }
               lists = listsOf(document, lists)
               const anew = listsOf(document)
               if (!isSame(lists, anew)) differing.push({ step, lists, anew })
             }
             return differing
           }"""
    )

    assert differing == []


async def test_a_list_holds_still_while_somebody_reads_it() -> None:
    steps = await evaluate(
        """async () => {
             const { hold } = await import("/control/inbox/held.js")
             const start = hold(undefined, ["q2", "q1"], true)
             const arrived = hold(start, ["q3", "q2", "q1"], true)
             const left = hold(arrived, ["q3", "q1"], true)
             const read = hold(left, ["q3", "q1"], false)
             const emptied = hold(start, ["q9"], true)
             const same = hold(read, ["q3", "q1"], true) === read
             return { start, arrived, left, read, emptied, same }
           }"""
    )

    assert steps["start"] == {"shown": ["q2", "q1"], "waiting": 0}
    assert steps["arrived"] == {"shown": ["q2", "q1"], "waiting": 1}
    assert steps["left"] == {"shown": ["q1"], "waiting": 1}
    assert steps["read"] == {"shown": ["q3", "q1"], "waiting": 0}
    assert steps["emptied"] == {"shown": ["q9"], "waiting": 0}, "nothing is left that could move"
    assert steps["same"]


async def test_the_selection_goes_on_to_the_next_card_and_survives_what_leaves() -> None:
    moves = await evaluate(
        """async () => {
             const { following, moved, surviving } = await import("/control/desk/selection.js")
             const ids = ["q1", "q2", "q3"]
             return {
               first: moved(ids, undefined, +1),
               down: moved(ids, "q1", +1),
               end: moved(ids, "q3", +1),
               next: following(ids, "q1", (id) => id === "q2"),
               last: following(ids, "q3", () => false),
               only: following(["q1"], "q1", () => false) ?? null,
               stays: surviving(ids, ["q2"], "q2"), hands: surviving(ids, ["q1", "q3"], "q2"),
               up: surviving(ids, ["q1"], "q3"), none: surviving(ids, [], "q3") ?? null,
             }
           }"""
    )

    assert moves == {
        "first": "q1",
        "down": "q2",
        "end": "q3",
        "next": "q3",
        "last": "q2",
        "only": None,
        "stays": "q2",
        "hands": "q3",
        "up": "q1",
        "none": None,
    }
