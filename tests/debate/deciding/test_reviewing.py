"""Reviewing by several people: what is held, and that nobody overwrites what another just did."""

from typing import Any

import pytest

from server.debate.decide import decide
from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question, control_question, you_document
from tests.given.debates import OWNER, PRODUCER, SCREENER, Drive, command
from tests.given.handles import handle


def refusal(drive: Drive, do: str, **fields: Any) -> dict[str, Any]:
    """What a producer is told of a refused command."""
    with pytest.raises(Rejected, match="wrong_state") as caught:
        decide(drive.debate, drive.around, command(do, "c", **fields), PRODUCER, drive.now)
    return caught.value.args_


def by_screener(drive: Drive, do: str, **fields: Any) -> None:
    drive.do(SCREENER, command(do, drive.id(), **fields))


def test_a_held_question_stays_in_review_with_who_when_and_why() -> None:
    drive = Drive()
    question = drive.ask("Da li je to tačno?")

    by_screener(drive, "hold", question=question, why="facts", note=" pitati  opštinu ")

    assert drive.state(question) == "in_review"
    assert control_question(drive.debate, drive.around, drive.debate.questions[question])[
        "held"
    ] == {
        "by": "agon",
        "at": drive.now,
        "why": "facts",
        "note": "pitati opštinu",
    }


def test_neither_the_audience_nor_the_author_is_told_that_a_question_is_held() -> None:
    drive = Drive()
    question = drive.ask("Da li je to tačno?")
    before = you_document(drive.debate, handle("ana"))

    by_screener(drive, "hold", question=question, why="facts")

    assert audience_question(drive.debate, drive.debate.questions[question]) is None
    assert you_document(drive.debate, handle("ana")) == before


@pytest.mark.parametrize(
    ("do", "fields"),
    [("approve", {}), ("dismiss", {"reason": "spam"}), ("merge", {"into": "q1"}), ("unhold", {})],
)
def test_every_decision_ends_a_hold_and_undoing_it_brings_the_hold_back(
    do: str, fields: dict[str, str]
) -> None:
    drive = Drive()
    drive.ask_openly("Kada?")
    question = drive.ask("Da li je to tačno?")
    by_screener(drive, "hold", question=question, why="rules")
    held = drive.debate.questions[question]

    drive.moderate(do, question, **fields)
    assert drive.debate.questions[question].held is None

    drive.moderate("undo")
    assert drive.debate.questions[question] == held


def test_who_holds_second_is_told_who_was_first() -> None:
    drive = Drive()
    question = drive.ask("Da li je to tačno?")
    by_screener(drive, "hold", question=question, why="facts")

    told = refusal(drive, "hold", question=question, why="later")

    assert told == {"state": "in_review", "did": "hold", "by": "agon"}


def test_who_lets_go_second_is_told_who_did() -> None:
    drive = Drive()
    question = drive.ask("Da li je to tačno?")
    drive.moderate("hold", question, why="facts")
    by_screener(drive, "unhold", question=question)

    told = refusal(drive, "unhold", question=question)

    assert told == {"state": "in_review", "did": "unhold", "by": "agon"}


@pytest.mark.parametrize(
    ("do", "field", "was", "mine", "theirs"),
    [
        ("edit", "text", "Kada ce?", "Kada će?", "Kad će?"),
        ("tag", "pile", "", "jobs", "city"),
        ("assign", "to", "", "g1", "g2"),
    ],
)
def test_what_a_colleague_has_just_changed_is_not_overwritten(
    do: str, field: str, was: str, mine: str, theirs: str
) -> None:
    drive = Drive()
    question = drive.ask("Kada ce?")
    by_screener(drive, do, question=question, **{field: theirs})
    drive.moderate("approve", question)

    told = refusal(drive, do, question=question, was=was, **{field: mine})

    assert told == {"state": "open", "did": do, "by": "agon"}
    assert getattr(drive.debate.questions[question], field) == theirs
    drive.moderate(do, question, was=theirs, **{field: mine})
    assert getattr(drive.debate.questions[question], field) == mine


