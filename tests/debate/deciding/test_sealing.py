"""The list of ballots that closing seals, and what anybody counts from it."""

import random
from collections.abc import Generator
from itertools import count
from typing import Any

import pytest

from server.debate.deciding.sealing import (
    SORTED_AT_ONCE,
    BallotsCommitted,
    parts_of,
    recount,
    row_of,
    sealed_rows,
)
from server.debate.deciding.setting_apart import sealed
from server.debate.state import Debate
from server.debate.tallies import BallotChange, Tallies
from tests.archive.evenings import random_evening


def listed(tallies: Tallies, seed: int = 1) -> list[str]:
    """With handles of a chance that can be had again."""
    dice = random.Random(seed)
    return last(sealed_rows(tallies, lambda: f"{dice.getrandbits(64):016x}"))


def last(steps: Generator[Any, None, list[str]]) -> list[str]:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            rows: list[str] = stop.value
            return rows


def cast(*ballots: str) -> Tallies:
    """`q1 ana`, or `-q1 ana` for a vote that was taken back."""
    tallies = Tallies()
    for ballot in ballots:
        question, who = ballot.lstrip("-").split()
        tallies.cast(BallotChange(question, who, on=True))
        if ballot.startswith("-"):
            tallies.cast(BallotChange(question, who, on=False))
    return tallies


def test_a_row_says_what_it_is() -> None:
    assert row_of("q12", "0f3c", apart=False) == "q12 0f3c"
    assert row_of("q12", "0f3c", apart=True) == "q12 0f3c apart"
    for row in ("q12 0f3c", "q12 0f3c apart"):
        assert row_of(*parts_of(row)) == row


@pytest.mark.parametrize("row", ["", "q1", "q1 0f3c twice", "q1 0f3c apart apart"])
def test_what_is_no_row_is_refused(row: str) -> None:
    with pytest.raises(ValueError):
        parts_of(row)


def test_what_was_taken_back_is_not_in_it() -> None:
    assert len(listed(cast("q1 ana", "-q1 besa", "-q2 ana"))) == 1


def test_rows_are_sorted_by_their_bytes_whatever_their_number() -> None:
    ballots = [f"q{1 + number % 12} p{number}" for number in range(3 * SORTED_AT_ONCE)]
    rows = listed(cast(*ballots, *(f"q1 x{number}" for number in range(2 * SORTED_AT_ONCE))))
    assert rows == sorted(rows, key=str.encode)
    assert len(rows) == 5 * SORTED_AT_ONCE


def test_the_order_of_the_handles_is_that_of_chance() -> None:
    tallies = cast(*(f"q1 p{number}" for number in range(20)))
    numbers = count()
    in_order = last(sealed_rows(tallies, lambda: f"{next(numbers):016x}"))
    assert in_order == [f"q1 {number:016x}" for number in range(20)]
    assert listed(tallies) != in_order


def test_a_handle_is_one_person_in_a_tree_and_nobody_in_another() -> None:
    tallies = cast("q1 ana", "q2 ana", "q3 ana", "q4 ana")
    tallies.merge("q3", "q2")
    tallies.merge("q2", "q1")
    handles = [parts_of(row)[1] for row in listed(tallies)]
    assert len(set(handles[:3])) == 1
    assert handles[3] not in handles[:3]


@pytest.mark.parametrize("seed", range(20))
def test_anybody_comes_to_the_tallies_that_were_sealed(seed: int) -> None:
    debate: Debate = random_evening(seed).debate
    seal = sealed(debate)

    counts = recount(
        listed(debate.tallies, seed), {q.id: q.merged_into for q in debate.questions.values()}
    )

    assert counts.own == seal.own
    assert counts.tallies == seal.tallies
    assert (counts.apart or None, counts.with_apart or None) == (seal.apart, seal.with_apart)
    assert (counts.ballots, counts.ballots_apart or None) == (seal.ballots, seal.apart_ballots)
    for told, (least, most) in (
        (seal.participants, counts.people),
        (seal.apart_participants or 0, counts.people_apart),
    ):
        assert least <= told <= most


def test_a_ballot_for_a_question_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="q9"):
        recount(["q9 0f3c"], {"q1": None})


@pytest.mark.parametrize(
    ("ballots", "mark", "lacking"),
    [(8, 5, 0), (9, 6, 0), (5, 6, 3), (8, 4, 1), (9, 4, 1), (5, 4, 3)],
)
def test_there_are_never_fewer_ballots_than_the_journal_said_nor_a_smaller_mark(
    ballots: int, mark: int, lacking: int
) -> None:
    assert BallotsCommitted(ballots=8, root="", mark=5).lacking(ballots, mark) == lacking
