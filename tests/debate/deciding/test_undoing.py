"""Taking back: what participants and the phases did in between stays, by whomever and whenever it
is taken back; and every command is either taken back or known not to be."""

from typing import Any, get_args

import pytest

from server.debate import commands as c
from server.debate.air import graphics, marking
from server.debate.air.wording import WriteAirText
from server.debate.apply import apply
from server.debate.deciding import blocking, challenging, labelling
from server.debate.deciding.curating import is_plain
from server.debate.deciding.subjects import WireCommand
from server.debate.state import Debate
from tests.given.debates import OWNER, PRODUCER, SCREENER, Drive, command
from tests.given.examples import needed
from tests.laws.machine import everything_seen


def withdraw(drive: Drive, question: str) -> None:
    drive.do(drive.author(question), command("withdraw", drive.id(), question=question))


# What others did in between.


def test_undo_does_not_shut_a_door_that_the_phase_has_opened() -> None:
    drive = Drive("collecting")
    question = drive.ask("Kada?")
    drive.moderate("shut", what="voting")
    drive.moderate("approve", question)
    drive.moderate("phase", to="live")

    drive.moderate("undo")

    assert drive.state(question) == "in_review"
    assert drive.debate.voting
    drive.moderate("undo")
    assert drive.debate.voting


def test_undo_takes_back_the_edit_of_a_question_that_was_withdrawn_since() -> None:
    drive = Drive()
    question = drive.ask_openly("Kda?")
    drive.moderate("edit", question, text="Kada?")
    withdraw(drive, question)

    drive.moderate("undo")

    found = drive.debate.questions[question]
    assert (found.state, found.text, found.original) == ("withdrawn", "Kda?", None)


def test_what_was_withdrawn_while_unmerged_is_not_merged_again() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(part, "ana", "besa")
    drive.moderate("merge", part, into=whole)
    drive.moderate("unmerge", part)
    withdraw(drive, part)

    drive.moderate("undo")

    assert (drive.state(part), drive.debate.questions[part].merged_into) == ("withdrawn", None)
    assert (drive.debate.tally(whole), drive.debate.tally(part)) == (0, 2)


def test_what_was_withdrawn_while_the_air_was_clear_does_not_come_back_on_it() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    drive.moderate("clear")
    withdraw(drive, question)

    drive.moderate("undo")

    assert (drive.debate.on_air, drive.state(question)) == (None, "withdrawn")


def test_a_vote_for_a_question_stays_with_it_though_its_approval_is_taken_back() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa")

    drive.moderate("undo")
    assert drive.debate.tally(question) == 1

    drive.moderate("approve", question)
    assert drive.debate.tally(question) == 1


def test_a_vote_taken_back_from_a_merged_question_stays_taken_back() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(part, "besa", "ceca")
    drive.moderate("merge", part, into=whole)
    drive.vote(whole, "besa", on=False)
    drive.vote(whole, "dren")

    drive.moderate("undo")

    assert (drive.debate.tally(whole), drive.debate.tally(part)) == (1, 1)


# By whom, and when.


def test_anybody_may_take_back_what_anybody_did_also_after_a_restart() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    drive.do(SCREENER, command("approve", drive.id(), question=question))
    drive.moderate("cue", question)
    restarted = Debate()
    for entry in drive.journal:
        apply(restarted, entry)
    drive.debate = restarted

    drive.do(OWNER, command("undo", drive.id()))
    assert drive.state(question) == "open"
    drive.do(OWNER, command("undo", drive.id()))
    assert drive.state(question) == "in_review"


# Every command.

OPEN, REVIEW, CUED, AIRED = "q1", "q2", "q3", "q4"
DISMISSED, MERGED, HELD, BLOCKED = "q5", "q6", "q7", "q8"
TWIN = "q10"  # says what the one in review says