@pytest.mark.parametrize(
    ("do", "fields", "was", "by_a_colleague", "became"),
    [
        ("dismiss", {"reason": "spam"}, "in_review", ["approve"], "open"),
        ("merge", {"into": "q1"}, "in_review", ["approve"], "open"),
        ("dismiss", {"reason": "spam"}, "open", ["cue"], "next"),
        ("take", {}, "next", ["uncue"], "open"),
        ("answered", {"how": "answered"}, "on_air", ["clear"], "open"),
        ("answered", {"how": "answered"}, "evaded", ["answered"], "answered"),
    ],
)
def test_what_a_colleague_has_just_decided_is_not_decided_again_unseen(
    do: str, fields: dict[str, str], was: str, by_a_colleague: list[str], became: str
) -> None:
    """Though the command would be allowed in the state that it is in by now."""
    drive = Drive()
    drive.ask_openly("Kada?")
    question = drive.ask("Da li je to tačno?")
    for step in _WAY_TO[was]:
        drive.do(OWNER, command(step, drive.id(), question=question, **_HOW.get(step, {})))
    for step in by_a_colleague:
        about = {} if step == "clear" else {"question": question}
        theirs = {"how": "partly"} if step == "answered" else {}
        drive.do(OWNER, command(step, drive.id(), **about, **theirs))
    decided = drive.debate.questions[question]

    told = refusal(drive, do, question=question, was=was, **fields)

    assert told == {"state": became, "by": "vesna"}
    assert drive.debate.questions[question] == decided
    seen = "partly" if became == "answered" else became
    drive.moderate(do, question, was=seen, **fields)
    assert drive.debate.questions[question] != decided


_WAY_TO = {
    "in_review": [],
    "open": ["approve"],
    "next": ["approve", "cue"],
    "on_air": ["approve", "take"],
    "evaded": ["approve", "take", "answered"],
}
_HOW = {"answered": {"how": "evaded"}}


@pytest.mark.parametrize("do", ["approve", "dismiss"])
def test_what_a_colleague_has_just_held_or_let_go_is_not_decided_unseen(do: str) -> None:
    drive = Drive()
    question = drive.ask("Da li je to tačno?")
    fields = {"reason": "spam"} if do == "dismiss" else {}

    by_screener(drive, "hold", question=question, why="rules")
    told = refusal(drive, do, question=question, was="in_review", **fields)
    assert told == {"state": "in_review", "did": "hold", "by": "agon"}

    by_screener(drive, "unhold", question=question)
    told = refusal(drive, do, question=question, was="held", **fields)
    assert told == {"state": "in_review", "did": "unhold", "by": "agon"}

    drive.moderate(do, question, was="in_review", **fields)


def test_a_decision_says_who_made_it_though_somebody_edited_the_wording_since() -> None:
    drive = Drive()
    question = drive.ask("Kada ce?")
    drive.do(OWNER, command("approve", drive.id(), question=question))
    by_screener(drive, "edit", question=question, text="Kada će?")

    told = refusal(drive, "dismiss", question=question, was="in_review", reason="spam")

    assert told == {"state": "open", "by": "vesna"}


def test_the_air_is_not_cleared_of_what_a_colleague_has_just_taken() -> None:
    drive = Drive()
    mine, theirs = drive.ask_openly("Kada?"), drive.ask_openly("Koliko?")
    drive.moderate("take", mine)
    drive.do(OWNER, command("take", drive.id(), question=theirs))

    told = refusal(drive, "clear", was=mine)

    assert told == {"state": "on_air", "did": "clear", "by": "vesna"}
    assert drive.debate.on_air == theirs
    drive.moderate("clear", was=theirs)
    assert not drive.debate.on_air
    drive.moderate("clear", was=theirs)  # as it was wanted


def test_undo_takes_back_the_action_that_was_meant_or_none() -> None:
    drive = Drive()
    first, second = drive.ask("Kada?"), drive.ask("Koliko?")
    by_screener(drive, "approve", question=first)
    meant = drive.debate.undoable[-1].action
    by_screener(drive, "approve", question=second)

    told = refusal(drive, "undo", action=meant)

    assert told == {"did": "undo", "by": "agon"}
    drive.moderate("undo", action=drive.debate.undoable[-1].action)
    assert (drive.state(first), drive.state(second)) == ("open", "in_review")


def test_what_is_done_to_a_withdrawn_question_can_be_undone_but_not_its_withdrawal() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    drive.moderate("approve", question)
    drive.do(drive.author(question), command("withdraw", drive.id(), question=question))
    drive.moderate("tag", question, pile="jobs")

    drive.moderate("undo")
    assert drive.debate.questions[question].pile is None
    drive.moderate("undo")
    assert drive.state(question) == "withdrawn"
