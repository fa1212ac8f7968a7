"""A phone remembers few heads of a debate, spread over the time, and nothing beside them."""

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
MINUTE_MS = 60_000
PAUSES = [(0, range(1, 21)), (600, range(21, 41))]  # minutes before, sizes
REMEMBER = """async (seen) => {
  const { Memory, withHead } = await import("/witness/heads.js")
  localStorage.clear()
  const memory = new Memory(localStorage, "482915")
  for (const head of seen) memory.write({ heads: withHead(memory.read().heads, head) })
  return [memory.read().heads, Object.entries(localStorage)]
}"""


def head(size: int, at: int = 0) -> dict[str, Any]:
    return {"size": size, "root": ROOT, "at": at * MINUTE_MS}


async def remembered(seen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    heads: list[dict[str, Any]] = (await evaluate(REMEMBER, seen))[0]
    return heads


async def test_a_head_is_read_as_documents_tell_it() -> None:
    found = await evaluate(
        """async (logs) => {
             const { readHead } = await import("/witness/heads.js")
             return logs.map((log) => readHead(log, 125_000) ?? null)
           }""",
        [f"57:{ROOT}", f"0:{ROOT}", f"057:{ROOT}", f"57:{ROOT}x", "57:", f"-1:{ROOT}", "", None],
    )

    assert found == [{"size": 57, "root": ROOT, "at": 2 * MINUTE_MS}] + [None] * 7


async def test_the_first_and_the_last_stay_and_the_others_are_spread_over_the_evening() -> None:
    evening = [head(size, at=size) for size in range(1, 101)]
    heads = await remembered(evening)

    times = [one["at"] / MINUTE_MS for one in heads]
    assert len(heads) == 8
    assert (times[0], times[-1]) == (1, 100)
    assert max(b - a for a, b in pairwise(times)) <= 40


async def test_a_long_pause_keeps_what_was_seen_on_both_sides_of_it() -> None:
    before, after = ([head(size, size + at) for size in span] for at, span in PAUSES)
    heads = await remembered([*before, *after])

    sizes = [one["size"] for one in heads]
    assert sum(size <= 20 for size in sizes) >= 2
    assert sum(size > 20 for size in sizes) >= 2


async def test_the_same_size_is_remembered_as_it_was_first_seen() -> None:
    heads = await remembered([head(3, at=1), head(2, at=2), head(3, at=5)])
    assert [(one["size"], one["at"] // MINUTE_MS) for one in heads] == [(2, 2), (3, 1)]


async def test_nothing_but_heads_is_kept_under_one_key() -> None:
    _, entries = await evaluate(REMEMBER, [head(size, size) for size in range(1, 30)])

    ((key, kept),) = entries
    assert key == "tribina:482915:heads"
    assert json.loads(kept).keys() == {"heads"}
    assert {field for one in json.loads(kept)["heads"] for field in one} == {"size", "root", "at"}


async def test_what_somebody_wrote_over_it_costs_the_memory_and_not_the_page() -> None:
    found = await evaluate(
        """async (texts) => {
             const { Memory } = await import("/witness/heads.js")
             return texts.map((text) => {
               localStorage.setItem("tribina:482915:heads", text)
               return new Memory(localStorage, "482915").read().heads
             })
           }""",
        ["", "{", "[]", '"x"', '{"heads": 3}', "null"],
    )

    assert found == [[]] * 6
