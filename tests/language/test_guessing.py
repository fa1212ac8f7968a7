"""A question's language is told by its script, its letters and its common words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.language.guessing import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kada će opština otvoriti nova radna mesta za mlade?", "sr-Latn"),
        ("kad ce opstina da otvori nova radna mesta za mlade", "sr-Latn"),
        ("nezaposlenost mladih?", "sr-Latn"),
        ("metar drva 75e, pelet 320e. cime da se grejemo", "sr-Latn"),
        ("Колико је људи нашло посао преко бироа?", "sr-Cyrl"),
        ("ЗСО?", "sr-Cyrl"),
        ("Шта је са KFOR-ом?", "sr-Cyrl"),
        ("Zašto mi je stigao račun, a piše „дуг“?", "sr-Latn"),
        ("Çfarë po bëni për të ulur papunësinë te të rinjtë?", "sq"),
        ("cfare po beni per ta ulur papunesine te te rinjte", "sq"),
        ("A keni plan?", "sq"),
        ("uji i pijshem", "sq"),
        ("What are you doing to create jobs for young people?", "en"),
        ("WATER SUPPLY WHEN?", "en"),
    ],
)
def test_the_languages_of_the_hall_are_told_apart(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "🤷",
        "2026",
        "ok",
        "橋は？",
        "Когда откроют мост?",
        "Што е со мостот, ќе се отвори?",
        "Wann wird die Brücke für Autos geöffnet?",
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert guess_language(text) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert guess_language(text) in {"sr-Latn", "sr-Cyrl", "sq", "en", None}
