"""What one flood brought goes as one, and comes back as one."""

import json

import pytest

from server.debate.commands import decode_command
from server.debate.refusals import Rejected
from tests.debates import HOST, Drive, command


def test_a_flood_is_dismissed_in_one_action_and_taken_back_as_one() -> None:
    drive = Drive()
    asked = [drive.ask("Spam?", by=f"person-{at}") for at in range(50)]

    drive.moderate("dismiss_many", questions=asked, reason="spam", note="one flood")
    assert {drive.state(id_) for id_ in asked} == {"dismissed"}
    assert len(drive.debate.undoable) == 1

    drive.moderate("undo")
    assert {drive.state(id_) for id_ in asked} == {"in_review"}
    assert all(drive.debate.questions[id_].note is None for id_ in asked)


def test_what_a_colleague_has_decided_meanwhile_stays() -> None:
    drive = Drive()
    shown, asked = drive.ask_openly("Kada?"), drive.ask("Spam?", by="besa")

    drive.moderate("dismiss_many", questions=[shown, asked, asked], reason="spam")
    assert (drive.state(shown), drive.state(asked)) == ("open", "dismissed")
    drive.moderate("undo")
    assert (drive.state(shown), drive.state(asked)) == ("open", "in_review")


def test_no_more_than_a_message_holds_and_only_what_is_there_by_who_may() -> None:
    drive = Drive()
    asked = drive.ask("Spam?")
    for number in (0, 201):
        message = {"id": "m", "do": "dismiss_many", "reason": "spam", "questions": [asked] * number}
        with pytest.raises(Rejected, match="malformed"):
            decode_command(json.dumps(message))
    with pytest.raises(Rejected, match="unknown_question"):
        drive.moderate("dismiss_many", reason="spam", questions=[asked, "q99"])
    with pytest.raises(Rejected, match="not_allowed"):
        drive.do(HOST, command("dismiss_many", "h", questions=[asked], reason="spam"))
    assert drive.state(asked) == "in_review"
