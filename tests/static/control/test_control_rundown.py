"""Arranging the rundown on the control screen: by steps, by dropping, before the server answers."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]


async def test_a_move_is_said_as_before_which_other_question() -> None:
    moves = await evaluate(
        """async () => {
             const { dropped, stepped } = await import("/control/rundown/order.js")
             const order = ["q1", "q2", "q3"]
             const said = (before) => before === undefined ? "stays" : before
             return {
               up: said(stepped(order, "q2", -1)), down: said(stepped(order, "q1", +1)),
               last: said(stepped(order, "q2", +1)), top: said(stepped(order, "q1", -1)),
               end: said(stepped(order, "q3", +1)), unknown: said(stepped(order, "q9", -1)),
               above: said(dropped(order, "q3", "q1", false)),
               below: said(dropped(order, "q1", "q3", true)),
               between: said(dropped(order, "q1", "q2", true)),
               itself: said(dropped(order, "q2", "q2", true)),
               here: said(dropped(order, "q1", "q2", false)),
               alsoHere: said(dropped(order, "q2", "q1", true)),
             }
           }"""
    )

    assert moves == {
        "up": "q1",
        "down": "q3",
        "last": None,
        "top": "stays",
        "end": "stays",
        "unknown": "stays",
        "above": "q1",
        "below": None,
        "between": "q3",
        "itself": "stays",
        "here": "stays",
        "alsoHere": "stays",
    }


async def test_an_arrangement_is_shown_until_the_document_has_caught_up() -> None:
    shown = await evaluate(
        """async () => {
             const { Placing } = await import("/control/rundown/placing.js")
             const placing = new Placing()
             const before = ["q1", "q2", "q3"], after = ["q2", "q3", "q1"]
             const shown = {}
             placing.begin(before, "q1", "q3")
             placing.begin(placing.shown(before, 0), "q1", null)
             shown.atOnce = placing.shown(before, 0)
             placing.end(true, before, 100)
             shown.oneAnswered = placing.shown(after, 100)
             placing.end(true, before, 200)
             shown.bothAnswered = placing.shown(before, 200)
             shown.caughtUp = placing.shown(after, 300)
             shown.later = placing.shown(before, 400)
             return shown
           }"""
    )

    assert shown["atOnce"] == shown["oneAnswered"] == shown["bothAnswered"] == ["q2", "q3", "q1"]
    assert shown["caughtUp"] == ["q2", "q3", "q1"]
    assert shown["later"] == ["q1", "q2", "q3"], "the document rules again"


async def test_a_refused_move_and_a_changed_rundown_give_way_to_the_document() -> None:
    refused, changed, unheard = await evaluate(
        """async () => {
             const { Placing } = await import("/control/rundown/placing.js")
             const order = ["q1", "q2"]
             const one = new Placing()
             one.begin(order, "q2", "q1")
             one.end(false, order, 0)
             const other = new Placing()
             other.begin(order, "q2", "q1")
             const late = new Placing()
             late.begin(order, "q2", "q1")
             late.end(true, order, 0)
             const more = [...order, "q3"]
             return [one.shown(order, 0), other.shown(more, 0), late.shown(order, 60_000)]
           }"""
    )

    assert refused == ["q1", "q2"]
    assert unheard == ["q1", "q2"]
    assert changed == ["q1", "q2", "q3"]
