"""One thing has one word on all pages, in every language: that of docs/terms.toml."""

import re

import pytest

from server.web.words.i18n import house_words
from tests.given.generated import part
from tests.project.terms import LOCALES, PAGE, PART, read_terms, table
from tests.web.words.test_locales import SECTIONS, forms

TERMS = read_terms()
TEXTS = {
    language: {
        key: list(forms(text).values())
        for key, text in house_words().strings(locale, SECTIONS).items()
    }
    for language, locale in LOCALES.items()
}


def test_the_page_of_terms_is_that_of_their_list() -> None:
    assert part(PAGE, PART) == table(TERMS), "make terms"


@pytest.mark.parametrize("language", LOCALES)
def test_no_page_has_another_word_for_a_thing(language: str) -> None:
    found = [
        f"{key}: “{text}” – {instead}"
        for never, instead in TERMS.forbidden(language).items()
        for key, texts in TEXTS[language].items()
        for text in texts
        if re.search(never, text, re.IGNORECASE)
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LOCALES)
def test_what_names_a_thing_has_its_word(language: str) -> None:
    for term in TERMS.term:
        for key in term.keys:
            assert all(term.is_in(text, language) for text in TEXTS[language][key]), (term.en, key)


def test_host_and_moderator_are_told_apart_everywhere() -> None:
    for language, locale in LOCALES.items():
        titles = [house_words().t(locale, key) for key in ("host.title", "control.title")]
        moderator = next(term for term in TERMS.term if term.en == "moderator")
        assert not any(moderator.is_in(title, language) for title in titles)
