"""The index finds what comparing with every question would find, and quickly."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.language.index import Index
from server.language.likeness import likeness

TEXTS = [
    "Kada će opština otvoriti most na Ibru?",
    "kad ce opstina da otvori most na ibru",
    "Када ће општина отворити мост на Ибру?",
    "Zašto je zatvoren most na Ibru?",
    "Kur do ta hapë komuna urën mbi Ibër?",
    "When will the municipality open the bridge over the Ibar?",
    "Ko plaća struju za javnu rasvetu?",
    "ko placa stuju za javnu rasvetu",
    "Zašto nema vode?",
    "???",
]


@pytest.fixture
def index() -> Index:
    index = Index()
    for at, text in enumerate(TEXTS):
        index.add(f"q{at}", text)
    return index


def test_the_likeliest_come_first(index: Index) -> None:
    found = index.similar("Kada će opština otvoriti most na Ibru?", 0.5)

    assert found[:2] == [("q0", 1.0), ("q2", 1.0)]
    assert {"q1", "q4", "q5"} <= {id_ for id_, _ in found}
    assert "q3" not in {id_ for id_, _ in found}
    assert [likeness for _, likeness in found] == sorted((v for _, v in found), reverse=True)


def test_no_more_than_asked_for_are_found(index: Index) -> None:
    assert index.similar(TEXTS[0], 0.5, limit=1) == [("q0", 1.0)]
    assert index.similar(TEXTS[0], 0.5, limit=0) == []


def test_a_word_with_a_slip_is_found(index: Index) -> None:
    assert [id_ for id_, _ in index.similar("ko placa strju za javnu rasvetu", 0.5)] == ["q6", "q7"]


def test_what_has_no_words_finds_nothing(index: Index) -> None:
    assert index.similar("!?", 0.1) == []
    assert index.similar("", 0.1) == []


def test_what_was_removed_is_not_found(index: Index) -> None:
    index.remove("q0")

    assert "q0" not in {id_ for id_, _ in index.similar(TEXTS[0], 0.1)}
    assert len(index) == len(TEXTS) - 1
    with pytest.raises(KeyError):
        index.remove("q0")


def test_a_text_takes_the_place_of_the_one_with_its_id(index: Index) -> None:
    index.add("q0", "Zašto nema vode?")

    assert [id_ for id_, _ in index.similar("zasto nema vode", 0.9)] == ["q0", "q8"]
    assert "q0" not in {id_ for id_, _ in index.similar(TEXTS[0], 0.1)}


VOCABULARY = """
    zašto kada ko ne most mosta ura bridge otvoriti otvori hapet 2025 struja struju stuju voda
    Priština Beograd opština komuna škola školi skole plaća placa i na why nuk reciklaža reciklirati
"""
SHORT_TEXTS = st.lists(st.sampled_from(re.findall(r"\w+", VOCABULARY)), max_size=6).map(" ".join)


@given(st.lists(SHORT_TEXTS, max_size=12), SHORT_TEXTS, st.sampled_from([0.1, 0.5, 0.9]), st.data())
def test_it_finds_what_comparing_with_every_text_would_find(
    texts: list[str], asked: str, threshold: float, data: st.DataObject
) -> None:
    index = Index()
    for at, text in enumerate(texts):
        index.add(f"q{at}", text)
    gone = {at for at in range(len(texts)) if data.draw(st.booleans())}
    for at in gone:
        index.remove(f"q{at}")

    expected = {
        f"q{at}": likeness(asked, text)
        for at, text in enumerate(texts)
        if at not in gone and likeness(asked, text) >= threshold
    }

    assert dict(index.similar(asked, threshold)) == expected


@pytest.mark.slow
@pytest.mark.alone
def test_five_thousand_questions_are_searched_in_fifty_milliseconds() -> None:
    dice = random.Random(1)
    words = " ".join(TEXTS).split()
    made = [f"{dice.choice('abdgklmnprstvz')}{a}{b}" for a in "aeiou" for b in "bdglmnprstvz"] * 4
    index = Index()
    for at in range(5_000):
        kept = dice.sample(words, dice.randint(3, 6))
        index.add(f"q{at}", " ".join([*kept, *dice.sample(made, dice.randint(3, 8))]))

    started = time.process_time()
    for text in TEXTS[:8]:
        index.similar(text, 0.5, limit=5)

    assert (time.process_time() - started) / 8 < 0.05
