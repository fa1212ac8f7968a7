"""The lexicon's rows can be found by the words they are about, and by no others."""

from collections import Counter

import pytest

from server.language import lexicon
from server.language.folding import fold
from server.language.grammar import GRAMMARS
from server.language.lexicon import doing, names, people, public_life, relations
from server.language.traits import traits_of

ROWS = lexicon.ROWS
COLUMNS = {"sr": 1, "sq": 2, "en": 3}


def test_every_thing_has_words_in_all_three_languages() -> None:
    assert len(ROWS) > 300
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_things_stand_in_the_order_of_the_alphabet_and_once() -> None:
    for module in (doing, people, public_life):
        things = [row[0] for row in lexicon.rows(module.THINGS)]
        assert things == sorted(things)
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("lines", [relations.ALTERNATIVES, relations.CONTRARIES, relations.RELATED])
def test_only_what_is_known_is_related(lines: str) -> None:
    known = {row[0] for row in ROWS} | {line.split()[0] for line in names.NAMES.split("\n") if line}

    assert set(lines.split()) - known == set()


def test_what_one_knows_to_be_different_is_not_taken_for_the_same() -> None:
    assert "@electricity" in lexicon.alternatives("@water")
    assert "@water" in lexicon.alternatives("@electricity") - lexicon.alternatives("@water")
    assert "@close" in lexicon.contraries("@open")
    assert "@doctor" in lexicon.related("@hospital") and lexicon.related("@bridge") == set()


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
def test_no_beginning_is_too_short(language: str) -> None:
    beginnings = {w for row in ROWS for w in row[COLUMNS[language]].split() if w[-1] != "."}

    assert {beginning for beginning in beginnings if len(beginning) < 3} == set()


@pytest.mark.parametrize("language", COLUMNS)
def test_no_word_that_means_something_is_passed_over(language: str) -> None:
    meaningful = {
        word: meaning
        for word in GRAMMARS[language].stop_words
        if (meaning := lexicon.thing(word, language)) and meaning not in lexicon.LIGHT
    }

    assert meaningful == {}


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Kada će biti otvoren most?", {"@open", "@bridge"}),
        ("Кад се отвара мост?", {"@open", "@bridge"}),
        ("Kur do të hapet ura?", {"@open", "@bridge"}),
        ("When will the bridge open?", {"@open", "@bridge"}),
        ("Kada će biti novih radnih mesta?", {"@new", "@employ"}),
        ("Koliko košta električna energija?", {"@price", "@electricity"}),
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
        ("Šta radite da smanjite gužve?", "steps"),
        ("Çfarë po bëni për rrugët?", "steps"),
        ("What is being done about it?", "steps"),
        ("Šta piše u ugovoru?", "what"),
        ("Šta mislite o tome?", "opinion"),
        ("Dokle ćemo čekati?", "how_long"),
        ("Da li znate koliko košta?", "how_many"),
        ("Për çfarë arsye?", "why"),
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
    assert traits_of(text).asked.kind == kind


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
        ("Zašto niko ne dolazi?", True),
        ("Pse askush nuk vjen?", True),
        ("Pse s'ka ujë?", True),
        ("Pse nuk flitet për rritjen s'rrogave?", True),
    ],
)
def test_a_denial_is_seen_and_two_cancel_out(text: str, denies: bool) -> None:
    assert traits_of(text).denies is denies


def test_numbers_are_the_same_in_words_and_in_digits() -> None:
    assert traits_of("Čekamo tri sata").numbers == traits_of("Čekamo 3 sata").numbers == {"3"}


def test_places_are_the_same_in_every_language() -> None:
    assert traits_of("Kada će Priština?").actors == traits_of("Kur është Prishtina?").actors
    assert traits_of("Da li ide u Zubin Potok?").actors == traits_of("Ide li u Potok?").actors


def test_ijekavian_is_read_as_ekavian() -> None:
    assert (
        traits_of("Gdje je bilo mjesto za vrijeme mira?").terms.keys()
        == traits_of("Gde je bilo mesto za vreme mira?").terms.keys()
    )
