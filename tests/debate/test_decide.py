"""What commands mean, told as small debates."""

from typing import Any

import pytest

from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.deciding.curating import is_plain
from server.debate.refusals import Rejected
from server.debate.rule import SCREENERS
from server.debate.rules import RULES
from tests.given.debates import OWNER, SCREENER, SETTINGS, Drive, command, participant
from tests.given.examples import needed


def refused(drive: Drive, actor: Actor, do: str, **fields: object) -> Rejected:
    """Expect a refusal, and that nothing changed."""
    seq = drive.debate.seq
    with pytest.raises(Rejected) as caught:
        drive.do(actor, command(do, drive.id(), **fields))
    assert drive.debate.seq == seq
    return caught.value


PRODUCER = Actor("producer", "account:mira", "mira")
ANA = participant("ana")
BESA = participant("besa")


# Asking.


def test_a_question_waits_for_review() -> None:
    drive = Drive()
    assert drive.state(drive.ask("Kada?")) == "in_review"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200b", "\u202e"])
def test_a_question_of_nothing_that_can_be_seen_is_empty(text: str) -> None:
    assert refused(Drive(), ANA, "submit", text=text).code == "empty"


def test_300_characters_are_a_question_and_301_are_too_long() -> None:
    drive = Drive()
    drive.ask("ш" * 300)
    refusal = refused(drive, ANA, "submit", text="ш" * 301)
    assert (refusal.code, refusal.args_) == ("too_long", {"max": 300, "length": 301})


def test_length_counts_code_points_after_composing_and_trimming() -> None:
    drive = Drive()
    drive.ask("  " + "c\u030c" * 300 + "  ")  # č, typed as c and a caron


def test_a_long_name_is_refused_and_says_so() -> None:
    refusal = refused(Drive(), ANA, "submit", text="Kada?", name="A" * 41)
    assert refusal.code == "too_long"
    assert refusal.args_["field"] == "name"


def test_a_question_to_a_guest_who_is_not_there_is_malformed() -> None:
    assert refused(Drive(), ANA, "submit", text="Kada?", to="g9").code == "malformed"


def test_nobody_asks_while_submissions_are_shut() -> None:
    drive = Drive()
    drive.moderate("shut", what="submissions")
    assert refused(drive, ANA, "submit", text="Kada?").code == "submissions_closed"


def test_a_blocked_author_cannot_ask_but_can_vote() -> None:
    drive = Drive()
    bad = drive.ask("…", by="ana")
    good = drive.ask_openly("Kada?", by="besa")
    drive.moderate("block", bad)

    assert refused(drive, ANA, "submit", text="Opet ja").code == "blocked"
    drive.vote(good, "ana")
    assert drive.debate.tally(good) == 1

    drive.moderate("unblock", bad)
    drive.ask("Opet ja", by="ana")


def test_a_participant_withdraws_only_what_is_theirs_and_not_once_it_is_on_air() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?", by="ana")
    assert refused(drive, BESA, "withdraw", question=question).code == "not_allowed"
    drive.moderate("take", question)
    assert refused(drive, ANA, "withdraw", question=question).code == "wrong_state"


def test_the_language_is_guessed_when_it_is_not_said() -> None:
    drive = Drive()
    assert drive.debate.questions[drive.ask("Када ће бити боље?")].lang == "sr-Cyrl"


# Voting.


@pytest.mark.parametrize("do", ["dismiss", "merge", "take", "answered"])
def test_a_question_that_is_gone_takes_no_votes(do: str) -> None:
    drive = Drive()
    other = drive.ask_openly("Zašto?")
    question = drive.ask_openly("Kada?")
    more = {"dismiss": {"reason": "spam"}, "merge": {"into": other}}.get(do, {})
    drive.moderate(do, question, **more)

    refusal = refused(drive, BESA, "vote", question=question, on=True)

    assert (refusal.code, refusal.args_) == ("wrong_state", {})


def test_a_cued_question_still_takes_votes() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("cue", question)
    drive.vote(question, "besa")
    assert drive.debate.tally(question) == 1


