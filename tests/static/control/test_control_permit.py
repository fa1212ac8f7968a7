"""The control screen offers exactly what the rules allow."""

from itertools import product
from typing import Any, get_args

import pytest

from server.debate.actors import Role
from server.debate.commands import Command, OnSeenQuestion, Phase, State
from server.debate.deciding.overtaken import standing
from server.debate.rules import MERGE_TARGETS, NAMED, RULES, TRANSITIONS, is_time
from server.debate.showing.documents import control_question
from tests.given.debates import Drive
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

STATES: tuple[State, ...] = get_args(State)
PHASES: tuple[Phase, ...] = get_args(Phase)
ROLES: tuple[Role, ...] = ("screener", "producer", "owner")

# The screen takes on air only what is next, and marks as answered only what was in the rundown.
NARROWER = {"take": {"next"}, "answered": {"next", "on_air", "answered"}}
OF_PARTICIPANTS = {"withdraw", "vote"}


def on_questions() -> dict[str, type[Command]]:
    found = {command.__struct_config__.tag: command for command in RULES}
    return {
        str(tag): command
        for tag, command in found.items()
        if RULES[command].states is not None and tag not in OF_PARTICIPANTS
    }


async def test_every_action_is_offered_where_the_rules_allow_it_and_nowhere_else() -> None:
    commands = on_questions()
    cases = list(product(commands, STATES, PHASES))

    for role in ROLES:
        offered = await evaluate(
            """async (cases) => {
                 const { permitted } = await import("/control/desk/permit.js")
                 return cases.map(([action, state, phase]) => permitted(action, state, phase))
               }""",
            cases,
            role,
        )

        assert any(offered) and not all(offered)
        for (action, state, phase), yes in zip(cases, offered, strict=True):
            assert yes == is_offered(commands[action], action, state, role, phase), (action, role)


async def test_all_else_is_offered_to_whom_and_when_the_rules_allow_it() -> None:
    for role in ROLES:
        offered = await evaluate(
            """async ([names, phases]) => {
                 const { allowed } = await import("/control/desk/permit.js")
                 const cases = [undefined, ...phases]
                 return names.map((name) => cases.map((phase) => allowed(name, phase)))
               }""",
            [list(NAMED), PHASES],
            role,
        )

        for rule, (ever, *then) in zip(NAMED.values(), offered, strict=True):
            assert ever == (role in rule.roles)
            if rule.rehearsal is None:  # which the screen offers nothing of
                assert then == [ever and is_time(rule, phase) for phase in PHASES]


def is_offered(command: type[Command], action: str, state: State, role: Any, phase: Phase) -> bool:
    rule = RULES[command]
    assert rule.states is not None
    states = NARROWER.get(action, rule.states)
    return state in states and role in rule.roles and phase in rule.phases


async def test_phases_and_merge_targets_are_those_of_the_rules() -> None:
    following, targets = await evaluate(
        """async ([phases, states]) => {
             const { following, takesIn } = await import("/control/desk/permit.js")
             return [phases.map((phase) => following(phase, true)), states.filter(takesIn)]
           }""",
        [PHASES, STATES],
    )

    assert [set(phases) for phases in following] == [TRANSITIONS[phase] for phase in PHASES]
    assert set(targets) == MERGE_TARGETS


async def test_a_debate_with_questions_cannot_go_back_to_preparation() -> None:
    following = await evaluate(
        """async () => (await import("/control/desk/permit.js")).following("collecting", false)"""
    )

    assert following == ["live", "closed"]


async def test_a_decision_says_how_the_question_stood_in_the_words_of_the_rules() -> None:
    drive = Drive()
    held, open_, answered = drive.ask("Kada?"), drive.ask_openly("Koliko?"), drive.ask_openly("Ko?")
    drive.moderate("hold", held, why="facts")
    drive.moderate("answered", answered, how="evaded")
    questions = [drive.debate.questions[id_] for id_ in (held, open_, answered)]
    actions = [
        command.__struct_config__.tag for command in RULES if issubclass(command, OnSeenQuestion)
    ]

    seen = await evaluate(
        """async ([actions, questions]) => {
             const { asSeen } = await import("/control/desk/standing.js")
             return actions.map((action) =>
               questions.map((question) => asSeen(action, question).was))
           }""",
        [
            actions,
            [control_question(drive.debate, drive.around, question) for question in questions],
        ],
    )

    assert seen == [["held", "open", "evaded"]] * len(actions)
    assert seen == [[standing(question) for question in questions]] * len(actions)
