"""Every reader gets their own language, with its plurals and its numbers."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.web.words.i18n import LOCALES, Catalogue, choose_locale, number, pick

VOTES = {
    "sr-Latn": {"one": "{count} glas", "few": "{count} glasa", "other": "{count} glasova"},
    "sq-XK": {"one": "{count} votë", "other": "{count} vota"},
    "en": {"one": "{count} vote", "other": "{count} votes"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for tag in VOTES:
        (tmp_path / tag).mkdir()
        hall = {"votes": VOTES[tag], "asks": "{name}: {question}", "code": "{code}!"}
        (tmp_path / tag / "hall.json").write_text(json.dumps(hall))
        (tmp_path / tag / "other.json").write_text(json.dumps({"language": tag}))
    return tmp_path


@pytest.fixture
def catalogue(folder: Path) -> Catalogue:
    return Catalogue(folder, strict=True)


@pytest.mark.parametrize(
    ("count", "votes"),
    [
        (0, "0 glasova"),
        (1, "1 glas"),
        (2, "2 glasa"),
        (4, "4 glasa"),
        (5, "5 glasova"),
        (11, "11 glasova"),
        (12, "12 glasova"),
        (14, "14 glasova"),
        (21, "21 glas"),
        (22, "22 glasa"),
        (25, "25 glasova"),
        (101, "101 glas"),
        (111, "111 glasova"),
        (1222, "1.222 glasa"),
        (1.5, "1,5 glasova"),
        (0.1, "0,1 glas"),
    ],
)
def test_serbian_counts_in_three_ways(catalogue: Catalogue, count: float, votes: str) -> None:
    assert catalogue.t("sr-Latn", "hall.votes", count=count) == votes


@pytest.mark.parametrize(
    ("locale", "votes"),
    [
        ("sr-Cyrl", "1 глас, 3 гласа, 21 глас, 1.000 гласова"),
        ("sq-XK", "1 votë, 3 vota, 21 vota, 1\u00a0000 vota"),
        ("en", "1 vote, 3 votes, 21 votes, 1,000 votes"),
    ],
)
def test_every_language_counts_its_way(catalogue: Catalogue, locale: str, votes: str) -> None:
    counted = [catalogue.t(locale, "hall.votes", count=count) for count in (1, 3, 21, 1000)]

    assert ", ".join(counted) == votes


def test_without_a_count_the_general_form_is_used(catalogue: Catalogue) -> None:
    assert catalogue.t("en", "hall.votes") == "{count} votes"


def test_what_is_filled_in_is_not_read_as_a_place(catalogue: Catalogue) -> None:
    text = catalogue.t("en", "hall.asks", name="{question}", question="{name}\\1 {0!r} %s")

    assert text == "{question}: {name}\\1 {0!r} %s"


def test_codes_are_texts_and_stay_as_they_are(catalogue: Catalogue) -> None:
    assert catalogue.t("en", "hall.code", code="482915") == "482915!"


def test_a_missing_key_is_an_error_in_tests_and_seen_as_it_is_in_production(folder: Path) -> None:
    with pytest.raises(LookupError, match=r"hall\.nothing"):
        Catalogue(folder, strict=True).t("en", "hall.nothing")

    assert Catalogue(folder).t("en", "hall.nothing") == "hall.nothing"


def test_a_page_gets_the_words_of_its_sections(catalogue: Catalogue) -> None:
    assert catalogue.strings("sq-XK", ["other"]) == {"other.language": "sq-XK"}
    assert catalogue.strings("en", ["hall", "other"])["hall.votes"] == VOTES["en"]


def test_serbian_cyrillic_has_the_words_of_serbian_latin(catalogue: Catalogue) -> None:
    assert catalogue.t("sr-Cyrl", "hall.votes", count=1222) == "1.222 гласа"
    assert list(catalogue.strings("sr-Cyrl", ["hall", "other"])) == list(
        catalogue.strings("sr-Latn", ["hall", "other"])
    )


def test_what_a_page_does_to_its_words_does_not_reach_others(catalogue: Catalogue) -> None:
    catalogue.strings("en", ["hall"])["hall.votes"]["one"] = "gone"

    assert catalogue.t("en", "hall.votes", count=1) == "1 vote"


@pytest.mark.parametrize("broken", ['{"a": 1}', '{"a": {"one": "x"}}', '{"a": null}'])
def test_a_broken_file_stops_the_start_and_is_named(folder: Path, broken: str) -> None:
    (folder / "en" / "hall.json").write_text(broken)

    with pytest.raises(ValueError, match=r"hall\.json: a "):
        Catalogue(folder)


@pytest.mark.parametrize(
    ("accept", "locale"),
    [
        (None, "sr-Latn"),
        ("", "sr-Latn"),
        ("*", "sr-Latn"),
        ("sr", "sr-Latn"),
        ("sr-RS,sr;q=0.9", "sr-Latn"),
        ("sr-ME", "sr-Latn"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr-Cyrl"),
        ("sr-Cyrl-RS, sr;q=0.5", "sr-Cyrl"),
        ("sh", "sr-Latn"),
        ("hr-HR,hr;q=0.9,en;q=0.8", "sr-Latn"),
        ("bs", "sr-Latn"),
        ("cnr", "sr-Latn"),
        ("sq", "sq-XK"),
        ("sq-AL,sq;q=0.9,en-US;q=0.8", "sq-XK"),
        ("SQ-xk", "sq-XK"),
        ("en-GB", "en"),
        ("de-DE,de;q=0.9,en;q=0.8,sr;q=0.7", "en"),
        ("en;q=0.2, sq;q=0.9", "sq-XK"),
        ("en;q=0,sq", "sq-XK"),
        ("en;q=0", "sr-Latn"),
        ("de, fr;q=0.5", "sr-Latn"),
        ("en;q=zero, sq;q=0.1", "sq-XK"),
        ("en;q=nan, sq;q=0.1", "sq-XK"),
        ("english", "sr-Latn"),
        (";;,,q=1,-,sq;q=0.1", "sq-XK"),
    ],
)
def test_the_browsers_first_known_language_is_taken(accept: str | None, locale: str) -> None:
    assert choose_locale(None, accept) == locale


def test_what_the_reader_chose_goes_before_the_browser() -> None:
    assert choose_locale("sq-XK", "en") == "sq-XK"
    assert choose_locale("xx", "en") == "en"
    assert choose_locale("", "en") == "en"


@given(st.text(), st.text())
def test_every_reader_gets_a_language(cookie: str, accept: str) -> None:
    assert choose_locale(cookie, accept) in LOCALES


@pytest.mark.parametrize(
    ("texts", "locale", "picked"),
    [
        ({"sr-Latn": "Posao", "sq": "Puna"}, "sq-XK", ("Puna", "sq")),
        ({"sr-Latn": "Posao", "sq": "Puna"}, "sr-Cyrl", ("Posao", "sr-Latn")),
        ({"sr-Latn": "Posao", "sq": "Puna"}, "en", ("Posao", "sr-Latn")),
        ({"sr-Latn": "", "sq": "Puna"}, "sr-Latn", ("Puna", "sq")),
        ({"tr": "İş"}, "en", ("İş", "tr")),
        ({}, "en", ("", "en")),
    ],
)
def test_the_nearest_language_of_a_text_is_picked(
    texts: dict[str, str], locale: str, picked: tuple[str, str]
) -> None:
    assert pick(texts, locale) == picked


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("sr-Latn", "12.345,6"),
        ("sr-Cyrl", "12.345,6"),
        ("sq-XK", "12\u00a0345,6"),
        ("en", "12,345.6"),
    ],
)
def test_numbers_are_written_the_readers_way(locale: str, written: str) -> None:
    assert number(12345.6, locale) == written
