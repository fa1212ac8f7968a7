"""Cleaning keeps what people can read, in any script, and nothing that tricks a screen."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.language.cleaning import MARKS_AT_MOST, clean_text

INVISIBLE = (
    "\u200b\u2060\ufeff\u00ad\u180e"  # zero width and soft hyphen
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # directions that reach further
    "\u206a\u206f\u2061\u2064\ufff9\ufffa\ufffb\ufffc"
    "\U000e0001\U000e0041\U000e007f"  # tags
    "\u3164\uffa0\u034f"  # letters and marks that show nothing
    "\x00\x07\x1b\x7f\x9f"
    "\ue000\U000f0000\ufdd0\U0010ffff\u0378\ud800\udfff"  # private, not assigned, half characters
)
# Where cleaning has to look at what stands beside a character.
TRICKY = st.text(
    st.sampled_from(
        "ab1 \n\u00a0\u2800"
        + INVISIBLE
        + "\u200c\u200d\u200e\u200f\u061c\ufe0e\ufe0f\ufe00\U000e0100"
        "\u0301\u0308\u0323\u0338\u20dd\u0344\u05d0\u05b8\u0627\u0653\u064e\u0915\u094d\u093c\u09b0\u0958"
        "\u4e00\uf900\u1100\u1161\u11a8\U0001f469\U0001f3fd\u2764\u2640\U0001d15e\U0001f6dd\u0438\u0306"
    ),
    max_size=12,
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
LETTERS = st.text(
    st.characters(
        categories=("Lu", "Ll", "Lt", "Lo"), exclude_characters=INVISIBLE + "\u115f\u1160"
    ),
    min_size=1,
)


@given(st.one_of(ANYTHING, TRICKY))
@example("\u0915\u200c \u0301")
@example("\u200e\u200f")
@example("e\u200c\u0301\u0301\u0301\u0301")
@example("\u06a9\u064e\u064e\u064e\u200c\u064e\u064e")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)

    assert clean_text(once) == once


@given(st.one_of(ANYTHING, TRICKY))
def test_what_comes_out_is_composed_and_no_longer_than_the_composed_text(text: str) -> None:
    cleaned = clean_text(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert len(cleaned) <= len(unicodedata.normalize("NFC", text))


@given(st.one_of(ANYTHING, TRICKY))
def test_nothing_invisible_comes_out(text: str) -> None:
    cleaned = clean_text(text)

    assert not set(cleaned) & set(INVISIBLE)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Co", "Zl", "Zp"}


@given(st.one_of(ANYTHING, TRICKY))
def test_the_only_white_is_single_spaces_between_words(text: str) -> None:
    cleaned = clean_text(text)

    assert cleaned == " ".join(cleaned.split(" ")).strip()
    assert "  " not in cleaned
    assert all(char == " " or not char.isspace() for char in cleaned)


@given(st.one_of(ANYTHING, TRICKY))
def test_marks_never_pile_up(text: str) -> None:
    run = 0
    for char in clean_text(text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= MARKS_AT_MOST


@given(LETTERS)
def test_plain_letters_of_any_script_survive(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("", ""),
        (" \t\r\n\u00a0\u2003\u3000 ", ""),
        ("\u200b\u200d\u202e\ufeff\u3164\u2800", ""),
        ("Kada\r\n\r\nće\tbiti  posla?\n", "Kada će biti posla?"),
        ("Kada\u2028će\u2029biti\u00a0posla", "Kada će biti posla"),
        ("Re\u200bči\u00ad ko\u2060je\ufeff", "Reči koje"),
        ("\u202eatad\u202c \u2067x\u2069", "atad x"),
        ("z\u030cena c\u0301uti", "žena ćuti"),
        ("<script>alert('1')</script> & \"x\"", "<script>alert('1')</script> & \"x\""),
        ("a\u0000b\u001bc\u0085d", "abc d"),
        ("flag \U0001f3f4\U000e0067\U000e0062\U000e007f", "flag \U0001f3f4"),
        ("a\ud83d b", "a b"),
    ],
)
def test_tricks_and_accidents_are_cleaned_away(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Kada će đaci iz Zvečana dobiti džep njive? „Ko zna“ – 50 € & više…",
        "Када ће ђаци из Звечана добити џеп њиве?",
        "Kur do të hapen vende pune për të rinjtë në Mitrovicë?",
        "с\u0301утра",  # Montenegrin: no composed letter
        "می\u200cخواهم",  # Persian needs the non-joiner
        "র\u200d\u09cd\u09af\u09be\u09ac",  # Bengali: joiner before a mark
        "ශ\u0dca\u200dරී",  # Sinhala
        "שָׁלוֹם\u200f!",  # Hebrew with a direction mark at its end
        "Tiếng Việt, ὁ λόγος, ภาษาไทย, 한국어, 日本語",
        "葛\U000e0100城",  # an ideograph's variant
        "👩🏽\u200d🚒 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 👨\u200d👩\u200d👧",
        "1\ufe0f\u20e3 🩷 \U0001fae9",  # emoji younger than Python's table
        "☎\ufe0e",
    ],
)
def test_what_belongs_to_a_script_or_an_emoji_stays(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\u200db", "ab"),
        ("1\u200d2 +\u200d+", "12 ++"),
        ("na\u200cposao", "naposao"),
        ("می\u200c\u200c\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c", "می"),
        ("می\u200ca", "میa"),
        ("a\u200fb\u200e c", "ab c"),
        ("א\u200f\u200e\u200fb", "א\u200fb"),
        ("a\ufe0fb\ufe00", "ab"),
        ("👩\u200d\u200d🚒 👩\u200d", "👩\u200d🚒 👩"),
        ("👩\ufe0f\ufe0f", "👩\ufe0f"),
    ],
)
def test_what_helps_one_script_does_not_pass_in_another(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned


def test_marks_without_a_letter_do_not_climb_on_the_words_before_the_text() -> None:
    assert clean_text("\u0335\u0336Zašto \u0489\u0489?") == "Zašto ?"


def test_a_tower_of_marks_is_cut_down() -> None:
    assert clean_text("Z" + "\u030c\u0332\u0489\u0307" * 50 + "ašto") == "Ž\u0332\u0489\u0332ašto"


def test_a_very_long_text_takes_linear_time() -> None:
    bad = "👩\u200da\u0301\u0301\u0301\u0301\u200c\u06a9\u200f\ufe0f \n\u202e" * 20_000

    started = time.perf_counter()
    clean_text(bad)

    assert time.perf_counter() - started < 5
