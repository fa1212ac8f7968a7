"""The table of letters that look like others says one thing of each, and of what folding leaves."""

import unicodedata

from server.language.lookalikes import LOOKALIKES, SIGNS, keys_of_listed, keys_of_written

ALL = [char for alike in LOOKALIKES.values() for char in alike]


def test_a_character_looks_like_one_letter() -> None:
    assert len(ALL) == len(set(ALL))


def test_all_are_as_folding_leaves_them() -> None:
    assert [c for c in ALL if unicodedata.normalize("NFKC", c).casefold() != c] == []


def test_signs_are_those_that_are_neither_letter_nor_digit() -> None:
    assert {char for char in ALL if not char.isalnum()} == set(SIGNS)


def test_an_ordinary_word_is_read_in_one_way() -> None:
    for word in ("Kada", "општина", "Mitrovicë", "schools"):
        assert len(keys_of_written(word)) == 1
        assert keys_of_written(word)[0] in keys_of_listed(word)


def test_a_number_is_no_word_in_disguise() -> None:
    assert keys_of_written("455") == ("455",)