TAKEN_BACK: dict[type[c.Command], dict[str, Any]] = {
    c.ApproveQuestion: {"question": REVIEW},
    c.DismissQuestion: {"question": CUED, "reason": "spam", "note": "twice"},
    c.DismissMany: {"questions": (REVIEW, HELD, CUED), "reason": "spam", "note": "a flood"},
    c.ApproveMany: {"questions": (REVIEW, HELD, CUED)},
    c.TagMany: {"questions": (REVIEW, HELD, CUED), "pile": "jobs"},
    c.MergeMany: {"questions": (REVIEW, TWIN, CUED)},
    c.HoldQuestion: {"question": REVIEW, "why": "facts"},
    c.UnholdQuestion: {"question": HELD},
    c.RestoreQuestion: {"question": DISMISSED},
    c.RestoreMany: {"questions": (DISMISSED, REVIEW)},
    c.EditQuestion: {"question": OPEN, "text": "Kada tačno?"},
    c.TranslateQuestion: {"question": OPEN, "lang": "sq", "text": "Kur?"},
    c.MergeQuestion: {"question": CUED, "into": OPEN},
    c.UnmergeQuestion: {"question": MERGED},
    labelling.TagQuestion: {"question": OPEN, "pile": "jobs"},
    labelling.AssignQuestion: {"question": OPEN, "to": "g2"},
    labelling.NoteQuestion: {"question": OPEN, "text": "Ask for the figure of 2023."},
    labelling.CountHands: {"question": OPEN, "hands": 45},
    blocking.BlockAuthor: {"question": OPEN},
    blocking.UnblockAuthor: {"question": BLOCKED},
    c.CueQuestion: {"question": OPEN},
    c.UncueQuestion: {"question": CUED},
    c.PlaceQuestion: {"question": CUED},
    c.TakeQuestion: {"question": CUED},
    c.AnswerQuestion: {"question": AIRED, "how": "evaded"},
    c.ClearAir: {},
    c.OpenDoor: {"what": "submissions"},
    c.ShutDoor: {"what": "voting"},
    c.SetApart: {"burst": "b1"},
    c.LetIn: {"burst": "b2"},
    WriteAirText: {"question": CUED, "text": "Kada autobus?"},
    graphics.ShowStrap: {"guest": "g1"},
    graphics.ShowPicture: {"picture": "break"},
    graphics.Panic: {},
}

# What is plainly taken back needs no example of its own.
TAKEN_BACK |= {
    kind: needed(kind) | {"question": OPEN}
    for kind in get_args(WireCommand)
    if kind not in TAKEN_BACK and is_plain(kind)
}

NOT_TAKEN_BACK: set[type[c.Command]] = {
    # What participants did is theirs; what a card asks was asked, and can be dismissed.
    *(c.SubmitQuestion, c.WithdrawQuestion, c.Vote, c.EnterCard),
    challenging.ChallengeDismissal,
    # Said and heard, looked at: in no journal.
    *(c.SayRemark, c.HearRemark, c.LookAt),
    # Time has passed; what is shown of it is turned back by the same button.
    *(c.TurnClock, c.CountDown, c.PauseCountdown, c.ShowCountdown, c.ExtendCountdown),
    # For the editor: it was so.
    *(marking.MarkMoment, marking.ReportRecording, marking.ShowSlate),
    # Everybody in the house has seen it, and it is asked about before.
    c.ChangePhase,
    c.UndoAction,
}


def busy_evening() -> Drive:
    drive = Drive()
    for number in range(1, 10):
        drive.ask(f"Kada {number}?", by=f"person {number}", lang="sr-Latn")
    drive.ask("Када 2!", by="person 10", lang="sr-Cyrl")
    for question in (OPEN, CUED, AIRED, MERGED, "q9"):
        drive.moderate("approve", question)
        drive.vote(question, "ana", "besa")
    drive.moderate("cue", CUED)
    drive.moderate("cue", "q9")
    drive.moderate("take", AIRED)
    drive.moderate("dismiss", DISMISSED, reason="insult", note="name")
    drive.moderate("merge", MERGED, into=OPEN)
    drive.moderate("hold", HELD, why="rules")
    drive.moderate("block", BLOCKED)
    drive.moderate("shut", what="submissions")
    drive.burst("b1", "besa")
    drive.burst("b2", "ana")
    drive.moderate("set_apart", burst="b2")
    return drive


@pytest.mark.parametrize("kind", TAKEN_BACK, ids=lambda kind: kind.__name__)
def test_what_a_command_did_is_taken_back(kind: type[c.Command]) -> None:
    drive = busy_evening()
    before = everything_seen(drive.debate, drive.around)

    drive.now += 1_000
    drive.do(PRODUCER, kind(**TAKEN_BACK[kind] | {"id": drive.id()}))
    assert everything_seen(drive.debate, drive.around) != before
    drive.moderate("undo")

    assert everything_seen(drive.debate, drive.around) == before


def test_every_command_is_taken_back_or_known_not_to_be() -> None:
    assert set(get_args(WireCommand)) == TAKEN_BACK.keys() | NOT_TAKEN_BACK
    assert not TAKEN_BACK.keys() & NOT_TAKEN_BACK
