"""The table, cell by cell: every command for every role, in every phase, on every state, is either
carried out or refused with the code that says why."""

from itertools import product
from typing import get_args

import pytest

from server.debate import commands as c
from server.debate import inner_commands as inner
from server.debate.actors import Actor, Role
from server.debate.commands import Phase, State
from server.debate.deciding.challenging import ChallengeDismissal, ChallengeWithProof
from server.debate.deciding.proving import AskProof
from server.debate.deciding.subjects import WireCommand
from server.debate.refusals import Rejected
from server.debate.rule import KEEPERS, MODERATORS
from server.debate.rules import ADMINISTRATION, NAMED, RULES, UNDOING, allowed, is_time, permit
from server.debate.state import Debate, Question
from tests.given.examples import example

ROLES = get_args(Role)
INNER = (
    inner.DescribeDebate,
    inner.ListDebate,
    inner.ImportQuestions,
    inner.KeepTimetable,
    ChallengeWithProof,
    AskProof,
)
PHASES = get_args(c.Phase)
STATES = get_args(State)
COMMANDS = (*get_args(WireCommand), *INNER)


def debate_in(phase: Phase, state: State) -> Debate:
    debate = Debate()
    debate.phase = phase
    debate.put(Question(id="q1", text="Kada?", author="h", lang="sr-Latn", at=0, state=state))
    return debate


def verdict(kind: type[c.Command], role: Role, phase: Phase, state: State) -> str:
    try:
        permit(debate_in(phase, state), example(kind), Actor(role, "h"))
    except Rejected as refusal:
        return refusal.code
    return "ok"


def test_every_command_has_its_row() -> None:
    assert set(RULES) == set(COMMANDS)


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__struct_config__.tag)
def test_every_cell_is_allowed_or_refused_for_the_first_reason_that_holds(
    kind: type[c.Command],
) -> None:
    rule = RULES[kind]
    about_one = issubclass(kind, c.OnQuestion)
    for role in ROLES:
        for phase in PHASES:
            for state in STATES:
                if role not in rule.roles:
                    expected = "not_allowed"
                elif phase not in rule.phases:
                    expected = "wrong_phase"
                elif about_one and rule.states is not None and state not in rule.states:
                    expected = "wrong_state"
                else:
                    expected = "ok"
                assert verdict(kind, role, phase, state) == expected, (role, phase, state)


@pytest.mark.parametrize("name", NAMED)
def test_every_name_of_the_table_is_offered_where_its_rule_says_and_nowhere_else(name: str) -> None:
    rule = NAMED[name]
    for role, phase, rehearsal in product(ROLES, PHASES, (True, False)):
        debate = debate_in(phase, "open")
        debate.rehearsal = rehearsal
        holds = not rule.phases or phase in rule.phases
        suits = rule.rehearsal is None or rule.rehearsal == rehearsal
        assert allowed(name, role, debate) == (role in rule.roles and holds and suits)
        assert allowed(name, role) == (role in rule.roles)


def test_what_is_about_the_house_is_for_moderators_alone_and_nearly_all_of_it_for_owners() -> None:
    assert all(rule.roles <= MODERATORS | KEEPERS for rule in ADMINISTRATION.values())
    shared = {name for name, rule in ADMINISTRATION.items() if "producer" in rule.roles}
    assert shared == {
        "list of debates",
        "page of a debate",
        "tokens",
        "poster",
        "markers",
        "written answers",
    }


def test_what_is_deleted_is_a_draft_a_rehearsal_or_over() -> None:
    def where(name: str) -> set[tuple[str, bool]]:
        cases = product(PHASES, (True, False))
        return {case for case in cases if is_time(NAMED[name], *case)}

    assert where("remove") == {("draft", True), ("draft", False)}
    assert where("delete") == {("closed", False), ("archived", False)}
    assert where("wipe") == {(phase, True) for phase in PHASES}


def test_screeners_take_back_what_they_may_do_and_producers_everything() -> None:
    assert "screener" in UNDOING[True] and "screener" not in UNDOING[False]
    assert {"producer", "owner"} <= UNDOING[True] & UNDOING[False]


def test_a_display_can_do_nothing() -> None:
    assert all("display" not in rule.roles for rule in NAMED.values())


def test_a_host_says_what_they_have_heard_and_nothing_else() -> None:
    theirs = {name for name, rule in NAMED.items() if "host" in rule.roles}
    assert theirs == {"heard", "list of debates"}


def test_participants_ask_vote_withdraw_prove_and_challenge_and_nothing_else() -> None:
    theirs = {kind for kind, rule in RULES.items() if "participant" in rule.roles}
    of_old = {c.SubmitQuestion, c.WithdrawQuestion, c.Vote}
    assert theirs == of_old | {AskProof, ChallengeDismissal, ChallengeWithProof}


@pytest.mark.parametrize("kind", [c.WithdrawQuestion, ChallengeDismissal, AskProof])
def test_who_did_not_ask_a_question_learns_nothing_of_its_state(
    kind: type[c.OnQuestion],
) -> None:
    told = set()
    for state in get_args(State):
        with pytest.raises(Rejected) as caught:
            permit(
                debate_in("live", state),
                kind(id="c", question="q1"),
                Actor("participant", "somebody"),
            )
        told.add(caught.value.code)
    assert told == {"not_allowed"}


def test_screeners_never_touch_the_air_the_rundown_or_the_phase() -> None:
    theirs = {kind for kind, rule in RULES.items() if "screener" in rule.roles}
    assert not theirs & {
        c.TakeQuestion,
        c.ClearAir,
        c.CueQuestion,
        c.UncueQuestion,
        c.PlaceQuestion,
        c.AnswerQuestion,
        c.ChangePhase,
        c.OpenDoor,
        c.ShutDoor,
        c.TurnClock,
        c.CountDown,
        c.PauseCountdown,
        c.ShowCountdown,
    }


def test_a_question_nobody_asked_is_unknown() -> None:
    with pytest.raises(Rejected) as caught:
        permit(
            debate_in("live", "open"),
            c.Vote(id="c", question="q9", on=True),
            Actor("participant", "h"),
        )
    assert caught.value.code == "unknown_question"
