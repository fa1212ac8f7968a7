"""The text of a word list: what lists something, and what cannot be kept."""

import pytest

from server.language.languages import SPOKEN
from server.language.word_lists import (
    LINE_LENGTH,
    LIST_LENGTH,
    LISTED_AT_MOST,
    Problem,
    lines_of,
    problem_of,
)
from server.store.house.word_lists import own_list


def test_a_line_lists_something_unless_it_is_empty_or_a_remark() -> None:
    text = "# Uvrede\n\n  idiot* \r\nubiću   te\n#kraj"
    assert list(lines_of(text)) == [(3, "idiot*"), (4, "ubiću te")]
    assert problem_of(text) is None
    assert problem_of("") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x" * (LIST_LENGTH + 1), Problem("list_too_long")),
        ("ab\n" * (LISTED_AT_MOST + 1), Problem("too_many", LISTED_AT_MOST + 1)),
        ("# a\nidiot\n" + "x" * (LINE_LENGTH + 1), Problem("line_too_long", 3, "x" * LINE_LENGTH)),
        ("idiot\na", Problem("too_short", 2, "a")),
        ("ab*", Problem("too_short", 1, "ab*")),
        ("*", Problem("too_short", 1, "*")),
        ("idiot\n???", Problem("too_short", 2, "???")),
    ],
)
def test_the_first_line_that_cannot_be_kept_is_told(text: str, problem: Problem) -> None:
    assert problem_of(text) == problem


@pytest.mark.parametrize("lang", SPOKEN)
def test_the_programs_own_lists_can_be_kept(lang: str) -> None:
    text = own_list(lang)
    lines = [line for _, line in lines_of(text)]
    assert problem_of(text) is None
    assert len(lines) > 20
    assert len(lines) == len(set(lines))
