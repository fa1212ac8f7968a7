"""The lexicon's rows can be found by the words they are about, and by no others."""

from collections import Counter

import pytest

from server.debate import lexicon
from server.debate.grammar import GRAMMARS
from server.debate.traits import traits_of
from server.debate.wording import fold

ROWS = [row.split("|") for row in lexicon.THINGS.strip().splitlines()]
COLUMNS = {"sr": 1, "sq": 2, "en": 3}


def test_every_thing_has_words_in_all_three_languages() -> None:
    assert len(ROWS) > 80
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in ROWS)


def test_things_stand_in_the_order_of_the_alphabet_and_once() -> None:
    things = [row[0].strip() for row in ROWS]

    assert things == sorted(set(things))


@pytest.mark.parametrize("language", COLUMNS)
def test_no_word_means_two_things(language: str) -> None:
    words = Counter(word for row in ROWS for word in row[COLUMNS[language]].split())

    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("language", COLUMNS)
def test_words_are_written_as_they_are_looked_up(language: str) -> None:
    for row in ROWS:
        for word in row[COLUMNS[language]].split():
            written = word.rstrip(".")
            assert fold(written) == written
            assert language != "sr" or "dj" not in written


@pytest.mark.parametrize("language", COLUMNS)
def test_no_word_that_means_something_is_passed_over(language: str) -> None:
    meaningful = {
        word for word in GRAMMARS[language].stop_words if lexicon.thing(word, language) is not None
    }

    assert meaningful == set()


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Kada će biti otvoren most?", {"@open", "@bridge"}),
        ("Кад се отвара мост?", {"@open", "@bridge"}),
        ("Kur do të hapet ura?", {"@open", "@bridge"}),
        ("When will the bridge open?", {"@open", "@bridge"}),
        ("Kada će biti novih radnih mesta?", {"nov", "@employ"}),
        ("Koliko košta električna energija?", {"kost", "@electricity"}),
    ],
)
def test_the_same_subject_has_the_same_meaning_in_every_language(
    text: str, meanings: set[str]
) -> None:
    assert set(traits_of(text).terms) == meanings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zašto kasne plate?", "why"),
        ("Iz kog razloga kasne plate?", "why"),
        ("koliko kosta", "how_many"),
        ("Kad počinje?", "when"),
        ("Gde je vrtić?", "where"),
        ("Ko odlučuje?", "who"),
        ("Kako da se prijavim?", "how"),
        ("Šta radite?", "what"),
        ("Da li će biti posla?", "whether"),
        ("Pse vonohen pagat?", "why"),
        ("Sa kushton?", "how_many"),
        ("Si mund të aplikoj?", "how"),
        ("A do të ketë punë?", "whether"),
        ("How many people work there?", "how_many"),
        ("How do I apply?", "how"),
        ("Will there be any jobs?", "whether"),
    ],
)
def test_what_a_question_asks_for_is_told_by_its_words(text: str, kind: str) -> None:
    assert traits_of(text).kind == kind


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Zašto ne izlazite na izbore?", True),
        ("Zašto izlazite na izbore?", False),
        ("Zašto nema vode?", True),
        ("Pse nuk ka ujë?", True),
        ("Why is there no water?", True),
        ("Why don't you answer?", True),
        ("Nije li istina da nema vode?", False),
    ],
)
def test_a_denial_is_seen_and_two_cancel_out(text: str, denies: bool) -> None:
    assert traits_of(text).denies is denies


def test_numbers_are_the_same_in_words_and_in_digits() -> None:
    assert traits_of("Čekamo tri sata").numbers == traits_of("Čekamo 3 sata").numbers == {"3"}


def test_places_are_the_same_in_every_language() -> None:
    assert traits_of("Kada će Priština?").names == traits_of("Kur do të vijë Prishtina?").names
    assert traits_of("Da li ide u Zubin Potok?").names == traits_of("Ide li u Potok?").names


def test_ijekavian_is_read_as_ekavian() -> None:
    assert (
        traits_of("Gdje je bilo mjesto za vrijeme mira?").terms.keys()
        == traits_of("Gde je bilo mesto za vreme mira?").terms.keys()
    )
