"""The table for spreadsheets."""

import csv
import io

import pytest

from server.archive.export_csv import COLUMNS, export_csv
from server.language.cells import FORMULA
from server.store import Store
from tests.archive.evenings import close, keep, recorded_evening
from tests.given.debates import Drive


def table(file: bytes) -> list[dict[str, str]]:
    """As a spreadsheet reads it."""
    text = file.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


async def test_it_is_what_excel_opens_without_asking(store: Store) -> None:
    drive = Drive()
    drive.ask_openly('Kada; "zašto", i koliko?', name="Ђорђе")
    close(drive)

    file = export_csv(await keep(store, drive))

    assert file.startswith(b"\xef\xbb\xbf")
    assert file.endswith(b"\r\n")
    (row,) = table(file)
    assert tuple(row) == tuple(COLUMNS)
    assert (row["text"], row["asked_by"]) == ('Kada; "zašto", i koliko?', "Ђорђе")


async def test_a_row_tells_how_it_went(store: Store) -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?", to="g1", lang="sr-Latn")
    drive.moderate("tag", question, pile="jobs")
    drive.moderate("translate", question, lang="sq", text="Kur do?")
    drive.moderate("translate", question, lang="en", text="=When()")
    drive.vote(question, "ana", "besa")
    drive.moderate("take", question)
    drive.now += 90_500
    drive.moderate("answered", question, how="evaded")
    close(drive)

    (row,) = table(export_csv(await keep(store, drive)))

    assert row | {"text": "", "asked_by": ""} == {
        "question": "q1",
        "text": "",
        "language": "sr-Latn",
        "votes": "2",
        "own_votes": "2",
        "merged": "0",
        "outcome": "evaded",
        "guest": "Ana Petrović",
        "asked_by": "",
        "pile": "Posao",
        "edited": "no",
        "submitted_at": "2025-11-23T06:00:00Z",
        "on_air_at": "2025-11-23T06:00:00Z",
        "on_air_seconds": "90",
        "answered_at": "2025-11-23T06:01:00Z",
        "via": "phone",
        "translation_sr": "",
        "translation_sq": "Kur do?",
        "translation_en": "'=When()",
        "votes_apart": "0",
        "hands": "",
        "air_text": "",
        "written_answers": "",
        "no_answer_by": "",
    }


@pytest.mark.parametrize("field", ["text", "name"])
async def test_formulas_of_participants_are_disarmed(store: Store, field: str) -> None:
    drive = Drive()
    formula = "=cmd|' /C calc'!A0"
    drive.ask_openly(**({"text": "Kada?"} | {field: formula}))
    close(drive)

    (row,) = table(export_csv(await keep(store, drive)))

    assert row[{"text": "text", "name": "asked_by"}[field]] == f"'{formula}"


@pytest.mark.parametrize("name", ["social-club-jobs", "sporazum-energy"])
async def test_recorded_debates_hold_no_cell_that_calculates(store: Store, name: str) -> None:
    drive = recorded_evening(name)

    record = await keep(store, drive)
    rows = table(export_csv(record))

    assert len(rows) == record.results.totals.shown > 50
    assert [row["votes"] for row in rows] == [str(r.votes) for r in record.results.questions]
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple(FORMULA))]
    dangerous = [
        q.text for q in drive.debate.questions.values() if q.text.startswith(tuple(FORMULA))
    ]
    assert dangerous, "the recording should hold something to disarm"
