"""The table: which command is allowed to which role, in which phase, on a question in which state;
and which page of administration.

Everything that decides "may this happen now?" stands here; `decide`, pages and doors only ask.
"""

from collections.abc import Iterable
from typing import Literal, Protocol

from server.debate import commands as c
from server.debate import inner_commands as inner
from server.debate.actors import THE_HOUSE, Actor, Membership, Path, Role, role_at
from server.debate.deciding import subjects
from server.debate.phases import ANY, ASKING, BEFORE_CLOSING, DRAFT, LIVE, OVER
from server.debate.refusals import Rejected
from server.debate.rule import (
    BUTTONS,
    BY_LINK,
    CLOCK,
    DISPLAYS,
    EDITABLE,
    HOSTS,
    KEEPERS,
    MODERATORS,
    NO_DEBATE,
    OBSERVERS,
    OWNERS,
    PARTICIPANT,
    PRODUCERS,
    SCREENERS,
    Rule,
    states,
)
from server.debate.state import Debate, Question

RULES: dict[type[c.Command], Rule] = {
    c.SubmitQuestion: Rule(PARTICIPANT, ASKING),
    c.WithdrawQuestion: Rule(PARTICIPANT, ASKING, states("in_review", "open", "next"), own=True),
    c.Vote: Rule(PARTICIPANT, ASKING, states("open", "next")),
    c.EnterCard: Rule(SCREENERS, BEFORE_CLOSING),
    c.ApproveQuestion: Rule(SCREENERS, ASKING, states("in_review")),
    c.DismissQuestion: Rule(SCREENERS, ASKING, states("in_review", "open", "next")),
    c.ApproveMany: Rule(SCREENERS, ASKING),  # of these, what is in review; so the next three
    c.DismissMany: Rule(SCREENERS, ASKING),
    c.TagMany: Rule(SCREENERS, ASKING),
    c.MergeMany: Rule(SCREENERS, ASKING),
    c.HoldQuestion: Rule(SCREENERS, ASKING, states("in_review")),
    c.UnholdQuestion: Rule(SCREENERS, ASKING, states("in_review")),
    c.RestoreQuestion: Rule(SCREENERS, ASKING, states("dismissed")),
    c.RestoreMany: Rule(SCREENERS, ASKING),  # of these, what is dismissed
    c.EditQuestion: Rule(SCREENERS, ASKING, EDITABLE),
    c.TranslateQuestion: Rule(SCREENERS, ASKING, EDITABLE),
    c.MergeQuestion: Rule(SCREENERS, ASKING, states("in_review", "open", "next")),
    c.UnmergeQuestion: Rule(SCREENERS, ASKING, states("merged")),
    **subjects.RULES,
    c.SayRemark: Rule(SCREENERS, BEFORE_CLOSING),
    c.HearRemark: Rule(HOSTS | PRODUCERS, BEFORE_CLOSING),
    c.LookAt: Rule(SCREENERS, ASKING),
    c.CueQuestion: Rule(PRODUCERS, ASKING, states("open", "answered")),
    c.UncueQuestion: Rule(PRODUCERS, ASKING, states("next")),
    c.PlaceQuestion: Rule(PRODUCERS, ASKING, states("next")),
    c.TakeQuestion: Rule(PRODUCERS, LIVE, states("open", "next")),
    c.AnswerQuestion: Rule(PRODUCERS, LIVE, states("open", "next", "on_air", "answered")),
    c.ClearAir: Rule(PRODUCERS, ASKING),
    c.UndoAction: Rule(SCREENERS, ASKING),  # screeners: of what they may do
    c.SetApart: Rule(PRODUCERS, ASKING),
    c.LetIn: Rule(PRODUCERS, ASKING),
    c.TurnClock: Rule(PRODUCERS, LIVE),
    c.CountDown: Rule(PRODUCERS, LIVE),
    c.PauseCountdown: Rule(PRODUCERS, LIVE),
    c.ShowCountdown: Rule(PRODUCERS, LIVE),
    c.ExtendCountdown: Rule(PRODUCERS, LIVE),
    c.OpenDoor: Rule(PRODUCERS, ASKING),
    c.ShutDoor: Rule(PRODUCERS, ASKING),
    c.ChangePhase: Rule(PRODUCERS | CLOCK, ANY),
    inner.ImportQuestions: Rule(PRODUCERS, BEFORE_CLOSING),
    inner.DescribeDebate: Rule(OWNERS, BEFORE_CLOSING),
    inner.ListDebate: Rule(OWNERS, ANY),
    inner.KeepTimetable: Rule(CLOCK, ANY),
}

# What administration does besides: to a debate as a whole, and to the house.
ADMINISTRATION: dict[str, Rule] = {
    "list of debates": Rule(MODERATORS | KEEPERS, NO_DEBATE),
    "page of a debate": Rule(PRODUCERS, ANY),
    "tokens": Rule(PRODUCERS, ANY),
    "poster": Rule(PRODUCERS, ANY),
    "markers": Rule(PRODUCERS, ANY),
    "written answers": Rule(PRODUCERS, OVER, rehearsal=False),
    "make": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "remove": Rule(OWNERS, DRAFT),
    "delete": Rule(OWNERS, OVER, rehearsal=False),
    "wipe": Rule(OWNERS, ANY, rehearsal=True),
    "organisation": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "programmes": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "logo": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "members": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "leaving": Rule(OWNERS | KEEPERS, NO_DEBATE, at="organisation"),
    "personal data": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "embedding": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "log": Rule(OWNERS | OBSERVERS, NO_DEBATE, at="organisation"),
    "log of the house": Rule(KEEPERS, NO_DEBATE, at="house"),
    "webhooks": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "webhooks in the hall": Rule(KEEPERS, NO_DEBATE, at="house"),
    "provider": Rule(OWNERS, NO_DEBATE, at="organisation"),
    "organisations": Rule(KEEPERS, NO_DEBATE, at="house"),
    "accounts": Rule(KEEPERS, NO_DEBATE, at="house"),
    "moderators of the house": Rule(OWNERS, NO_DEBATE, at="house"),  # who sees every debate
    "logins of others": Rule(KEEPERS, NO_DEBATE),  # of whom, the store knows
    "second factor": Rule(KEEPERS, NO_DEBATE),  # the house may ask for one, wherever they are it
    "word lists": Rule(KEEPERS, NO_DEBATE, at="house"),
    "health": Rule(KEEPERS, NO_DEBATE, at="house"),
}

