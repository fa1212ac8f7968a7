"""What was on air and left it without an outcome: it waits for one, and never returns to next."""

import pytest
from msgspec.structs import replace

from server.debate import events as e
from server.debate.apply import apply
from server.debate.decide import decide_vote
from server.debate.described import Chance
from server.debate.refusals import Rejected
from server.debate.showing.becoming import became, lacks_outcome
from server.debate.showing.documents import audience_question, control_question
from server.debate.state import Debate
from tests.given.debates import OWNER, PRODUCER, SETTINGS, Drive, command, participant

HOWS = ("answered", "partly", "evaded", "not_reached")
FATES = {how: how for how in HOWS} | {"not_reached": "unanswered"}  # of what was on air


@pytest.fixture
def drive() -> Drive:
    """Three questions in the rundown."""
    drive = Drive()
    for text in ("Posao?", "Voda?", "Struja?"):
        drive.moderate("cue", drive.ask_openly(text))
    return drive


def take_next(drive: Drive) -> None:
    drive.moderate("take", drive.debate.order[0])


def fate(drive: Drive, question: str) -> str:
    return became(drive.debate.questions[question], over=False)


def test_taking_one_after_the_other_comes_to_the_end_of_the_rundown(drive: Drive) -> None:
    aired = []
    while drive.debate.order:
        take_next(drive)
        aired.append(drive.debate.on_air or "")

    assert aired == ["q1", "q2", "q3"]
    assert [fate(drive, one) for one in aired] == ["aired", "aired", "on_air"]


def test_what_another_was_taken_over_waits_for_its_outcome(drive: Drive) -> None:
    take_next(drive)
    take_next(drive)

    assert drive.debate.order == ("q3",)
    for how in HOWS:
        drive.moderate("answered", "q1", how=how)
        assert fate(drive, "q1") == FATES[how]


def test_what_was_never_on_air_is_not_reached(drive: Drive) -> None:
    drive.moderate("answered", "q1", how="not_reached")
    assert fate(drive, "q1") == "not_reached"


def test_what_was_on_air_by_mistake_is_not_reached_either(drive: Drive) -> None:
    take_next(drive)
    drive.moderate("clear")
    drive.moderate("answered", "q1", how="not_reached")
    assert fate(drive, "q1") == "not_reached"


def test_leaving_the_air_with_the_live_phase_is_no_way_to_next(drive: Drive) -> None:
    take_next(drive)

    drive.moderate("phase", to="collecting")

    assert drive.debate.order == ("q2", "q3")
    assert fate(drive, "q1") == "aired"


def test_clear_puts_it_back_to_where_it_was(drive: Drive) -> None:
    take_next(drive)
    drive.moderate("clear")

    assert drive.debate.order == ("q1", "q2", "q3")
    assert (drive.state("q1"), fate(drive, "q1")) == ("next", "open")


def test_undo_puts_both_back(drive: Drive) -> None:
    take_next(drive)
    take_next(drive)
    drive.moderate("undo")

    assert (drive.debate.on_air, drive.debate.order) == ("q1", ("q2", "q3"))


def test_it_can_be_cued_again_and_until_then_is_still_what_it_was(drive: Drive) -> None:
    take_next(drive)
    take_next(drive)
    drive.moderate("cue", "q1")

    assert (drive.state("q1"), fate(drive, "q1")) == ("next", "aired")
    assert drive.debate.order == ("q3", "q1")


@pytest.mark.parametrize("how", HOWS)
def test_also_with_an_outcome_which_stays_until_it_is_asked_again(drive: Drive, how: str) -> None:
    take_next(drive)
    drive.moderate("answered", "q1", how=how)
    drive.moderate("cue", "q1")
    assert (drive.state("q1"), fate(drive, "q1")) == ("next", FATES[how])

    drive.moderate("uncue", "q1")
    assert (drive.state("q1"), fate(drive, "q1")) == ("answered", FATES[how])

    drive.moderate("cue", "q1")
    drive.moderate("take", "q1")
    assert fate(drive, "q1") == "on_air"
    drive.moderate("clear")
    assert (drive.state("q1"), fate(drive, "q1")) == ("next", FATES[how])

    drive.moderate("take", "q1")
    drive.moderate("take", "q2")
    assert (drive.state("q1"), fate(drive, "q1")) == ("open", "aired")


def test_what_is_merged_from_the_rundown_comes_back_with_its_outcome(drive: Drive) -> None:
    drive.moderate("answered", "q1", how="evaded")
    drive.moderate("cue", "q1")
    drive.moderate("merge", "q1", into="q2")
    drive.moderate("unmerge", "q1")

    assert (drive.state("q1"), fate(drive, "q1")) == ("answered", "evaded")


