"""What moderators put down about a question: notes, from moderators to moderators."""

import pytest

from server.debate.deciding.labelling import QuestionNoted
from server.debate.refusals import Rejected
from server.debate.showing.documents import (
    audience_question,
    control_question,
    display_question,
    host_question,
    you_document,
)
from tests.given.debates import PRODUCER, SCREENER, Drive, command, participant
from tests.given.handles import handle


def note(drive: Drive, question: str, text: str | None, **fields: str) -> None:
    """By a screener."""
    drive.do(SCREENER, command("note", drive.id(), question=question, text=text, **fields))


def noted(drive: Drive, question: str) -> object:
    return control_question(drive.debate, drive.around, drive.debate.questions[question]).get(
        "note"
    )


def test_a_note_can_be_written_changed_and_removed_on_its_own() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")

    note(drive, question, " pitati  opštinu ")
    assert noted(drive, question) == "pitati opštinu"
    note(drive, question, "odgovoreno pismom", was="pitati opštinu")
    assert noted(drive, question) == "odgovoreno pismom"
    note(drive, question, None, was="odgovoreno pismom")
    assert noted(drive, question) is None


def test_nobody_but_moderators_reads_a_note() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)

    note(drive, question, "pitati opštinu")

    asked = drive.debate.questions[question]
    for shown in (audience_question, display_question, host_question):
        assert "note" not in (shown(drive.debate, asked) or {})
    assert "pitati" not in str(you_document(drive.debate, handle("ana")))
    assert QuestionNoted.sealed == {"note"}


def test_only_moderators_write_notes() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")

    with pytest.raises(Rejected, match="not_allowed"):
        drive.do(participant("ana"), command("note", question=question, text="moje"))


def test_a_note_that_a_colleague_has_just_written_is_not_overwritten() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    note(drive, question, "pitati opštinu")

    with pytest.raises(Rejected, match="wrong_state") as caught:
        drive.do(PRODUCER, command("note", question=question, text="zvati", was=""))

    assert caught.value.args_ == {"state": "in_review", "did": "note", "by": "agon"}
    assert noted(drive, question) == "pitati opštinu"


def test_undo_brings_the_earlier_note_back() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    note(drive, question, "prva")
    note(drive, question, "druga")

    drive.moderate("undo")
    assert noted(drive, question) == "prva"
    drive.moderate("undo")
    assert noted(drive, question) is None


def test_a_note_outlasts_decisions_and_a_dismissal_with_another_replaces_it() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    note(drive, question, "pitati opštinu")

    drive.moderate("dismiss", question, reason="spam")
    assert noted(drive, question) == "pitati opštinu"
    drive.moderate("restore", question)
    drive.moderate("dismiss", question, reason="spam", note="dva puta")
    assert noted(drive, question) == "dva puta"
    drive.moderate("restore", question)
    assert noted(drive, question) == "dva puta"


def test_the_same_note_again_is_nothing_to_undo() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    note(drive, question, "prva")
    before = len(drive.journal)

    note(drive, question, " prva ")

    assert len(drive.journal) == before
