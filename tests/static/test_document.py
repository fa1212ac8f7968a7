"""What a page keeps: a document that patches change, and commands that are not answered yet."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

CASES = json.loads((Path(__file__).parents[1] / "data" / "merge-patches.json").read_text("utf-8"))
FROZEN = """
  function frozen(value) {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen)
    return Object.freeze(value)
  }
"""
OUTBOX = """
  const { Outbox } = await import("/common/document.js")
  const turns = () => new Promise((done) => setTimeout(done, 0))
  const told = []
  const tell = ({ command, refusal }, answer) => told.push([command.do, refusal?.code ?? answer.t])
  const open = (send, storage = localStorage, settled = tell) =>
    new Outbox({ storage, code: "482915", send, settled })
"""

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def run(page: Page, program: str, argument: Any = None) -> Any:
    return await page.evaluate(f"async (given) => {{ {program} }}", argument)


# merge


async def test_a_patch_makes_of_the_target_what_the_rfc_says(page: Page) -> None:
    # As text: a key `__proto__` does not survive Playwright's own way into the page.
    results = await run(
        page,
        FROZEN
        + """
        const { merge } = await import("/common/document.js")
        return JSON.parse(given)
          .map(({ target, patch }) => JSON.stringify(merge(frozen(target), frozen(patch))))
        """,
        json.dumps(CASES),
    )

    assert [json.loads(result) for result in results] == [case["result"] for case in CASES]


async def test_what_a_patch_leaves_alone_stays_the_same_object(page: Page) -> None:
    same = await run(
        page,
        """
        const { merge } = await import("/common/document.js")
        const questions = { q1: { votes: 1 }, q2: { votes: 4 } }
        const before = { debate: { on_air: "q1" }, questions }
        const after = merge(before, { questions: { q2: { votes: 5 } } })
        return [after.debate === before.debate, after.questions.q1 === before.questions.q1,
          after.questions === before.questions, after.questions.q2 === before.questions.q2]
        """,
    )

    assert same == [True, True, False, False]


async def test_a_patch_that_changes_nothing_gives_the_same_object(page: Page) -> None:
    same = await run(
        page,
        """
        const { merge } = await import("/common/document.js")
        const before = { a: { b: 1 }, c: 2 }
        const patches = [{}, { a: {} }, { a: { b: 1 } }, { d: null }, { c: 2 }]
        return patches.map((patch) => merge(before, patch) === before)
        """,
    )

    assert same == [True] * 5


# share


async def test_a_whole_document_is_made_of_the_parts_that_are_there_already(page: Page) -> None:
    found = await run(
        page,
        """
        const { share } = await import("/common/document.js")
        const before = { a: { x: 1 }, b: { list: [1, 2] }, c: 1 }
        const after = share(before, { a: { x: 1 }, b: { list: [1, 3] } })
        const same = share(before, JSON.parse(JSON.stringify(before)))
        return [after, after.a === before.a, same === before]
        """,
    )

    assert found == [{"a": {"x": 1}, "b": {"list": [1, 3]}}, True, True]


# newId


async def test_ids_are_short_enough_for_the_wire_and_never_the_same(page: Page) -> None:
    ids = await run(
        page,
        """
        const { newId } = await import("/common/document.js")
        return Array.from({ length: 1000 }, newId)
        """,
    )

    assert len(set(ids)) == 1000
    assert {len(id_) for id_ in ids} == {22}


# Outbox


async def test_a_command_is_dropped_when_it_is_answered(page: Page) -> None:
    settled, left, kept = await run(
        page,
        OUTBOX
        + """
        const outbox = open(async () => ({ t: "ok" }))
        outbox.post({ do: "submit", text: "Kada?" })
        await turns()
        return [told, outbox.entries, localStorage.length]
        """,
    )

    assert settled == [["submit", "ok"]]
    assert (left, kept) == ([], 0)


async def test_a_command_without_an_answer_survives_a_reload_with_its_id(page: Page) -> None:
    await run(
        page,
        OUTBOX
        + """
        open(() => new Promise(() => {})).post({ do: "submit", text: "Kada?" })
        """,
    )
    [kept] = await run(page, "return Object.values(localStorage)")
    await page.reload()

    sent = await run(
        page,
        OUTBOX
        + """
        const sent = []
        open(async (command) => (sent.push(command), { t: "ok" })).resume()
        await turns()
        return sent
        """,
    )

    assert sent == [json.loads(kept)["command"]]
    assert sent[0]["text"] == "Kada?"


async def test_the_last_vote_for_a_question_takes_the_place_of_earlier_ones(page: Page) -> None:
    entries = await run(
        page,
        OUTBOX
        + """
        const outbox = open(() => new Promise(() => {}))
        outbox.post({ do: "vote", question: "q1", on: true })
        outbox.post({ do: "vote", question: "q2", on: true })
        outbox.post({ do: "vote", question: "q1", on: false })
        return outbox.entries.map(({ command }) => [command.question, command.on])
        """,
    )

    assert entries == [["q2", True], ["q1", False]]


async def test_what_may_pass_is_sent_again_and_what_may_not_is_refused(page: Page) -> None:
    tries, refusal = await run(
        page,
        OUTBOX
        + """
        const refusals = [
          { code: "unreachable", args: {}, retry_ms: 0 },
          { code: "too_fast", args: {}, retry_ms: 1 },
          { code: "voting_closed", args: {}, retry_ms: 0 },
        ]
        const tries = []
        const over = new Promise((done) => {
          const send = async ({ id }) => { throw refusals[tries.push(id) - 1] }
          const settled = (entry) => done(entry.refusal.code)
          open(send, localStorage, settled).post({ do: "vote", question: "q1", on: true })
        })
        return [tries, await over]
        """,
    )

    assert len(tries) == 3 and len(set(tries)) == 1
    assert refusal == "voting_closed"


async def test_a_text_is_kept_when_it_is_refused_until_somebody_has_seen_why(page: Page) -> None:
    kept, dropped = await run(
        page,
        OUTBOX
        + """
        const outbox = open(async () => { throw { code: "submissions_closed", retry_ms: 0 } })
        outbox.post({ do: "submit", text: "Kada?" })
        await turns()
        const kept = open(() => {}).entries
        outbox.drop(kept[0].command.id)
        return [kept, open(() => {}).entries]
        """,
    )

    assert [entry["refusal"]["code"] for entry in kept] == ["submissions_closed"]
    assert dropped == []


async def test_two_tabs_do_not_overwrite_each_others_commands(page: Page) -> None:
    texts = await run(
        page,
        OUTBOX
        + """
        const [one, other] = [open(() => new Promise(() => {})), open(() => new Promise(() => {}))]
        one.post({ do: "submit", text: "Kada?" })
        other.post({ do: "submit", text: "Zašto?" })
        return open(() => {}).entries.map(({ command }) => command.text).sort()
        """,
    )

    assert texts == ["Kada?", "Zašto?"]


async def test_a_storage_that_is_full_costs_only_what_a_reload_would_have_kept(page: Page) -> None:
    settled = await run(
        page,
        OUTBOX
        + """
        const full = { setItem() { throw new Error("full") }, removeItem() {}, getItem() {} }
        return new Promise((done) => {
          const outbox = open(async () => ({ t: "ok" }), full, (_, answer) => done(answer))
          outbox.post({ do: "submit", text: "Kada?" })
        })
        """,
    )

    assert settled == {"t": "ok"}
