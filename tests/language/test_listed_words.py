"""Listed words are found however they are dressed, and nothing else is."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.debate.showing.documents import (
    audience_question,
    control_question,
    display_question,
    host_question,
)
from server.language.languages import SPOKEN
from server.language.listed_words import FOUND_AT_MOST, ListedWords, _chunk, _found
from server.language.lookalikes import LOOKALIKES
from server.language.scripts import to_cyrillic
from server.store.house.word_lists import own_list
from tests.given.debates import Drive

LISTS = ListedWords(
    ["# Uvrede\nidiot*\nšiptar\nstoka\nkurva\nđubre\nubiću te\n1389", "do të të vras*", "ass\nkill"]
)
OWN = ListedWords(own_list(lang) for lang in SPOKEN)
WORDS = ("idiot", "stoka", "kurva", "šiptar", "debil", "budala", "moron")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Vi ste IDIOTI!", "idiot*"),
        ("Ви сте идиоти.", "idiot*"),
        ("idiotët e komunës", "idiot*"),
        ("1d1ot, 1!", "idiot*"),
        ("lDlOT", "idiot*"),
        ("ＩＤＩＯＴ", "idiot*"),
        ("idiоt", "idiot*"),  # with a Cyrillic о
        ("iiidiooot", "idiot*"),
        ("id-iot, id.iot", "idiot*"),
        ("i d i o t", "idiot*"),
        ("ti si i.d.1.o.t", "idiot*"),
        ("и д и о т е", "idiot*"),
        ("i\u0301diot", "idiot*"),
        ("$iptar", "šiptar"),
        ("siptar", "šiptar"),
        ("шиптар", "šiptar"),
        ("СТОКА", "stoka"),
        ("CTOKA", "stoka"),  # all Latin
        ("cтoкa", "stoka"),
        ("KYPBA", "kurva"),
        ("дубре и đubre", "đubre"),
        ("djubre", "đubre"),
        ("dubre", "đubre"),
        ("убићу те, чујеш", "ubiću te"),
        ("Ubicu   TE!", "ubiću te"),
        ("ub1ću te", "ubiću te"),
        ("Do te te vrasim", "do të të vras*"),
        ("a55", "ass"),
        ("asssss", "ass"),
        ("k1ll ki11 kіll", "kill"),
        ("Ubij, 1389!", "1389"),
    ],
)
def test_a_listed_word_is_found_in_any_dress(text: str, line: str) -> None:
    assert LISTS.found(text) == (line,)


@pytest.mark.parametrize(
    "text",
    [
        "classic assassins pass the grass",
        "As njëri as tjetri",
        "Šiptarka, stokama, skill, killer",
        "Da li je 455 evra za 21.389 ljudi, 5% od 13890?",
        "Ubiću ga. Te godine?",
        "do të vras",
        "A i o u s k, d.o.o. i J.K.P. 2026.",
        "Kil, kl1ma, kii",
        "",
        "!!! $$$ @",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert LISTS.found(text) == ()


def test_a_few_at_most_are_told_each_once() -> None:
    lists = ListedWords(["\n".join(f"ab{letter}" for letter in "cdefghi")])
    text = " ".join(f"ab{letter} ab{letter}" for letter in "cdefghi")
    assert lists.found(text) == ("abc", "abd", "abe", "abf", "abg")[:FOUND_AT_MOST]


def test_of_the_recorded_debates_hardly_any_is_flagged_by_the_programs_own_lists() -> None:
    texts = [
        submission["text"]
        for path in Path("tests/data/debates").glob("*.json")
        for submission in json.loads(path.read_text())["submissions"]
    ]
    assert len(texts) > 100
    assert sum(bool(OWN.found(text)) for text in texts) < len(texts) / 50


def test_the_programs_own_lists_leave_words_of_other_languages_alone() -> None:
    """What one language insults with is bread and butter in another."""
    for text in (
        "Kush e shit tokën dhe sa shitet?",
        "Kur do të ketë ujë, pas pushimit?",
        "Please pick a date, the picked one",
        "Slutim da je slutnja opravdana",
        "Ko odnosi đubre i odakle smrad iz kanala?",
        "Koliko je bilo ubistava, ko je ubijen?",
        "Sa kafshë dhe qen endacakë ka?",
    ):
        assert OWN.found(text) == (), text


@st.composite
def dressed(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same in which any letters are some that look like them, drawn out or in
    capitals."""
    word = draw(st.sampled_from(WORDS))
    letters = []
    for letter in word:
        alike = draw(st.sampled_from(letter + LOOKALIKES.get(letter, "")))
        letters.append(alike * draw(st.sampled_from((1, 1, 1, 3, 5))))
    return word, "".join(letters)


@given(
    dressed(), st.sampled_from(("", "Vi ste ", "Ви сте ", "(")), st.sampled_from(("", ".", " tu"))
)
def test_a_listed_word_dressed_in_lookalikes_is_found(
    word: tuple[str, str], before: str, after: str
) -> None:
    assert ListedWords([word[0]]).found(before + word[1] + after) == (word[0],)


@given(st.sampled_from(WORDS), st.sampled_from((" ", ".", "-", " . ", ". ")), st.booleans())
def test_a_listed_word_in_single_letters_is_found(word: str, between: str, cyrillic: bool) -> None:
    written = to_cyrillic(word) if cyrillic else word
    assert ListedWords([word]).found(f"Šta kaže {between.join(written)} sada") == (word,)


@given(st.text(max_size=60), st.sampled_from(("", "# idiot", "\n \n")))
def test_an_empty_list_finds_nothing(text: str, lines: str) -> None:
    assert ListedWords([lines]).found(text) == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_and_any_list_go_together(text: str, lines: str) -> None:
    found = ListedWords([lines]).found(text)
    assert set(found) <= {" ".join(line.split()) for line in lines.splitlines()}


@given(st.sampled_from(("Kada će put?", "Идиот!", "idioti")), st.text(max_size=30))
def test_more_text_after_a_space_takes_nothing_away(text: str, more: str) -> None:
    assert set(LISTS.found(text)) <= set(LISTS.found(f"{text} zatim {more}"))


@pytest.mark.parametrize("unit", ["a ", "1 ", "i d i o t ", "1d10t! ", "а4", "l", "idiot", "@ "])
def test_the_longest_text_of_one_kind_takes_no_time(unit: str) -> None:
    _chunk.cache_clear()
    _found.cache_clear()
    start = time.perf_counter()
    OWN.found((unit * 300)[:300])
    assert time.perf_counter() - start < 0.05


def test_words_are_told_to_moderators_only_and_follow_the_wording() -> None:
    drive = Drive()
    drive.around.words = LISTS
    id_ = drive.ask_openly("Zašto ste id1oti?", name="Stoka")
    drive.moderate("cue", id_)
    drive.moderate("take", id_)
    question = drive.debate.questions[id_]
    assert control_question(drive.debate, drive.around, question)["words"] == ["idiot*", "stoka"]
    for document in (audience_question, display_question, host_question):
        told = document(drive.debate, question)
        assert told is not None and "words" not in told

    drive.moderate("edit", id_, text="Zašto tako?")
    question = drive.debate.questions[id_]
    assert control_question(drive.debate, drive.around, question)["words"] == ["stoka"]
