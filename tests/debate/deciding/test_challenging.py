"""An author says that a question should not have been dismissed."""

import pytest

from server.debate.deciding.challenging import ChallengeWithProof, DismissalChallenged
from server.debate.refusals import Rejected
from server.debate.showing.documents import (
    audience_question,
    control_question,
    you_document,
)
from tests.given.debates import PRODUCER, Drive, command, participant
from tests.given.handles import handle


def challenge(drive: Drive, question: str, who: str = "ana") -> None:
    drive.do(participant(who), command("challenge", drive.id(), question=question))


def with_proof(drive: Drive, question: str) -> None:
    drive.do(participant("nobody"), ChallengeWithProof(id=drive.id(), question=question))


def challenges(drive: Drive) -> int:
    return sum(isinstance(entry.event, DismissalChallenged) for entry in drive.journal)


def dismissed(drive: Drive) -> str:
    question = drive.ask("Kada?", "ana")
    drive.moderate("dismiss", question, reason="off_topic")
    return question


def is_marked(drive: Drive, question: str) -> object:
    shown = control_question(drive.debate, drive.around, drive.debate.questions[question])
    return shown.get("challenged", False)


def test_moderators_and_the_author_are_shown_that_a_dismissal_is_challenged() -> None:
    drive = Drive()
    question = dismissed(drive)
    assert not is_marked(drive, question)

    challenge(drive, question)

    assert is_marked(drive, question)
    assert you_document(drive.debate, handle("ana"))["mine"][question]["challenged"]
    assert audience_question(drive.debate, drive.debate.questions[question]) is None


def test_each_dismissal_can_be_challenged_once() -> None:
    drive = Drive()
    question = dismissed(drive)

    challenge(drive, question)
    challenge(drive, question)
    with_proof(drive, question)
    assert challenges(drive) == 1

    drive.moderate("restore", question)
    assert not is_marked(drive, question)
    drive.moderate("dismiss", question, reason="spam")
    assert not is_marked(drive, question)
    challenge(drive, question)
    assert challenges(drive) == 2


def test_nobody_else_can_and_only_what_is_dismissed() -> None:
    drive = Drive()
    question, other = dismissed(drive), drive.ask("Gde?", "ana")

    with pytest.raises(Rejected, match="not_allowed"):
        challenge(drive, question, "besa")
    with pytest.raises(Rejected, match="wrong_state"):
        challenge(drive, other)
    with pytest.raises(Rejected, match="wrong_state"):
        with_proof(drive, other)


def test_when_the_debate_is_closed_a_proof_is_needed() -> None:
    drive = Drive()
    question = dismissed(drive)
    drive.do(PRODUCER, command("phase", drive.id(), to="closed"))

    with pytest.raises(Rejected, match="wrong_phase"):
        challenge(drive, question)
    with_proof(drive, question)

    assert challenges(drive) == 1


def test_a_challenge_stays_whatever_moderators_take_back() -> None:
    drive = Drive()
    question = dismissed(drive)
    drive.moderate("note", question, text="ask the mayor")
    challenge(drive, question)

    drive.moderate("undo")
    assert is_marked(drive, question), "the note was taken back, not the challenge"
    drive.moderate("undo")
    drive.moderate("dismiss", question, reason="off_topic")
    assert not is_marked(drive, question), "it was of a dismissal that never happened"
