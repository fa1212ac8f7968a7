"""Dismissing many at once: what hangs together, what a range takes in, and what is sent in turn."""

from typing import Any

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

MINUTE = 60_000
BOT, ANA = "a1", "a5"
FLOOD = ("Kupite telefon 12!", "kupite TELEFON 7", "Kupite telefon", "Telefoni jeftino")
INBOX: dict[str, dict[str, Any]] = {
    f"q{at}": {"state": "in_review", "text": text, "author": BOT, "at": 10 * MINUTE + at}
    for at, text in enumerate(FLOOD, start=1)
} | {
    "q5": {"state": "in_review", "text": "Kada će voda?", "author": ANA, "at": 12 * MINUTE},
    "q6": {"state": "in_review", "text": "Kupite telefon 9!", "author": "a6", "at": 12 * MINUTE},
}
NEWEST_FIRST = ["q6", "q5", "q4", "q3", "q2", "q1"]

# A control screen's part that is asked, a line whose answers are given one by one, and what looks
# through all there is, of which everything is chosen.
DESK = """
  const { Flood } = await import("/control/flood/flood.js")
  const desk = (questions, status = "online") => {
    const sent = []
    const line = {
      status,
      send: (command) => new Promise((resolve, reject) => sent.push({ command, resolve, reject })),
    }
    const control = {
      phase: "live", me: "mira", may: () => true,
      lists: { in_review: Object.keys(questions) }, document: { questions },
      navigation: { selected: {} }, question: (id) => control.document.questions[id],
      show() {}, changed() {}, refreshSoon() {},
    }
    const become = (id, fields) => {
      const { questions } = control.document
      control.document = { questions: { ...questions, [id]: { ...questions[id], ...fields } } }
    }
    const stand = (ids, fields) => ids.forEach((id) => become(id, fields))
    return { line, control, sent, become, stand }
  }
  const flooded = (count, status) => {
    const at = desk(many(count), status)
    const flood = new Flood(at.control, at.line)
    flood.open()
    flood.choose(flood.listed, true)
    return { ...at, flood }
  }
  const SPAM = { state: "dismissed", by: "mira", reason: "spam" }
  const BACK = { state: "in_review", by: "mira", reason: undefined }
  const many = (count) => Object.fromEntries(Array.from({ length: count }, (_, at) =>
    [`q${count - at}`, { state: "in_review", text: "?", author: "a1", at: 0 }]))
  const turn = () => new Promise((resolve) => setTimeout(resolve))
"""


async def at_desk(program: str) -> Any:
    """What a program returns that has such a desk."""
    return await evaluate(f"async () => {{{DESK}{program}}}")


async def groups(grouping: str, questions: dict[str, Any] = INBOX) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await evaluate(
        """async ([questions, ids, grouping]) => {
             const { grouped } = await import("/control/flood/groups.js")
             return grouped(questions, ids, grouping)
           }""",
        [questions, [id_ for id_ in NEWEST_FIRST if id_ in questions], grouping],
    )
    return found


async def test_what_one_author_asked_stands_together_the_most_first_who_asked_once_last() -> None:
    assert await groups("author") == [
        {"key": BOT, "ids": ["q4", "q3", "q2", "q1"]},
        {"key": "rest", "ids": ["q6", "q5"], "rest": True},
    ]


async def test_what_came_in_one_minute_stands_together_the_newest_first() -> None:
    found = await groups("minute")

    assert [group["ids"] for group in found] == [["q6", "q5"], ["q4", "q3", "q2", "q1"]]
    assert [int(group["key"]) for group in found] == [12, 10]


async def test_what_has_the_same_letters_is_alike_and_so_is_what_the_server_says() -> None:
    likely = INBOX | {"q4": INBOX["q4"] | {"likely": {"q2": 0.9, "q5": 0.6}}}
    found = await groups("likeness", likely)

    assert sorted(found[0]["ids"]) == ["q1", "q2", "q3", "q4", "q6"]
    assert found[1] == {"key": "rest", "ids": ["q5"], "rest": True}, "0.6: one has to read"


async def test_a_number_makes_no_difference_in_a_flood_but_a_denial_does() -> None:
    almost = {
        "q3": INBOX["q3"] | {"text": "Voda će doći 3. maja", "almost": {"q5": ["number"]}},
        "q4": INBOX["q4"] | {"text": "Voda neće doći", "almost": {"q5": ["denial"]}},
        "q5": INBOX["q5"],
    }
    found = await groups("likeness", almost)

    assert [sorted(group["ids"]) for group in found] == [["q3", "q5"], ["q4"]]


async def test_a_card_leads_to_its_author_its_minute_what_is_alike_and_what_came_since() -> None:
    starts = await evaluate(
        """async ([questions, ids]) => {
             const { startsFrom } = await import("/control/flood/groups.js")
             return ["q3", "q5"].map((id) => startsFrom(questions, ids, id))
           }""",
        [INBOX, NEWEST_FIRST],
    )
    found = [{start["name"]: len(start["ids"]) for start in one} for one in starts]

    assert found == [
        {"author": 4, "likeness": 4, "minute": 4, "since": 4},
        {"minute": 2, "since": 2},
    ]


