"""Texts in cells of spreadsheet files."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.language.cells import FORMULA, as_written, harmless

# What a text is made of when somebody tries: the rest is between them.
TRICKS = st.lists(
    st.sampled_from(
        [*FORMULA, *",;|\t\n\r\"'", " ", "\xa0", "\u200b", "\u202e", "\ufeff", "1", "a"]
    ),
    max_size=12,
).map("".join)
NOT_SEEN = re.compile(r'[\s"\xa0\u200b\u202e\ufeff]*')


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(rows=st.lists(st.tuples(TRICKS, TRICKS), min_size=1, max_size=3))
def test_wherever_a_cell_may_begin_no_formula_begins(
    separator: str, rows: list[tuple[str, str]]
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(cell) for cell in row] for row in rows)

    for line in file.getvalue().splitlines():
        for cell in line.split(separator):
            assert not NOT_SEEN.sub("", cell, count=1).startswith(tuple(FORMULA))


@given(TRICKS)
def test_what_was_written_comes_back(text: str) -> None:
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Kada?",
        "a - b",
        "2+2=4",
        "Kada, ako ikada?",
        "'Zašto'",
        'Rekli ste: "da, možda"; i?',
        "a@b.rs",
    ],
)
def test_what_calculates_nothing_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("Kada, =1+1", "Kada, '=1+1"),
        ("Kada;-5", "Kada;'-5"),
        ('Kada,"=1+1"', 'Kada,"\'=1+1"'),
        ("＝1+1", "'＝1+1"),
        ("\u200b\xa0@A1", "\u200b\xa0'@A1"),
        ("\t=1", "\t'=1"),
        ("Kada\r+1", "Kada\r'+1"),
    ],
)
def test_an_apostrophe_stands_before_what_might_be_calculated(text: str, cell: str) -> None:
    assert harmless(text) == cell
