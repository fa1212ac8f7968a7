"""Questions are alike when the same answer would do for both of those who ask."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.debate.showing.likely import THRESHOLD
from server.language.likeness import WEIGHTS, likeness, most_likeness, shared_of, signs_of
from server.language.traits import traits_of

CLEAR = 0.85  # shown to moderators as nearly always the same

SAME_TEXT = [
    ("Ko će čistiti sneg u Zvečanu?", "Ко ће чистити снег у Звечану?"),
    ("Ko će čistiti sneg u Zvečanu?", "ko ce cistiti sneg u zvecanu"),
    ("Ko će čistiti sneg u Zvečanu?", "KO ĆE ČISTITI SNEG U ZVEČANU???"),
    ("Kur do të ndriçohet sheshi?", "kur do te ndricohet sheshi"),
    ("Who pays for the lifts?", "who pays for the lifts!!"),
]
NEARLY_THE_SAME_TEXT = [
    ("Ko će čistiti sneg sa krovova zgrada?", "ko ce cistit sneg sa korvova zgrada"),
    ("Zašto đaci nemaju užinu u školi?", "zasto daci nemaju uzinu u skoli"),
    ("Zašto đaci nemaju užinu u školi?", "zasto djaci nemaju uzinu u skoli?"),
    (
        "Gdje je nestao novac za vrijeme gradnje mosta?",
        "gde je nestao novac za vreme gradnje mosta",
    ),
    ("Kur do të ndriçohet sheshi kryesor?", "kur do te ndriqohet sheshi kryesor"),
    ("Who will repair the lifts in our building?", "who will repair lifts in our bulding"),
]
IN_OTHER_WORDS = [
    ("Kada će biti asfaltirana Lolina ulica?", "Kad se asfaltira ulica Lole Ribara?"),
    ("Zašto je skuplji autobus za Niš?", "Зашто је поскупео превоз до Ниша?"),
    ("Hoćete li popraviti liftove u zgradama?", "da li planirate popravku liftova po zgradama"),
    ("Pse u shtrenjtuan biletat e autobusit?", "Për çfarë arsye janë rritur biletat e autobusit?"),
    ("Why are the street lights off at night?", "What is the reason the street lights are off?"),
    ("Kada će biti otvoren vrtić?", "Kur do të hapet çerdhja?"),
    ("When will the kindergarten be opened?", "Kada će se otvoriti vrtić?"),
]
NOT_THE_SAME = [
    ("Zašto dozvoljavate gradnju na keju?", "Zašto ne dozvoljavate gradnju na keju?"),
    ("Koliki je budžet za sport za 2025. godinu?", "Koliki je budžet za sport za 2027. godinu?"),
    ("Kada počinje gradnja puta za Leposavić?", "Kada počinje gradnja puta za Zubin Potok?"),
    ("Koliko je novca Beograd dao Prištini?", "Koliko je novca Priština dala Beogradu?"),
    ("Zašto je gradonačelnik smenio direktora?", "Kada je gradonačelnik smenio direktora?"),
    ("Koliko dece ide u vrtić?", "Ko odlučuje koja deca idu u vrtić?"),
    ("Da li će škola dobiti novi krov?", "Da li će škola dobiti novu salu?"),
    ("Kur do të ndriçohet sheshi?", "Sa kushtoi ndriçimi i sheshit?"),
    ("When will the new road to Zvečan be built?", "When will the new road to Peja be built?"),
]
ONLY_ONE_SAYS_IT = [
    ("Koliki je budžet opštine Zvečan?", "Koliki je budžet opštine?"),
    ("Kada se otvara bazen u Zubinom Potoku?", "Kada se otvara bazen?"),
    ("How many teachers work in the schools of Leposavić?", "How many teachers work in schools?"),
]
ANOTHER_TIME = [
    ("Koliko je dece rođeno ove godine?", "Koliko je dece rođeno prošle godine?"),
    ("Sa fëmijë lindën këtë vit?", "Sa fëmijë lindën vitin e kaluar?"),
    ("How many roads were repaired last year?", "How many roads will be repaired this year?"),
    ("Ko predaje u prvom razredu?", "Ko predaje u osmom razredu?"),
]
ANOTHER_FOCUS = [
    ("Koliko autobusa ide za Niš?", "Koliko vozača ide za Niš?"),
    ("Koliko lekara radi u bolnici?", "Koliko kreveta ima u bolnici?"),
]
SAID_TWICE = [
    ("Zašto niko ne čisti ulice?", "Zašto ne čistite ulice?"),
    ("Pse askush nuk i pastron rrugët?", "Pse nuk i pastroni rrugët?"),
]
UNRELATED = [
    ("Ko će čistiti sneg u Zvečanu?", "Zašto kasne plate u zdravstvu?"),
    ("Hvala na pitanju", "Kada počinje debata?"),
    ("Kur do të ndriçohet sheshi?", "Zašto nema vode u Suvom Dolu?"),
    ("Da li ste vi normalni?", "Da li će biti posla?"),
]


@pytest.mark.parametrize(("a", "b"), SAME_TEXT)
def test_one_text_in_two_spellings_is_alike_by_one(a: str, b: str) -> None:
    assert likeness(a, b) == 1


@pytest.mark.parametrize(("a", "b"), NEARLY_THE_SAME_TEXT)
def test_slips_of_the_finger_do_not_hide_the_same_question(a: str, b: str) -> None:
    assert likeness(a, b) >= CLEAR


@pytest.mark.parametrize(("a", "b"), IN_OTHER_WORDS)
def test_the_same_question_in_other_words_is_hinted_at(a: str, b: str) -> None:
    assert THRESHOLD <= likeness(a, b) < 1


@pytest.mark.parametrize(("a", "b"), NOT_THE_SAME)
def test_what_decides_keeps_questions_apart_that_share_all_other_words(a: str, b: str) -> None:
    assert likeness(a, b) < CLEAR


@pytest.mark.parametrize(("a", "b"), NOT_THE_SAME[:6])
def test_denials_numbers_places_and_kinds_are_not_even_hinted_at(a: str, b: str) -> None:
    assert likeness(a, b) < THRESHOLD


@pytest.mark.parametrize(("a", "b"), ONLY_ONE_SAYS_IT)
def test_a_place_that_only_one_of_two_names_is_never_nearly_surely_the_same(a: str, b: str) -> None:
    assert likeness(a, b) < CLEAR


@pytest.mark.parametrize(("a", "b"), ANOTHER_TIME)
def test_another_year_or_grade_is_another_question(a: str, b: str) -> None:
    assert likeness(a, b) < THRESHOLD


@pytest.mark.parametrize(("a", "b"), ANOTHER_FOCUS)
def test_how_many_of_one_thing_is_not_how_many_of_another(a: str, b: str) -> None:
    assert likeness(a, b) < CLEAR


@pytest.mark.parametrize(("a", "b"), SAID_TWICE)
def test_nobody_who_does_not_denies_once(a: str, b: str) -> None:
    assert likeness(a, b) >= CLEAR


def test_who_sues_whom_is_told_by_the_order_of_all_who_can_act() -> None:
    assert likeness("Da li je novinar tužio direktora?", "Da li je direktor tužio novinara?") < 0.2


@pytest.mark.parametrize(("a", "b"), UNRELATED)
def test_unrelated_questions_are_not_alike(a: str, b: str) -> None:
    assert likeness(a, b) < 0.2


@pytest.mark.parametrize("empty", ["", "???", "🤷"])
def test_what_has_no_words_is_like_nothing(empty: str) -> None:
    assert likeness(empty, empty) == 0
    assert likeness(empty, "Zašto?") == 0


def test_one_word_that_many_share_says_little() -> None:
    assert likeness("struja?", "Samo da znate, ovde baš sad nestade struja") < CLEAR
    assert likeness("struja?", "Koliko košta nova trafostanica i ko plaća struju?") < THRESHOLD


VOCABULARY = """
    zašto kada ko koliko ne nema most mosta ura bridge otvoriti otvoren hapet 2025 tri struja struju
    stuju Priština Beograd Zvečan opština škola školi skole i na za the why nuk
"""
WORDS = st.lists(st.sampled_from(re.findall(r"\w+", VOCABULARY)), max_size=9).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_is_the_same_in_both_directions(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)


@given(st.one_of(WORDS, st.text()), st.one_of(WORDS, st.text()))
def test_likeness_lies_between_nothing_and_one(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1


@given(WORDS, WORDS)
def test_the_quick_bound_is_never_too_low(a: str, b: str) -> None:
    one, other = traits_of(a), traits_of(b)
    if one.folded and other.folded and one.folded != other.folded:
        shared, _, _, _ = shared_of(one.terms, other.terms)
        bound = most_likeness(one, other, shared)

        assert likeness(a, b) <= bound or math.isclose(likeness(a, b), bound)


@given(WORDS, WORDS)
def test_every_sign_lies_between_nothing_and_one(a: str, b: str) -> None:
    one, other = traits_of(a), traits_of(b)
    if one.folded and other.folded:
        signs = signs_of(one, other)

        assert all(0 <= getattr(signs, name) <= 1 for name in WEIGHTS.__struct_fields__)