async def test_a_range_takes_in_whole_groups_but_of_an_open_one_what_lies_between() -> None:
    stops = [
        {"key": "a", "ids": ["q1", "q2"], "open": False},
        {"key": "b", "ids": ["q3", "q4"], "open": True},
        {"key": "q3", "ids": ["q3"]},
        {"key": "q4", "ids": ["q4"]},
        {"key": "c", "ids": ["q5"], "open": False},
    ]
    ranges = await evaluate(
        """async ([stops, pairs]) => {
             const { between } = await import("/control/flood/groups.js")
             return pairs.map(([from, to]) => between(stops, from, to))
           }""",
        [stops, [["a", "q3"], ["q3", "a"], ["c", "q4"], ["q3", "c"], ["gone", "c"]]],
    )

    assert ranges == [["q1", "q2", "q3"], ["q1", "q2", "q3"], ["q4", "q5"], ["q3", "q4", "q5"], []]


async def test_many_go_two_hundred_at_a_time_without_what_a_colleague_decided_meanwhile() -> None:
    sent, told, left = await at_desk(
        """
        const { flood, sent, become, stand } = flooded(450)
        const done = flood.dismiss()
        await turn()
        become("q1", { state: "open", by: "agon" })
        become("q2", { held: { by: "agon" } })
        for (let at = 0; at < 3; at++) {
          stand(sent[at].command.questions, SPAM)
          sent[at].resolve({})
          await turn()
        }
        await done
        const said = ({ command: { do: does, reason, questions } }) =>
          [does, reason, questions.length]
        return [sent.map(said),
          [flood.told, flood.stayed, flood.toTakeBack.length], [...flood.chosen]]"""
    )

    assert sent == [["dismiss_many", "spam", 200]] * 2 + [["dismiss_many", "spam", 48]]
    assert told == [
        {"key": "control.flood_done_dismiss", "args": {"count": 448, "all": 450}},
        2,
        448,
    ]
    assert left == []


async def test_it_stops_after_the_command_on_its_way_and_what_is_left_stays_chosen() -> None:
    first, second = await at_desk(
        """
        const { flood, sent, become, stand } = flooded(450)
        const run = async (what, fields) => {
          const done = flood[what]()
          await turn()
          const stopped = flood.stop()
          stand(sent.at(-1).command.questions, fields)
          sent.at(-1).resolve({})
          await done
          const left = [flood.chosenNow.length, flood.toTakeBack.length]
          return [sent.length, stopped, flood.stop(), flood.told.key, ...left]
        }
        return [
          await run("dismiss", SPAM),
          await run("takeBack", BACK),
        ]"""
    )

    assert first == [1, True, False, "control.flood_stopped_dismiss", 250, 200]
    assert second == [2, True, False, "control.flood_stopped_restore", 450, 0], "chosen again"


async def test_only_what_stayed_as_this_moderator_left_it_is_taken_back() -> None:
    sent = await at_desk(
        """
        const { flood, sent, become, stand } = flooded(5)
        const done = flood.dismiss()
        stand(flood.listed, SPAM)
        sent[0].resolve({})
        await done
        become("q1", { state: "open", by: "agon" })
        become("q2", { by: "agon", reason: "hate" })
        void flood.takeBack()
        await turn()
        return sent[1].command"""
    )

    assert sent == {"do": "restore_many", "questions": ["q5", "q4", "q3"]}


async def test_without_a_connection_nothing_is_sent_and_a_refusal_ends_it_with_its_reason() -> None:
    offline, refused = await at_desk(
        """
        const found = []
        for (const status of ["offline", "online"]) {
          const { flood, sent } = flooded(250, status)
          const done = flood.dismiss()
          sent[0]?.reject({ code: "wrong_phase", args: {} })
          await done
          found.push([sent.length, flood.told.key, flood.chosen.size, flood.going ?? null])
        }
        return found"""
    )

    assert offline == [0, "control.not_sent", 250, None]
    assert refused == [1, "common.refusal_wrong_phase", 250, None]


async def test_what_comes_later_is_never_chosen_unseen() -> None:
    found = await at_desk(
        """
        const { control, flood, become } = flooded(3)
        become("q4", { state: "in_review", text: "?", author: "a1", at: 0 })
        control.lists = { in_review: ["q4", "q3", "q2", "q1"] }
        const before = [flood.fresh, flood.groups[0].ids]
        flood.takeIn()
        return [before, [flood.fresh, flood.groups[0].ids]]"""
    )

    assert found == [[1, ["q3", "q2", "q1"]], [0, ["q4", "q3", "q2", "q1"]]]
