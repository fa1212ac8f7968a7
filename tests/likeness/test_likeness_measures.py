"""The two figures, and that likeness does not fall behind what it has reached."""

import pytest

from server.debate.showing.likely import THRESHOLD
from tests.likeness.debates import NAMES, rated_in_debate
from tests.likeness.measures import auc, found_from, recall_at
from tests.likeness.pairs import ONE_LANGUAGE, rated_by_languages, read


def test_what_is_told_apart_always_has_an_area_of_one() -> None:
    assert auc([(0.9, True), (0.8, True), (0.3, False)]) == 1
    assert auc([(0.3, True), (0.9, False)]) == 0
    assert auc([(0.5, True), (0.5, False)]) == 0.5


def test_recall_counts_what_one_threshold_finds_with_few_mistakes() -> None:
    rated = [(0.9, True), (0.8, False), (0.7, True), (0.6, True)]

    assert recall_at(0.9, rated) == pytest.approx(1 / 3)
    assert recall_at(0.75, rated) == 1


def test_pairs_with_one_likeness_are_found_together() -> None:
    assert recall_at(0.9, [(0.9, True), (0.9, False)]) == 0


def test_pairs_of_one_sort_alone_say_nothing() -> None:
    assert auc([(0.9, True)]) is None
    assert recall_at(0.9, [(0.9, False)]) is None


@pytest.mark.parametrize(
    ("name", "area", "recall"),
    [
        ("given", 0.95, 0.9),
        ("plain-unseen", 0.95, 0.85),
        ("mixed-held", 0.92, 0.72),
        ("hard-unseen", 0.9, 0.5),
    ],
)
def test_likeness_is_as_good_as_it_was(name: str, area: float, recall: float) -> None:
    rated = rated_by_languages(read(name))[ONE_LANGUAGE]

    assert (auc(rated) or 0) >= area
    assert (recall_at(0.9, rated) or 0) >= recall


@pytest.mark.parametrize("name", NAMES)
def test_most_of_what_a_whole_debate_is_told_to_be_the_same_is(name: str) -> None:
    found, precision, recall = found_from(THRESHOLD, rated_in_debate(name))

    assert precision >= 0.7 and recall >= 0.5
    assert found < 30, "of 125 questions; a moderator looks at each"


def test_what_is_found_from_a_likeness_on_is_counted() -> None:
    rated = [(0.9, True), (0.8, False), (0.5, True), (0.4, True)]

    assert found_from(0.8, rated) == (2, 1 / 2, 1 / 3)
