"""A fair chance: what the audience is told of votes, and who may ask."""

import pytest
from msgspec.structs import replace

from server.debate.described import Chance, Sort
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question, control_question
from server.debate.showing.likely import Likely
from server.debate.showing.views import project
from tests.given.debates import OWNER, PRODUCER, SETTINGS, Drive, command, participant

HIDDEN = replace(SETTINGS, chance=Chance("fair", hidden_counts=True))
VOTE_ONLY = replace(SETTINGS, chance=Chance(vote_only=True))


def audience(drive: Drive) -> Json:
    return project("audience", drive.debate, drive.around, Likely(), drive.now).document()


def told(drive: Drive, question: str) -> int | None:
    """The tally as the audience reads it."""
    document = audience_question(drive.debate, drive.debate.questions[question])
    assert document is not None
    return document.get("votes")


def test_asking_is_not_voting_for_oneself() -> None:
    drive = Drive()

    question = drive.ask_openly("Kada?", by="ana")

    assert drive.debate.tally(question) == 0
    drive.vote(question, "ana")
    assert drive.debate.tally(question) == 1


def test_a_hidden_count_is_told_from_the_moment_a_question_is_taken() -> None:
    drive = Drive(settings=HIDDEN)
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa", "ceca")

    before = told(drive, question)
    drive.moderate("take", question)
    on_air = told(drive, question)
    drive.moderate("clear")
    cleared = told(drive, question)
    drive.moderate("take", question)
    drive.moderate("answered", question)

    assert (before, on_air, cleared, told(drive, question)) == (None, 2, None, 2)


def test_moderators_see_hidden_counts() -> None:
    drive = Drive(settings=HIDDEN)
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa")

    assert (
        control_question(drive.debate, drive.around, drive.debate.questions[question])["votes"] == 1
    )
    control = project("control", drive.debate, drive.around, Likely(), drive.now).document()
    assert control["debate"]["totals"]["votes"] == 1


def test_nothing_is_hidden_any_more_when_the_debate_is_closed() -> None:
    drive = Drive(settings=HIDDEN)
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa")

    drive.moderate("phase", to="closed")

    assert told(drive, question) == 1
    assert audience(drive)["debate"]["totals"] == {"questions": 1, "votes": 1}


def test_a_change_of_the_settings_reaches_all_who_look() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa")
    shown = project("audience", drive.debate, drive.around, Likely(), drive.now)

    patch = shown.update(drive.do(OWNER, HIDDEN), drive.now)

    assert patch["debate"]["sort"] == "fair" and patch["debate"]["hidden_counts"] is True
    assert patch["questions"] == {question: {"votes": None}}


def test_hidden_counts_choose_no_question_of_a_long_list_by_its_votes() -> None:
    drive = Drive(settings=HIDDEN)
    asked = [drive.ask_openly(f"Pitanje broj {n}?", by=f"p{n}") for n in range(301)]
    drive.vote(asked[0], "besa", "ceca")

    assert asked[0] not in audience(drive)["questions"]
    assert audience(drive)["more"] == 1


@pytest.mark.parametrize("sort", ["votes", "newest", "fair"])
def test_the_order_of_phones_is_told(sort: Sort) -> None:
    settings = replace(SETTINGS, chance=Chance(sort))

    assert audience(Drive(settings=settings))["debate"]["sort"] == sort


def test_without_counts_there_is_no_order_by_votes() -> None:
    settings = replace(SETTINGS, chance=Chance("votes", hidden_counts=True))

    assert audience(Drive(settings=settings))["debate"]["sort"] == "fair"


def test_where_one_only_votes_nobody_asks_and_the_door_stays_shut() -> None:
    drive = Drive(settings=VOTE_ONLY)

    for actor, do, fields in (
        (participant("ana"), "submit", {"text": "Kada?"}),
        (PRODUCER, "open", {"what": "submissions"}),
    ):
        with pytest.raises(Rejected) as refusal:
            drive.do(actor, command(do, drive.id(), **fields))
        assert refusal.value.code == "submissions_closed"
    head = audience(drive)["debate"]
    assert (head["submissions"], head["voting"], head["vote_only"]) == (False, True, True)
