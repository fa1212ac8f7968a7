"""Ballots of a burst: they stop counting, are kept, and count again."""

import pytest

from server.debate.actors import Actor
from server.debate.events import BallotsSetApart
from server.debate.refusals import Rejected
from server.debate.showing.documents import control_question, you_document
from server.debate.showing.heads import audience_debate
from tests.given.debates import OWNER, PRODUCER, SCREENER, Drive, command, control_head, participant
from tests.given.handles import handle

BOTS = ("bot1", "bot2", "bot3")


@pytest.fixture
def drive() -> Drive:
    """Two for the first question, and a burst of three for the second."""
    drive = Drive()
    for text in ("Ko plaća struju?", "Kada dolazi voz?"):
        drive.ask_openly(text)
    drive.vote("q1", "ana", "besa")
    drive.vote("q2", "ana", *BOTS)
    drive.vote("q1", "bot1")
    drive.burst("b1", *BOTS)
    return drive


def tallies(drive: Drive) -> list[int]:
    return [drive.debate.tally(id_) for id_ in ("q1", "q2")]


def test_what_is_set_apart_does_not_count_and_counts_again(drive: Drive) -> None:
    assert tallies(drive) == [3, 4]

    drive.moderate("set_apart", burst="b1")
    assert tallies(drive) == [2, 1]
    assert (drive.debate.ballots, drive.debate.ballots_apart) == (3, 4)

    drive.moderate("let_in", burst="b1")
    assert tallies(drive) == [3, 4]

    drive.moderate("set_apart", burst="b1")
    assert tallies(drive) == [2, 1]


def test_the_journal_says_numbers_and_nobody(drive: Drive) -> None:
    drive.moderate("set_apart", burst="b1")
    event = drive.journal[-1].event

    assert isinstance(event, BallotsSetApart)
    assert event.rule and event.seconds == 40
    assert (event.voters, event.usual, event.ballots) == (3, 1, 4)
    assert event.questions == {"q1": 1, "q2": 3}
    assert "handle" not in repr(event)


def test_who_is_set_apart_sees_nothing_of_it_and_what_they_vote_later_stays_apart(
    drive: Drive,
) -> None:
    before = you_document(drive.debate, handle("bot1"))
    drive.moderate("set_apart", burst="b1")
    assert you_document(drive.debate, handle("bot1")) == before

    drive.vote("q1", "bot2")
    assert you_document(drive.debate, handle("bot2"))["votes"] == {"q1": True, "q2": True}
    assert tallies(drive) == [2, 1]

    drive.moderate("let_in", burst="b1")
    assert tallies(drive) == [4, 4]


def test_everybody_is_told_how_many_are_looked_at(drive: Drive) -> None:
    assert "apart" not in audience_debate(drive.debate, drive.around)["totals"]
    drive.moderate("set_apart", burst="b1")
    assert audience_debate(drive.debate, drive.around)["totals"] == {
        "questions": 2,
        "votes": 3,
        "apart": 4,
    }


def test_moderators_see_the_burst_and_both_numbers(drive: Drive) -> None:
    watched = control_head(drive.debate, drive.around)["bursts"]["b1"]
    assert watched["ballots"] == {"q1": 1, "q2": 3} and "apart" not in watched

    drive.moderate("set_apart", burst="b1")
    drive.around.bursts = {}  # the process that watched it is no more

    burst = control_head(drive.debate, drive.around)["bursts"]["b1"]
    assert burst["apart"] is True and burst["by"] == "mira" and burst["voters"] == 3
    assert control_question(drive.debate, drive.around, drive.debate.questions["q2"])["apart"] == 3


def test_it_is_undone_in_both_directions(drive: Drive) -> None:
    drive.moderate("set_apart", burst="b1")
    drive.moderate("undo")
    assert tallies(drive) == [3, 4]
    assert drive.debate.apart == {}

    drive.moderate("set_apart", burst="b1")
    drive.moderate("let_in", burst="b1")
    drive.moderate("undo")
    assert tallies(drive) == [2, 1]


@pytest.mark.parametrize("actor", [SCREENER, participant("ana")], ids=["screener", "participant"])
def test_screeners_and_participants_may_not(drive: Drive, actor: Actor) -> None:
    drive.moderate("set_apart", burst="b1")
    for do in ("set_apart", "let_in"):
        with pytest.raises(Rejected, match="not_allowed"):
            drive.do(actor, command(do, burst="b1"))
    with pytest.raises(Rejected, match="not_allowed"):
        drive.do(SCREENER, command("undo"))


def test_a_burst_that_nobody_watched_is_unknown(drive: Drive) -> None:
    for do, burst in (("set_apart", "b9"), ("let_in", "b1")):
        with pytest.raises(Rejected, match="unknown_burst"):
            drive.do(OWNER, command(do, burst=burst))


def test_closing_seals_both_numbers(drive: Drive) -> None:
    drive.moderate("set_apart", burst="b1")
    drive.do(PRODUCER, command("phase", to="closed"))
    sealed = drive.debate.sealed

    assert sealed is not None
    assert sealed.tallies == sealed.own == {"q1": 2, "q2": 1}
    assert sealed.apart == {"q1": 1, "q2": 3}
    assert sealed.with_apart == {"q1": 3, "q2": 4}
    assert (sealed.participants, sealed.apart_participants) == (2, 3)
    assert (sealed.ballots, sealed.apart_ballots) == (3, 4)
    assert (drive.debate.ballots_apart, drive.debate.tally_apart("q2")) == (4, 3)


def test_a_burst_that_nobody_decided_about_is_told_at_closing_and_counts(drive: Drive) -> None:
    drive.burst("b2", "ana")
    drive.moderate("set_apart", burst="b2")
    drive.do(PRODUCER, command("phase", to="closed"))

    (passed,) = drive.debate.passed
    assert (passed.burst, passed.voters, passed.ballots) == ("b1", 3, 4)
    assert drive.debate.sealed is not None
    assert drive.debate.sealed.tallies == {"q1": 2, "q2": 3}


def test_without_anything_apart_closing_seals_what_it_always_did(drive: Drive) -> None:
    drive.moderate("set_apart", burst="b1")
    drive.moderate("let_in", burst="b1")
    drive.do(PRODUCER, command("phase", to="closed"))
    sealed = drive.debate.sealed
    assert sealed is not None and sealed.tallies == {"q1": 3, "q2": 4}
    assert (sealed.apart, sealed.with_apart, sealed.apart_ballots) == (None, None, None)