def dismiss_and_show_again(drive: Drive, question: str) -> None:
    drive.moderate("dismiss", question, reason="other")
    drive.moderate("restore", question)
    drive.moderate("approve", question)


def test_what_is_dismissed_has_no_outcome_any_more(drive: Drive) -> None:
    drive.moderate("answered", "q1", how="evaded")
    drive.moderate("cue", "q1")
    dismiss_and_show_again(drive, "q1")

    assert (drive.state("q1"), fate(drive, "q1")) == ("open", "open")


def take_and_leave(drive: Drive, how: str | None) -> None:
    """The first of the rundown was on the air: with that outcome and cued again, or with none."""
    take_next(drive)
    if how:
        drive.moderate("answered", "q1", how=how)
        drive.moderate("cue", "q1")
    else:
        take_next(drive)


@pytest.mark.parametrize("how", [None, "answered"])
def test_what_was_on_air_stays_so_also_when_it_was_dismissed(drive: Drive, how: str | None) -> None:
    take_and_leave(drive, how)
    dismiss_and_show_again(drive, "q1")

    assert became(drive.debate.questions["q1"], over=False) == "open"
    assert became(drive.debate.questions["q1"], over=True) == "aired"


@pytest.mark.parametrize("how", [None, "answered"])
def test_its_author_cannot_take_it_back_any_more(drive: Drive, how: str | None) -> None:
    take_and_leave(drive, how)

    with pytest.raises(Rejected) as refusal:
        drive.do(participant("ana"), command("withdraw", question="q1"))
    assert refusal.value.code == "wrong_state"


def test_nobody_of_the_audience_learns_that_it_is_cued_again(drive: Drive) -> None:
    drive.do(OWNER, replace(SETTINGS, chance=Chance(hidden_counts=True)))
    drive.moderate("answered", "q1", how="partly")
    before = audience_question(drive.debate, drive.debate.questions["q1"])
    drive.moderate("cue", "q1")

    assert drive.state("q1") == "next"
    told = audience_question(drive.debate, drive.debate.questions["q1"])
    assert told is not None and told == before and told["became"] == "partly" and "votes" in told
    with pytest.raises(Rejected) as refusal:
        decide_vote(drive.debate, command("vote", question="q1", on=True), participant("besa"))
    assert (refusal.value.code, refusal.value.args_) == ("wrong_state", {})


def test_who_saw_it_before_it_was_on_air_decides_about_nothing(drive: Drive) -> None:
    drive.moderate("uncue", "q1")
    drive.moderate("take", "q1")
    take_next(drive)

    with pytest.raises(Rejected):
        drive.moderate("dismiss", "q1", reason="spam", was="open")
    drive.moderate("dismiss", "q1", reason="spam", was="aired")
    assert drive.state("q1") == "dismissed"


def test_a_journal_from_before_adds_up_to_what_it_did(drive: Drive) -> None:
    """Its lines say nothing of where a question went from the air: back to where it was."""
    old: list[e.Event] = [
        e.QuestionTaken(question="q1"),
        e.AirCleared(question="q1"),
        e.QuestionTaken(question="q2"),
        e.QuestionPlaced(question="q1", before=None),
    ]
    drive.write(PRODUCER, old)

    assert drive.debate.order == ("q3", "q1")
    assert became(drive.debate.questions["q1"], over=False) == "open"
    assert became(drive.debate.questions["q1"], over=True) == "aired"


def test_the_journal_says_where_it_went(drive: Drive) -> None:
    take_next(drive)
    take_next(drive)
    drive.moderate("clear")
    fold = Debate()
    for entry in drive.journal:
        apply(fold, entry)

    cleared = [one.event.aired for one in drive.journal if isinstance(one.event, e.AirCleared)]
    assert cleared == [True, None]
    assert fold.questions == drive.debate.questions


def test_what_closing_would_leave_without_an_outcome_is_told_before(drive: Drive) -> None:
    drive.moderate("take", "q1")
    drive.moderate("take", "q2")
    drive.moderate("clear")
    drive.moderate("take", "q3")
    told = {q.id for q in drive.debate.questions.values() if lacks_outcome(q)}

    drive.moderate("phase", to="closed")

    left = {q.id for q in drive.debate.questions.values() if became(q, over=True) == "aired"}
    assert told == left == {"q1", "q2", "q3"}
    assert "no_outcome" not in control_question(
        drive.debate, drive.around, drive.debate.questions["q1"]
    )