def test_nobody_votes_while_voting_is_shut() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("shut", what="voting")
    assert refused(drive, BESA, "vote", question=question, on=True).code == "voting_closed"


def test_voting_twice_is_fine_and_counts_once() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.vote(question, "besa", "besa")
    assert drive.debate.tally(question) == 1


# On the air.


def test_taking_a_question_clears_what_was_on_air_before() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Zašto?")
    drive.moderate("take", first)
    drive.moderate("take", second)
    assert drive.debate.on_air == second
    assert drive.state(first) == "open"


def test_only_the_first_of_two_takers_of_the_same_question_gets_it() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    refusal = refused(drive, OWNER, "take", question=question)
    assert (refusal.code, refusal.args_) == ("wrong_state", {"state": "on_air", "by": "mira"})


def test_a_question_cleared_from_the_air_goes_back_to_the_head_of_the_rundown() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Zašto?")
    drive.moderate("cue", first)
    drive.moderate("cue", second)
    drive.moderate("take", second)
    drive.moderate("clear")
    assert drive.debate.order == (second, first)
    assert drive.debate.on_air is None


def test_clearing_an_empty_air_is_fine() -> None:
    drive = Drive()
    seq = drive.debate.seq
    drive.moderate("clear")
    assert drive.debate.seq == seq


def test_an_answered_question_leaves_the_air_with_how_it_was_answered() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="evaded")
    assert drive.debate.on_air is None
    assert drive.debate.questions[question].how == "evaded"


def test_the_rundown_is_put_in_order() -> None:
    drive = Drive()
    q1, q2, q3 = (drive.ask_openly(t) for t in ("Kada?", "Zašto?", "Gde?"))
    for question in (q1, q2, q3):
        drive.moderate("cue", question)
    drive.moderate("place", q3, before=q1)
    assert drive.debate.order == (q3, q1, q2)
    drive.moderate("place", q3)
    assert drive.debate.order == (q1, q2, q3)


# Merging and editing.


def test_merging_adds_people_not_votes() -> None:
    drive = Drive()
    one, other = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(one, "ana", "besa")
    drive.vote(other, "besa", "ceca")
    drive.moderate("merge", other, into=one)
    assert drive.debate.tally(one) == 3
    drive.moderate("unmerge", other)
    assert (drive.debate.tally(one), drive.debate.tally(other)) == (2, 2)
    assert drive.state(other) == "open"


def test_nothing_is_merged_into_itself_or_into_what_is_merged_already() -> None:
    drive = Drive()
    one, other = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    assert refused(drive, PRODUCER, "merge", question=one, into=one).code == "wrong_state"
    drive.moderate("merge", other, into=one)
    assert refused(drive, PRODUCER, "merge", question=one, into=other).code == "wrong_state"


def test_an_edited_question_keeps_what_was_asked() -> None:
    drive = Drive()
    question = drive.ask_openly("Kda?")
    drive.moderate("edit", question, text="Kada?")
    drive.moderate("edit", question, text="Kada to?")
    assert drive.debate.questions[question].original == "Kda?"
    drive.moderate("edit", question, text="Kda?")
    assert drive.debate.questions[question].original is None


# Undo.


def test_undo_takes_back_a_whole_action_and_then_the_one_before() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Zašto?")
    drive.moderate("take", first)
    drive.moderate("take", second)

    drive.moderate("undo")
    assert (drive.debate.on_air, drive.state(first), drive.state(second)) == (
        first,
        "on_air",
        "open",
    )
    drive.moderate("undo")
    assert (drive.debate.on_air, drive.state(first)) == (None, "open")


def test_undo_of_a_merge_gives_the_votes_back() -> None:
    drive = Drive()
    one, other = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(other, "ceca")
    drive.moderate("merge", other, into=one)
    drive.moderate("undo")
    assert (drive.debate.tally(one), drive.debate.tally(other)) == (0, 1)


