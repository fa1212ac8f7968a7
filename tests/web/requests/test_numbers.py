"""What counts as a number that somebody typed."""

import pytest

from server.web.requests.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("999", 999),
        ("1000", None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1_0", None),
        (" 1", None),
        ("1\n", None),
        ("٣", None),
        ("²", None),
        ("9" * 5_000, None),
    ],
)
def test_a_whole_number_has_plain_digits_and_not_too_many(text: str, number: int | None) -> None:
    assert whole_number(text, 3) == number
