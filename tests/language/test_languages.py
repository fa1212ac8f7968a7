"""The table of languages, and what may stand for one of them."""

import msgspec
import pytest

from server.debate.commands import LanguageTag
from server.language.languages import FIRST_TAGS, LANGUAGES, SPOKEN, TAGS, Spoken, spoken_of


def test_each_language_is_read_by_its_own_readers_first() -> None:
    for one in LANGUAGES:
        assert one.reads[0] == one.tag
        assert set(one.reads) == set(TAGS)


def test_the_scripts_of_a_language_are_one_that_is_spoken() -> None:
    assert SPOKEN == ("sr", "sq", "en")
    assert FIRST_TAGS == {"sr": "sr-Latn", "sq": "sq", "en": "en"}
    assert {spoken_of(tag) for tag in TAGS} == set(SPOKEN)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_language_is_written_as_the_table_has_it(language: str) -> None:
    assert msgspec.convert(language, Spoken) == language


@pytest.mark.parametrize("kind", [Spoken, LanguageTag])
@pytest.mark.parametrize("language", ["sr\n", "\nsr", "sr ", ""])
def test_nothing_stands_before_or_behind_it(kind: object, language: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(language, kind)