# All of the table by name: the word of a command, or what administration does.
NAMED: dict[str, Rule] = {
    str(kind.__struct_config__.tag): rule for kind, rule in RULES.items()
} | ADMINISTRATION

# Who may take back what screeners may do, too (True), and what they may not (False).
UNDOING: dict[bool, frozenset[Role]] = {True: SCREENERS, False: PRODUCERS}

# What a question may be merged into.
MERGE_TARGETS = states("in_review", "open", "next", "on_air", "answered")

# From a phase to the phases that may follow. A closed debate stays closed: its key is destroyed.
TRANSITIONS: dict[c.Phase, frozenset[c.Phase]] = {
    "draft": frozenset({"collecting", "live"}),
    "collecting": frozenset({"draft", "live", "closed"}),
    "live": frozenset({"collecting", "closed"}),
    "closed": frozenset({"archived"}),
    "archived": frozenset(),
}

Desk = Literal["gallery", "studio", "output"]  # that is no view

# Which roles may look at which view; `gallery`: the tables that machines read; `studio`: the
# buttons, and how the debate stands for them; `output`: to report what shows graphics.
VIEWERS: dict[str, frozenset[Role]] = {
    "audience": PARTICIPANT | MODERATORS | DISPLAYS,
    "control": SCREENERS | OBSERVERS,
    "host": MODERATORS,
    "display": DISPLAYS | MODERATORS,
    "gallery": DISPLAYS | BUTTONS | PRODUCERS,
    "studio": BUTTONS | PRODUCERS,
    "output": DISPLAYS,
}

# Whose token may stand in an address: addresses end up in histories, on screens and in other
# people's logs. Those of people (BY_COOKIE) stand in a cookie.
KEYED: dict[str, frozenset[Role]] = {
    "display": DISPLAYS,
    "gallery": DISPLAYS | BUTTONS | frozenset({"producer"}),
    "studio": BUTTONS | frozenset({"producer"}),
    "output": DISPLAYS,
}

# Whose token opens a screen from a cookie: it was handed in on the way from a link.
BY_COOKIE: dict[str, frozenset[Role]] = {
    "control": frozenset(BY_LINK) & VIEWERS["control"],
    "host": frozenset(BY_LINK) & VIEWERS["host"],
}


def is_time(rule: Rule, phase: str, rehearsal: bool = False) -> bool:
    """Whether the rule holds in this phase of a debate or rehearsal, whoever asks."""
    return (not rule.phases or phase in rule.phases) and rule.rehearsal in (None, rehearsal)


class Timed(Protocol):
    """A debate, or what the store says of one."""

    @property
    def phase(self) -> str: ...
    @property
    def rehearsal(self) -> bool: ...


def allowed(name: str, role: Role, debate: Timed | None = None) -> bool:
    """Whether pages offer it to the role; of a `debate`, as it stands. `name`: of NAMED."""
    rule = NAMED[name]
    if role not in rule.roles:
        return False
    return debate is None or is_time(rule, debate.phase, debate.rehearsal)


def may(name: str, memberships: Iterable[Membership], path: Path = THE_HOUSE) -> bool:
    """Whether somebody may ask for it there. `name`: of NAMED."""
    return role_at(memberships, path.up_to(NAMED[name].at)) in NAMED[name].roles


def may_anywhere(name: str, memberships: Iterable[Membership]) -> bool:
    """Whether there is something for which they may ask for it. `name`: of NAMED."""
    rule = NAMED[name]
    if rule.at == "house":
        return may(name, memberships)
    return any(one.role in rule.roles for one in memberships)


def permit(debate: Debate, command: c.Command, actor: Actor) -> Question | None:
    """The question that the command is about (None if it is about none).

    Raises Rejected `not_allowed`, `wrong_phase`, `unknown_question` or `wrong_state`, in this
    order: who may not ask learns nothing about the debate."""
    rule = RULES[type(command)]
    if actor.role not in rule.roles:
        raise Rejected("not_allowed")
    if not is_time(rule, debate.phase, debate.rehearsal):
        raise Rejected("wrong_phase", phase=debate.phase)
    if not isinstance(command, c.OnQuestion):
        return None
    question = debate.questions.get(command.question)
    if question is None:
        raise Rejected("unknown_question")
    if rule.own and question.author != actor.handle:
        raise Rejected("not_allowed")
    if rule.states is None:
        return question
    if actor.role == "participant":
        if question.publicly not in rule.states:  # nor may an answer tell what is cued
            raise Rejected("wrong_state")
    elif question.state not in rule.states:
        raise Rejected("wrong_state", state=question.state, by=question.by)
    return question
