"""Tallies count people, not ballots: checked against the plainest possible model."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.debate.tallies import BallotChange, Tallies

QUESTIONS = ("q1", "q2", "q3", "q4")
PEOPLE = ("ana", "besa", "ceca")

votes = st.tuples(
    st.just("vote"), st.sampled_from(QUESTIONS), st.sampled_from(PEOPLE), st.booleans()
)
merges = st.tuples(
    st.just("merge"), st.sampled_from(QUESTIONS), st.sampled_from(QUESTIONS), st.just(True)
)
comings = st.tuples(
    st.just("belong"), st.sampled_from(("b1", "b2")), st.sampled_from(PEOPLE), st.just(True)
)
holdings = st.tuples(st.just("hold"), st.sampled_from(("b1", "b2")), st.just(""), st.booleans())
unmerges = st.tuples(st.just("unmerge"), st.sampled_from(QUESTIONS), st.just(""), st.just(True))


def voters(ballots: set[tuple[str, str]], whole: dict[str, str], question: str) -> set[str]:
    """Who voted for it or for anything that was merged into it."""
    tree = {question} | {part for part in whole if _under(part, question, whole)}
    return {person for question, person in ballots if question in tree}


def ends_in(question: str, whole: dict[str, str]) -> str:
    while question in whole:
        question = whole[question]
    return question


@given(st.lists(st.one_of(votes, votes, votes, merges, unmerges, comings, holdings), max_size=40))
def test_a_tally_is_the_number_of_people_over_all_parts(steps: list[Any]) -> None:
    tallies = Tallies()
    ballots: set[tuple[str, str]] = set()
    whole: dict[str, str] = {}
    burst: dict[str, str] = {}
    held: frozenset[str] = frozenset()
    for kind, question, other, on in steps:
        if kind == "vote":
            for change in tallies.changes(question, other, on):
                tallies.cast(change)
            if on and other not in voters(ballots, whole, question):
                ballots.add((question, other))
            if not on:
                tree = {question} | {p for p in whole if _under(p, question, whole)}
                ballots -= {(part, other) for part in tree}
        elif kind == "merge":
            if question not in whole and question != other and ends_in(other, whole) != question:
                tallies.merge(question, other)
                whole[question] = other
        elif kind == "belong":
            tallies.belong(other, question)
            burst.setdefault(other, question)
        elif kind == "hold":
            held = held | {question} if on else held - {question}
            tallies.hold(held)
        elif question in whole:
            tallies.unmerge(question)
            del whole[question]
        for question in QUESTIONS:
            all_ = voters(ballots, whole, question)
            counted = {who for who in all_ if burst.get(who) not in held}
            assert tallies.tally(question) == len(counted)
            assert tallies.tally_apart(question) == len(all_) - len(counted)
            own = [burst.get(who) in held for q, who in ballots if q == question]
            assert (tallies.own(question), tallies.own_apart(question)) == (
                own.count(False),
                own.count(True),
            )
        for person in PEOPLE:
            assert tallies.voted(person) == {
                ends_in(q, whole) for q, who in ballots if who == person
            }
        apart = [who for _, who in ballots if burst.get(who) in held]
        assert (tallies.ballots, tallies.ballots_apart) == (len(ballots) - len(apart), len(apart))
        assert tallies.participants() == len({who for _, who in ballots} - {*apart})
        assert tallies.participants_apart() == len({*apart})


def _under(part: str, root: str, whole: dict[str, str]) -> bool:
    while part in whole:
        part = whole[part]
        if part == root:
            return True
    return False


def test_parts_are_told_as_they_were_asked_whatever_was_merged_first() -> None:
    tallies = Tallies()
    for part in ("q10", "q2", "q9"):
        tallies.merge(part, "q1")
    tallies.unmerge("q2")
    tallies.merge("q2", "q1")
    assert tallies.parts("q1") == ["q2", "q9", "q10"]


def test_the_same_person_counts_once_over_merged_questions() -> None:
    tallies = Tallies()
    for change in (("q1", "ana"), ("q2", "ana"), ("q2", "besa")):
        tallies.cast(BallotChange(*change, True))

    tallies.merge("q2", "q1")

    assert tallies.tally("q1") == 2
    assert tallies.own("q1") == 1


def test_taking_a_vote_back_takes_it_back_from_every_part() -> None:
    tallies = Tallies()
    for question in ("q1", "q2"):
        tallies.cast(BallotChange(question, "ana", True))
    tallies.merge("q2", "q1")

    for change in tallies.changes("q1", "ana", False):
        tallies.cast(change)

    assert tallies.tally("q1") == 0
    tallies.unmerge("q2")
    assert tallies.tally("q2") == 0


def test_a_vote_that_stands_needs_no_ballot() -> None:
    tallies = Tallies()
    tallies.cast(BallotChange("q1", "ana", True))

    assert tallies.changes("q1", "ana", True) == []
    assert tallies.changes("q1", "besa", False) == []
