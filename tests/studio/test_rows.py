"""What is on air as flat rows of texts, for machines that read tables."""

import csv
import io
import json
from xml.etree import ElementTree

from msgspec import structs
from msgspec.structs import replace

from server.debate.described import Chance
from server.studio.rows import guest_rows, now_row, question_rows
from server.studio.standing import standing
from server.studio.tables import FORMS
from tests.given.debates import OWNER, SETTINGS, Drive

NASTY = "„Kada“, <b>ko</b> & «pse» 🗳️ ]]> \u0001;|\t'kraj"


def test_no_key_is_ever_absent_and_every_value_is_a_text() -> None:
    drive = Drive()
    before = now_row(drive.debate, drive.now)
    drive.moderate("take", drive.ask_openly("Kada?", to="g1"))
    drive.moderate("strap", guest="g2")
    drive.moderate("countdown", preset="60")
    drive.moderate("show_countdown", on=True)

    after = now_row(drive.debate, drive.now, "sq")

    assert before.keys() == after.keys()
    assert all(isinstance(value, str) for row in (before, after) for value in row.values())
    assert (before["Question.Text"], before["Timer.Left"]) == ("", "")
    assert after["Question.To"] == "Ana Petrović"
    assert after["Question.Office"] == "direktorka"
    assert (after["Strap.Name"], after["Timer.Left"]) == ("Arben Krasniqi", "1:00")
    assert after["Debate.Title"] == "Puna dhe të rinjtë"


def test_the_air_text_stands_in_the_place_of_the_question_s_own() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada će opština otvoriti nova radna mesta?")
    drive.moderate("take", question)
    drive.moderate("air_text", question, text="Kada radna mesta?")

    row = now_row(drive.debate, drive.now)

    assert row["Question.Text"] == "Kada radna mesta?"
    assert row["Question.Full"] == "Kada će opština otvoriti nova radna mesta?"


def test_the_countdown_reads_as_on_the_screens_where_they_show_it() -> None:
    drive = Drive()
    drive.moderate("countdown", preset="60")
    assert now_row(drive.debate, drive.now)["Timer.Left"] == ""
    drive.moderate("show_countdown", on=True)
    for passed, text, phase in (
        (0, "1:00", "default"),
        (1, "1:00", "default"),
        (40_000, "0:20", "warning"),
        (50_500, "0:10", "danger"),
        (60_000, "+0:00", "overtime"),
        (72_000, "+0:12", "overtime"),
    ):
        row = now_row(drive.debate, drive.now + passed)
        assert (row["Timer.Left"], row["Timer.Phase"]) == (text, phase)


def test_votes_that_the_audience_may_not_know_are_in_no_table() -> None:
    drive = Drive()
    drive.do(OWNER, replace(SETTINGS, chance=Chance(hidden_counts=True)))
    few, many = drive.ask_openly("Kada?"), drive.ask_openly("Ko?")
    drive.vote(few, "ana", "besa")

    rows = question_rows(drive.debate)

    assert [row["Question.Id"] for row in rows] == [many, few], "the newest first: no order tells"
    assert [row["Question.Votes"] for row in rows] == ["", ""]
    assert now_row(drive.debate, drive.now)["Debate.Votes"] == ""


def test_what_is_not_shown_is_in_no_table_nor_what_is_cued() -> None:
    drive = Drive()
    drive.ask("Tajno pitanje?")
    cued = drive.ask_openly("Kada?")
    drive.moderate("cue", cued)

    rows = question_rows(drive.debate)

    assert [(row["Question.Text"], row["Question.State"]) for row in rows] == [("Kada?", "open")]


def test_guests_stand_in_their_order_with_the_time_they_spoke() -> None:
    drive = Drive()
    drive.moderate("clock", guest="g2", run=True)
    assert {row["Guest.Spoken"] for row in guest_rows(drive.debate, drive.now)} == {""}
    drive.moderate("show_countdown", on=True)

    rows = guest_rows(drive.debate, drive.now + 65_000)

    assert [(row["Guest.Number"], row["Guest.Name"]) for row in rows] == [
        ("1", "Ana Petrović"),
        ("2", "Arben Krasniqi"),
    ]
    assert [(row["Guest.Spoken"], row["Guest.Speaks"]) for row in rows] == [
        ("0:00", ""),
        ("1:05", "1"),
    ]


def test_whatever_was_asked_all_forms_say_the_same() -> None:
    rows = [
        {"Question.Text": NASTY, "Question.Votes": "3"},
        {"Question.Text": "", "Question.Votes": ""},
    ]

    read = json.loads(FORMS["json"].write(rows))
    root = ElementTree.fromstring(FORMS["xml"].write(rows))
    table = list(csv.DictReader(io.StringIO(FORMS["csv"].write(rows).decode("utf-8-sig"))))

    assert read == rows
    in_xml = [{cell.tag: cell.text or "" for cell in row} for row in root]
    assert in_xml == [rows[0] | {"Question.Text": NASTY.replace("\u0001", "")}, rows[1]]
    assert table == rows


def test_no_cell_of_the_table_runs_as_a_formula() -> None:
    written = FORMS["csv"].write([{"Question.Text": "=HYPERLINK(1)"}]).decode("utf-8-sig")

    assert written.splitlines()[1] == "'=HYPERLINK(1)"


def test_how_it_stands_is_one_flat_object() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Ko?")
    for question in (first, second):
        drive.moderate("cue", question)
    drive.moderate("take", first)
    drive.moderate("recording", recording="OBS", state="started")

    now = standing(drive.debate, drive.now)

    assert (now.on_air, now.next, now.queue) == (first, second, 1)
    assert (now.tally, now.recording, now.phase) == ("program", ["OBS"], "live")
    assert not any(isinstance(value, dict) for value in structs.asdict(now).values())
    drive.moderate("panic")
    now = standing(drive.debate, drive.now)
    assert (now.on_air, now.tally, now.cut) == ("", "", True)
