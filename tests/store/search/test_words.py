"""Words are the same in every script, and nothing that is typed is more than words."""

import pytest

from server.store.search.words import MOST_WORDS, bag_of, marks, words_of


@pytest.mark.parametrize("typed", ["posao", "посао", "POSAO", "  Посао!", '"posao"', "posaо"])
def test_scripts_cases_and_signs_do_not_matter(typed: str) -> None:
    assert [word.folded for word in words_of(typed)] == ["posao"]


def test_no_more_than_some_words_are_looked_for() -> None:
    assert len(words_of(" ".join(f"word{number}" for number in range(100)))) == MOST_WORDS


def test_short_words_count_where_there_are_no_others() -> None:
    assert [word.folded for word in words_of("da li će posao")] == ["posao"]
    assert [word.folded for word in words_of("da li")] == ["da", "li"]


@pytest.mark.parametrize(
    "typed", ['" OR 1', "NEAR(a b)", "bag:x", "a* -b", "'; DROP", "(", "^&|!<->"]
)
def test_nothing_that_is_typed_is_more_than_letters_and_digits(typed: str) -> None:
    tokens = [token for word in words_of(typed) for token in word.tokens]
    assert all(token.isalnum() for token in tokens)


def test_what_was_looked_for_is_marked_where_it_stands() -> None:
    text = "Kada će biti ПОСАО, posao?"

    found = [text[start:end] for start, end in marks(text, words_of("posao"))]

    assert found == ["ПОСАО", "posao"]


def test_an_enormous_word_is_kept_and_looked_for_by_its_beginning() -> None:
    (word,) = words_of("x" + "ab" * 300)
    assert word.folded in bag_of(["x" + "ab" * 300], []).split()
