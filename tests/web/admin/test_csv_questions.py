"""Files of questions, as people make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.archive.export_csv import export_csv
from server.archive.load import Record
from server.debate.deciding.submitting import IMPORTED_AT_MOST
from server.debate.inner_commands import Written
from server.web.admin.ahead.csv_questions import decoded, read_sheet
from tests.archive.evenings import close, looked_back, results_of
from tests.given.debates import Drive


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "header", ["text,to,name,lang", "Pitanje,Gost,Ime,Jezik", "Питање,Гост,Име,Језик"]
)
def test_columns_are_found_by_their_names(header: str, delimiter: str) -> None:
    lines = [header.replace(",", delimiter), delimiter.join(("Kada?", "ana petrovic", "Ema", "sr"))]

    sheet = read_sheet("\r\n".join(lines), Drive().debate)

    assert sheet.good == (Written("Kada?", "g1", "Ema", "sr"),)


def test_a_file_of_texts_alone_needs_no_header() -> None:
    sheet = read_sheet("Kada?\n\nKo?\n", Drive().debate)

    assert [(line.number, line.written) for line in sheet.lines] == [
        (1, Written("Kada?")),
        (3, Written("Ko?")),
    ]


def test_a_question_of_several_lines_is_numbered_by_its_first() -> None:
    sheet = read_sheet('text;name\n"Kada?\nI gde?";Ana\n;Ema\n', Drive().debate)

    assert [line.number for line in sheet.lines] == [2, 4]
    assert sheet.good == (Written("Kada? I gde?", None, "Ana"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (";;;", None),
        (";g1;;", "common.refusal_empty"),
        (f"{'a' * 301};;;", "common.refusal_too_long"),
        ("Kada?;Nobody;;", "admin.import_no_guest"),
        (f"Kada?;;{'a' * 41};", "admin.import_name_long"),
        ("Kada?;;;klingon", "admin.import_language"),
        ("Већ питано?;;;", "admin.import_again"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, problem: str | None) -> None:
    drive = Drive()
    drive.ask("Već pitano?")

    sheet = read_sheet(f"text;to;name;lang\n{line}\n", drive.debate)

    assert [one.problem for one in sheet.lines] == ([problem] if problem else [])
    assert sheet.good == ()


def test_the_same_question_twice_in_a_file_is_taken_once() -> None:
    sheet = read_sheet("Kada?\nкада?\n", Drive().debate)

    assert (len(sheet.good), [line.problem for line in sheet.bad]) == (1, ["admin.import_again"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "admin.import_empty"),
        (" \n\n", "admin.import_empty"),
        ("a;b\nKada?;x\n", "admin.import_no_text"),
        ("Kada?\n" * (IMPORTED_AT_MOST + 1), "admin.import_too_many"),
        ("text\n" + "a" * 140_000, "admin.import_broken"),
        ("text" + ";" * 140_000, "admin.import_broken"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, problem: str) -> None:
    assert read_sheet(text, Drive().debate).problem == problem


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("header", ["text;to;name", "text"])
def test_a_quotation_mark_that_is_never_closed_is_said_and_what_follows_is_read(
    header: str, end: str
) -> None:
    unclosed = '"Nezatvoren navodnik' + ";;" * (";" in header)
    text = f'{header}\n"Prvo, u dva\nreda?"\n{unclosed}\nTreće?\nČetvrto?{end}'

    sheet = read_sheet(text, Drive().debate)

    assert [(line.number, line.problem) for line in sheet.bad] == [(4, "admin.import_unclosed")]
    assert [one.text for one in sheet.good] == ["Prvo, u dva reda?", "Treće?", "Četvrto?"]
    assert sheet.bad[0].cells[0] == '"Nezatvoren navodnik'


def test_a_last_line_that_is_not_closed_is_no_question() -> None:
    sheet = read_sheet('text;to;name\nKada?;;\n"Nezatvoren navodnik;;', Drive().debate)

    assert [one.text for one in sheet.good] == ["Kada?"]
    assert [(line.number, line.problem) for line in sheet.bad] == [(3, "admin.import_unclosed")]


def test_a_file_of_nothing_but_open_quotation_marks_costs_no_more_than_others() -> None:
    text = "text\n" + '"""Kada?\n' * IMPORTED_AT_MOST

    assert read_sheet(text, Drive().debate).problem in (None, "admin.import_broken")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_spreadsheets_are_read(encoding: str) -> None:
    assert decoded("Šta će, питање?".encode(encoding)) == "Šta će, питање?"


def test_what_is_no_text_is_not_guessed_at() -> None:
    assert decoded("Šta će biti?".encode("cp1250")) is None


@pytest.mark.parametrize("text", ["=1+1?", "Kada, -5 ili +5?", "'=1"])
def test_what_an_export_disarmed_is_read_as_it_was_asked(text: str) -> None:
    drive = Drive()
    drive.ask_openly(text, name=text)
    close(drive)
    file = decoded(export_csv(Record(looked_back(drive), [], results_of(drive))))
    assert file is not None and f'"{text}"' not in file

    sheet = read_sheet(file, Drive().debate)

    assert [(w.text, w.name) for w in sheet.good] == [(text, text)]


@pytest.mark.parametrize("again", ["text", '"Kada; ili kako?"', '"a\tb"'])
def test_a_text_that_comes_back_first_is_no_name_of_a_column(again: str) -> None:
    sheet = read_sheet(f"name\n{again}\n{again}\n", Drive().debate)

    rest = read_sheet(sheet.rest(), Drive().debate)

    assert [line.cells for line in rest.lines] == [line.cells for line in sheet.bad]
    assert len(rest.lines) == 1


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=8))
def test_no_line_is_ever_lost(rows: list[tuple[str, str, str]]) -> None:
    import csv
    import io

    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(("text", "to", "name"))
    writer.writerows(rows)
    said = [row for row in rows if any(cell.strip() for cell in row)]

    sheet = read_sheet(file.getvalue(), Drive().debate)

    assert [line.cells for line in sheet.lines] == said
    assert all((line.written is None) != (line.problem is None) for line in sheet.lines)
    again = read_sheet(sheet.rest(), Drive().debate)
    assert [line.cells for line in again.lines] == [line.cells for line in sheet.bad]


def test_the_separator_is_the_one_by_which_a_column_of_texts_is_named() -> None:
    sheet = read_sheet("ime (prezime, titula, uloga);text\nAna;Kada?\n;\n", Drive().debate)
    assert [line.text for line in sheet.good] == ["Kada?"]


@pytest.mark.parametrize("file", ['\ttexttext\t";text\ntext', "text\r;text"])
def test_what_comes_back_is_read_by_the_separator_it_was_read_by(file: str) -> None:
    sheet = read_sheet(file, Drive().debate)
    again = read_sheet(sheet.rest(), Drive().debate)
    assert [line.cells for line in again.lines] == [line.cells for line in sheet.bad]
