"""What one flood brought goes as one, and comes back as one."""

import json

import pytest

from server.debate.decoding import decode_command
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


def test_what_a_colleague_has_put_on_hold_meanwhile_stays_there() -> None:
    drive = Drive()
    held, asked = drive.ask("Kada?"), drive.ask("Spam?", by="besa")
    drive.moderate("hold", question=held, why="facts")

    drive.moderate("dismiss_many", questions=[held, asked], reason="spam")

    assert (drive.state(held), drive.state(asked)) == ("in_review", "dismissed")


def test_a_flood_comes_back_though_colleagues_have_gone_on_working() -> None:
    """Undo takes back the last action of anybody, so it does not reach what was done before."""
    drive = Drive()
    asked = [drive.ask("Spam?", by=f"person-{at}") for at in range(4)]
    drive.moderate("dismiss_many", questions=asked[:2], reason="spam")
    drive.moderate("dismiss_many", questions=asked[2:], reason="spam")
    drive.moderate("restore", question=asked[0])
    drive.moderate("approve", question=asked[0])

    drive.moderate("restore_many", questions=[*asked, asked[1]])

    assert [drive.state(id_) for id_ in asked] == ["open", *["in_review"] * 3]
    drive.moderate("undo")
    assert [drive.state(id_) for id_ in asked] == ["open", *["dismissed"] * 3]
    with pytest.raises(Rejected, match="unknown_question"):
        drive.moderate("restore_many", questions=[*asked, "q99"])


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
