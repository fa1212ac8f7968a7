"""The fair order: every question first on a fair part of the phones, the same on each of them."""

import random
from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONES = 20_000
FIRSTS = """async ([questions, phones]) => {
  const { fairOrder, weights } = await import("/audience/list.js")
  const firsts = Object.fromEntries(questions.map(([id]) => [id, 0]))
  for (let phone = 1; phone <= phones; phone += 1) {
    firsts[fairOrder(questions, phone * 2654435761 >>> 0)[0]] += 1
  }
  return { firsts, weights: Object.fromEntries(weights(questions)) }
}"""
ORDER = """async ([questions, seed]) =>
  (await import("/audience/list.js")).fairOrder(questions, seed)"""

Questions = list[tuple[str, dict[str, Any]]]


def debate(size: int, dice: random.Random, hidden: bool) -> Questions:
    numbers = dice.sample(range(1, 4 * size + 1), size)
    return [(f"q{n}", {} if hidden else {"votes": dice.choice((0, 0, 1, 5, 80))}) for n in numbers]


@pytest.mark.parametrize("size", [1, 2, 3, 8, 40])
@pytest.mark.parametrize("hidden", [False, True])
async def test_every_question_is_first_on_its_part_of_the_phones(
    page: Page, size: int, hidden: bool
) -> None:
    for seed in range(3):
        questions = debate(size, random.Random(f"{size} {hidden} {seed}"), hidden)

        found = await page.evaluate(FIRSTS, [questions, PHONES])

        weights, whole = found["weights"], sum(found["weights"].values())
        for id_, times in found["firsts"].items():
            due = PHONES * weights[id_] / whole
            # Six standard deviations of that many throws: chance alone does not fail this.
            assert abs(times - due) <= 6 * due**0.5, (id_, times, due)
            assert PHONES / (3 * size) * 0.7 <= times <= 3 * PHONES / size


async def test_new_and_little_voted_questions_weigh_more(page: Page) -> None:
    votes = {"q1": 9, "q2": 0, "q3": 7, "q4": 8, "q5": 6}

    found = await page.evaluate(FIRSTS, [[(id_, {"votes": n}) for id_, n in votes.items()], 1])

    assert found["weights"] == {"q1": 1, "q2": 2, "q3": 1, "q4": 2, "q5": 3}


async def test_where_all_are_equal_or_hidden_votes_weigh_nothing(page: Page) -> None:
    for question in ({"votes": 4}, {}):
        questions = [(f"q{n}", question) for n in range(1, 6)]

        found = await page.evaluate(FIRSTS, [questions, 1])

        assert found["weights"] == {"q1": 1, "q2": 1, "q3": 1, "q4": 2, "q5": 2}


async def test_a_phone_keeps_its_order_and_another_has_its_own(page: Page) -> None:
    questions = debate(40, random.Random(7), hidden=True)
    shuffled = random.Random(8).sample(questions, len(questions))

    first = await page.evaluate(ORDER, [questions, 1])

    assert first == await page.evaluate(ORDER, [shuffled, 1])
    assert sorted(first) == sorted(id_ for id_, _ in questions)
    assert first != await page.evaluate(ORDER, [questions, 2])


async def test_a_phone_makes_its_seed_once(page: Page) -> None:
    seeds = await page.evaluate("""async () => {
      const { seedOf } = await import("/audience/list.js")
      const closed = { getItem() { throw new Error("closed") } }
      return [seedOf(localStorage), seedOf(localStorage), seedOf(closed)]
    }""")

    assert seeds[0] == seeds[1]
    assert all(0 <= seed < 2**32 for seed in seeds)