def test_undo_does_not_bring_back_what_its_author_withdrew() -> None:
    drive = Drive()
    question = drive.ask("Kada?", by="ana")
    drive.moderate("approve", question)
    drive.do(ANA, c.WithdrawQuestion(id=drive.id(), question=question))
    drive.moderate("undo")
    assert drive.state(question) == "withdrawn"


def test_with_nothing_to_undo_undo_is_refused() -> None:
    assert refused(Drive(), PRODUCER, "undo").code == "wrong_state"


# Phases.


def test_closing_clears_the_air_and_seals_the_tallies() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.vote(question, "ana", "besa")
    drive.moderate("take", question)

    drive.moderate("phase", to="closed")

    assert drive.debate.on_air is None
    assert drive.debate.sealed is not None
    assert drive.debate.sealed.tallies == {question: 2}
    assert (drive.debate.sealed.ballots, drive.debate.sealed.participants) == (2, 2)


def test_a_closed_debate_does_not_open_again() -> None:
    drive = Drive()
    drive.moderate("phase", to="closed")
    assert refused(drive, PRODUCER, "phase", to="live").code == "wrong_phase"


def test_settings_do_not_change_after_closing() -> None:
    drive = Drive()
    drive.moderate("phase", to="closed")
    with pytest.raises(Rejected):
        drive.do(OWNER, SETTINGS)


# What screeners may do with a question, each with what has to be done before.
SCREENING: dict[str, tuple[dict[str, Any], str | None]] = {
    "approve": ({}, None),
    "dismiss": ({"reason": "spam"}, None),
    "hold": ({"why": "facts"}, None),
    "unhold": ({}, "hold"),
    "restore": ({}, "dismiss"),
    "edit": ({"text": "Kad?"}, None),
    "translate": ({"lang": "sq", "text": "Kur?"}, None),
    "merge": ({"into": "q1"}, None),
    "unmerge": ({}, "merge"),
    "tag": ({"pile": "jobs"}, None),
    "assign": ({"to": "g1"}, None),
    "note": ({"text": "pitati"}, None),
    "hands": ({"hands": 45}, "approve"),
    "block": ({}, None),
    "unblock": ({}, "block"),
}
for kind, rule_ in RULES.items():  # and what needs no example of its own
    if rule_.roles == SCREENERS and is_plain(kind):
        own = {k: v for k, v in needed(kind).items() if k not in ("id", "question")}
        SCREENING.setdefault(str(kind.__struct_config__.tag), (own, None))


def test_all_that_screeners_may_do_with_a_question_is_tried() -> None:
    theirs = {kind for kind, rule in RULES.items() if rule.roles == SCREENERS}

    on_questions = {kind for kind in theirs if issubclass(kind, c.OnQuestion)}
    assert {kind.__struct_config__.tag for kind in on_questions} == set(SCREENING)


@pytest.mark.parametrize("do", SCREENING)
def test_a_screener_takes_back_what_screeners_may_do_whoever_did_it(do: str) -> None:
    drive = Drive()
    drive.ask_openly("Ko?")
    question = drive.ask("Kada?", by="besa")
    fields, first = SCREENING[do]
    if first is not None:
        drive.moderate(first, question, **SCREENING[first][0])
    before = drive.debate.questions[question], drive.debate.blocked
    drive.moderate(do, question, **fields)
    assert (drive.debate.questions[question], drive.debate.blocked) != before

    drive.do(SCREENER, command("undo", drive.id()))

    assert (drive.debate.questions[question], drive.debate.blocked) == before


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("cue", {"question": "q1"}),
        ("take", {"question": "q1"}),
        ("answered", {"question": "q1"}),
        ("shut", {"what": "voting"}),
    ],
)
def test_a_screener_takes_back_nothing_of_the_air_the_rundown_or_the_doors(
    do: str, fields: dict[str, str]
) -> None:
    drive = Drive()
    drive.ask_openly("Kada?")
    drive.moderate(do, **fields)

    assert refused(drive, SCREENER, "undo").code == "not_allowed"
    drive.moderate("undo")
