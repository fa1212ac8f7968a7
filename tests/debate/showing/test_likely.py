"""What is alike is found a piece at a time, and what it costs is bounded."""

from collections.abc import Callable

import pytest

from server.debate.showing.likely import KEPT_AT_MOST, NAMED_AT_MOST, SHOWN_AT_MOST, Likely
from server.language import index
from server.language.index import Index
from server.language.likeness import likeness_of
from server.language.traits import Traits
from tests.given import worst_texts
from tests.given.debates import Drive, follow, looked

TEXT = "Kada će opština otvoriti nova radna mesta?"


def people(number: int) -> list[str]:
    return [f"author-{at}" for at in range(number)]


def test_of_many_that_are_the_same_the_nearest_stand_beside_each() -> None:
    drive = Drive()
    asked = [drive.ask(TEXT, by=by) for by in people(30)]

    likely = looked(drive.debate)

    assert likely.hints(asked[0]).likely == dict.fromkeys(asked[1 : 1 + SHOWN_AT_MOST], 1.0)
    assert all(len(likely.hints(id_).likely) == SHOWN_AT_MOST for id_ in asked)


@pytest.mark.parametrize("others", [SHOWN_AT_MOST, SHOWN_AT_MOST + 1, 60])
def test_it_says_of_each_whether_there_are_more_than_are_shown(others: int) -> None:
    drive = Drive()
    asked = [drive.ask(TEXT, by=by) for by in people(others + 1)]

    likely = looked(drive.debate)

    assert {likely.hints(id_).more for id_ in asked} == {others > SHOWN_AT_MOST}


def test_who_loses_those_beside_it_gets_the_next_ones() -> None:
    drive = Drive()
    asked = [drive.ask(TEXT, by=by) for by in people(3 * KEPT_AT_MOST)]
    likely = looked(drive.debate)

    for id_ in asked[1 : 2 * KEPT_AT_MOST]:
        touched = drive.moderate("dismiss", id_, reason="spam")
        follow(likely, drive.debate, touched.questions)

    left = [asked[0], *asked[2 * KEPT_AT_MOST :]]
    assert likely.hints(left[0]).likely == dict.fromkeys(left[1 : 1 + SHOWN_AT_MOST], 1.0)
    assert [likely.hints(id_).likely for id_ in left] == [
        looked(drive.debate).hints(id_).likely for id_ in left
    ]


def test_a_decision_about_one_question_changes_few_others() -> None:
    drive = Drive()
    asked = [drive.ask(TEXT, by=by) for by in people(2 * NAMED_AT_MOST)]
    likely = looked(drive.debate)

    touched = drive.moderate("dismiss", asked[70], reason="spam")

    assert len(likely.follow(drive.debate, touched.questions)) <= NAMED_AT_MOST


def test_what_waits_now_is_looked_at_before_what_has_waited_long() -> None:
    drive = Drive()
    likely = Likely()
    for by in people(20):
        likely.follow(drive.debate, {drive.ask(TEXT, by=by)})
    steps = likely.steps()

    found = next(changed for changed in steps if changed)

    assert drive.ask(TEXT, by="last") == "q21" and "q20" in found


@pytest.mark.parametrize(
    "texts",
    [worst_texts.lexicon_texts, worst_texts.one_letter_texts, worst_texts.nearly_same_texts],
)
def test_a_search_compares_no_more_however_many_there_are(
    texts: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: what one question costs among 200 as among 100."""
    compared: list[int] = []

    def counted(one: Traits, other: Traits) -> float:
        compared[-1] += 1
        return likeness_of(one, other)

    monkeypatch.setattr(index, "likeness_of", counted)
    for number in (100, 200):
        made = texts(number)
        ready = Index()
        for at, text in enumerate(made, 1):
            ready.add(f"q{at}", text)
        compared.append(0)
        for text in made[:10]:
            ready.similar(text, 0.5)

    assert compared[1] <= 10 * index.COMPARED_AT_MOST
    assert compared[1] <= max(compared[0], 20) * 1.5
