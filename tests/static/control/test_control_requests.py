"""What the control screen shows of what was asked: pending, done, undoable, over."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]


async def test_an_action_is_pending_until_the_document_shows_it() -> None:
    seen = await evaluate(
        """async () => {
             const { GRACE, Pending } = await import("/control/desk/pending.js")
             const pending = new Pending()
             const before = { state: "in_review" }, after = { state: "open" }
             const seen = {}
             pending.begin("q1", "approve", before)
             pending.settle(() => after, 0)
             seen.unanswered = pending.of("q1")
             pending.ack("q1", "approve", 100)
             pending.settle(() => before, 150)
             seen.acked = pending.of("q1")
             pending.settle(() => after, 200)
             seen.shown = pending.of("q1") ?? null
             pending.begin("q2", "tag", before)
             pending.ack("q2", "tag", 0)
             pending.settle(() => before, GRACE + 1)
             seen.nothingToShow = pending.of("q2") ?? null
             return seen
           }"""
    )

    assert seen == {
        "unanswered": "approve",
        "acked": "approve",
        "shown": None,
        "nothingToShow": None,
    }


async def test_undo_is_offered_only_while_it_would_undo_that_very_action() -> None:
    offered = await evaluate(
        """async () => {
             const { Notices, canUndo } = await import("/control/desk/notices.js")
             const notices = new Notices()
             notices.add("done", { key: "control.done_approve" }, { now: 0, undoable: 5 })
             const [notice] = notices.list
             notices.add("refused", { key: "common.refusal_wrong_state" }, { now: 0 })
             const counts = [5, 6, 7, 4].map((undoable) => canUndo(notice, undoable))
             return [counts, canUndo(notices.list[1], 6)]
           }"""
    )

    assert offered == [[False, True, False, False], False]


async def test_what_was_done_gives_way_but_what_was_refused_stays_to_be_read() -> None:
    lists = await evaluate(
        """async () => {
             const { Notices, STAYS } = await import("/control/desk/notices.js")
             const notices = new Notices()
             const keys = () => notices.list.map(({ words }) => words.key)
             notices.add("refused", { key: "no" }, { now: 0 })
             notices.add("done", { key: "one" }, { now: 0 })
             notices.add("done", { key: "two" }, { now: 0 })
             const added = keys()
             const nothing = notices.expire(STAYS.done - 1)
             const something = notices.expire(STAYS.done)
             const left = keys()
             notices.withdraw("no")
             return [added, nothing, something, left, keys()]
           }"""
    )

    assert lists == [["no", "two"], False, True, ["no"], []]


async def test_a_colleague_who_was_faster_is_named() -> None:
    keys = await evaluate(
        """async () => {
             const { refused } = await import("/control/desk/words.js")
             return [
               refused({ code: "wrong_state", args: { state: "open", by: "petar" } }).key,
               refused({ code: "wrong_state", args: { state: "open", did: "edit", by: "" } }).key,
               refused({ code: "wrong_state", args: {} }).key,
               refused({ code: "unreachable" }).key,
             ]
           }"""
    )

    assert keys == [
        "control.already_decided",
        "control.changed_edit",
        "common.refusal_wrong_state",
        "control.no_answer",
    ]


async def test_why_something_was_refused_stays_with_its_question_until_it_is_over() -> None:
    told = await evaluate(
        """async () => {
             const { Notices, STAYS } = await import("/control/desk/notices.js")
             const notices = new Notices()
             notices.add("done", { key: "done" }, { now: 0, question: "q1" })
             notices.add("refused", { key: "why" }, { now: 0, question: "q1" })
             const told = [notices.refusalOf("q1")?.key, notices.refusalOf("q2")?.key ?? null]
             notices.expire(STAYS.refused)
             return [...told, notices.refusalOf("q1")?.key ?? null]
           }"""
    )

    assert told == ["why", None, None]


async def test_the_likeliest_stand_first_and_keep_their_identity() -> None:
    ids, same, changed = await evaluate(
        """async () => {
             const { LikelyCache } = await import("/control/likely/likely.js")
             const cache = new LikelyCache()
             const q1 = { likely: { q2: 0.7, q3: 0.9, q9: 0.99 } }
             const questions = { q1, q2: { text: "a" }, q3: { text: "b" } }
             const first = cache.of(questions, "q1")
             const again = cache.of({ ...questions }, "q1")
             const voted = cache.of({ ...questions, q3: { text: "b", votes: 1 } }, "q1")
             return [first.map(({ id }) => id), first === again, first !== voted]
           }"""
    )

    assert ids == ["q3", "q2"], "what is no longer there is left out"
    assert same and changed


async def test_a_studio_clock_shows_minutes_and_only_then_hours() -> None:
    shown = await evaluate(
        """async () => {
             const { elapsed } = await import("/common/elapsed.js")
             const { untilNextSecond } = await import("/graphics/parts/counting.js")
             const times = [-5, 0, 134_999, 3_600_000, 36_061_000]
             return [times.map(elapsed), untilNextSecond(1_250), untilNextSecond(-250)]
           }"""
    )

    assert shown == [["00:00", "00:00", "02:14", "1:00:00", "10:01:01"], 750, 250]


async def test_what_a_colleague_took_back_is_news_once_and_for_whose_it_was() -> None:
    news = await evaluate(
        """async () => {
             const { TakenBackFollower } = await import("/control/desk/taken-back.js")
             const one = (whose, at) => ({ whose, at, by: "mira", deed: "approve" })
             const agon = new TakenBackFollower("agon")
             const first = { 3: one("agon", 0), 5: one("agon", 50_000), 7: one("besa", 50_000) }
             const later = { ...first, 9: one("agon", 90_000), 11: one("besa", 90_000) }
             return [first, later, later].map((all) =>
               agon.news(all, 100_000).map(({ at }) => at))
           }"""
    )
    assert news == [[50_000], [90_000], []], "who comes hears what is younger than a minute"
