"""The table for spreadsheets."""

import csv
import io

from server.language.cells import FORMULA, as_written
from server.studio.markers.writers.spreadsheet import COLUMNS
from tests.studio.markers.evening import CAMERA, MARKS, QUESTIONS, evening, files_of, sheet_of


def rows(text: str) -> list[dict[str, str]]:
    """As a spreadsheet reads it."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_a_row_is_a_marker() -> None:
    drive = evening()
    (text,) = files_of(drive, "table", CAMERA, rate="29.97df", start="day")

    found = rows(text)

    assert tuple(found[0]) == tuple(COLUMNS)
    assert len(found) == len(sheet_of(drive, CAMERA).markers)
    (star,) = (row for row in found if row["question"] == "q3" and row["kind"] == "question")
    assert star == {
        "timecode": "23:59:58;00",
        "until": "00:00:29;29",
        "seconds": "00:03:58.000",
        "time": "23:59:58",
        "kind": "question",
        "name": QUESTIONS["star"],
        "note": f"Pitanje: {QUESTIONS['star']} (3 glasa)",
        "question": "q3",
        "asked_by": "",
        "votes": "3",
        "guest": "",
        "outcome": "",
    }


def test_no_cell_is_calculated_and_every_text_comes_back() -> None:
    (text,) = files_of(evening(), "table", "")

    found = rows(text)

    assert not [cell for row in found for cell in row.values() if cell.startswith(tuple(FORMULA))]
    names = {as_written(row["name"]) for row in found}
    assert {MARKS[0], QUESTIONS["formula"]} <= names
