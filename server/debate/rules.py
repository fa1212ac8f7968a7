"""The table: which command is allowed to which role, in which phase, on a question in which state.

Everything that decides "may this happen now?" stands here; `decide` only asks.
"""

from msgspec import Struct

from server.debate import commands as c
from server.debate.actors import Actor, Role
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question, State

PARTICIPANT: frozenset[Role] = frozenset({"participant"})
SCREENERS: frozenset[Role] = frozenset({"screener", "producer", "owner"})
PRODUCERS: frozenset[Role] = frozenset({"producer", "owner"})
OWNERS: frozenset[Role] = frozenset({"owner"})
HOSTS: frozenset[Role] = frozenset({"host"})
DISPLAYS: frozenset[Role] = frozenset({"display"})
CLOCK: frozenset[Role] = frozenset({"server"})

ASKING: frozenset[c.Phase] = frozenset({"collecting", "live"})
LIVE: frozenset[c.Phase] = frozenset({"live"})
ANY: frozenset[c.Phase] = frozenset({"draft", "collecting", "live", "closed", "archived"})
BEFORE_CLOSING: frozenset[c.Phase] = frozenset({"draft", "collecting", "live"})


class Rule(Struct, frozen=True):
    roles: frozenset[Role]
    phases: frozenset[c.Phase]
    states: frozenset[State] | None = None  # None: the command is not about one question


def _states(*states: State) -> frozenset[State]:
    return frozenset(states)


_EVERY_STATE = _states(
    "in_review", "open", "next", "on_air", "answered", "dismissed", "merged", "withdrawn"
)
_EDITABLE = _states("in_review", "open", "next", "on_air", "answered")

RULES: dict[type[c.Command], Rule] = {
    c.SubmitQuestion: Rule(PARTICIPANT, ASKING),
    c.WithdrawQuestion: Rule(PARTICIPANT, ASKING, _states("in_review", "open", "next")),
    c.Vote: Rule(PARTICIPANT, ASKING, _states("open", "next")),
    c.EnterCard: Rule(SCREENERS, BEFORE_CLOSING),
    c.ApproveQuestion: Rule(SCREENERS, ASKING, _states("in_review")),
    c.DismissQuestion: Rule(SCREENERS, ASKING, _states("in_review", "open", "next")),
    c.ApproveMany: Rule(SCREENERS, ASKING),  # of these, what is in review; so the next three
    c.DismissMany: Rule(SCREENERS, ASKING),
    c.TagMany: Rule(SCREENERS, ASKING),
    c.MergeMany: Rule(SCREENERS, ASKING),
    c.HoldQuestion: Rule(SCREENERS, ASKING, _states("in_review")),
    c.UnholdQuestion: Rule(SCREENERS, ASKING, _states("in_review")),
    c.RestoreQuestion: Rule(SCREENERS, ASKING, _states("dismissed")),
    c.RestoreMany: Rule(SCREENERS, ASKING),  # of these, what is dismissed
    c.EditQuestion: Rule(SCREENERS, ASKING, _EDITABLE),
    c.TranslateQuestion: Rule(SCREENERS, ASKING, _EDITABLE),
    c.MergeQuestion: Rule(SCREENERS, ASKING, _states("in_review", "open", "next")),
    c.UnmergeQuestion: Rule(SCREENERS, ASKING, _states("merged")),
    c.TagQuestion: Rule(SCREENERS, ASKING, _EVERY_STATE),
    c.AssignQuestion: Rule(SCREENERS, ASKING, _EVERY_STATE),
    c.NoteQuestion: Rule(SCREENERS, ASKING, _EVERY_STATE),
    c.BlockAuthor: Rule(SCREENERS, ASKING, _EVERY_STATE),
    c.UnblockAuthor: Rule(SCREENERS, ASKING, _EVERY_STATE),
    c.SayRemark: Rule(SCREENERS, BEFORE_CLOSING),
    c.HearRemark: Rule(HOSTS | PRODUCERS, BEFORE_CLOSING),
    c.LookAt: Rule(SCREENERS, ASKING),
    c.CueQuestion: Rule(PRODUCERS, ASKING, _states("open", "answered")),
    c.UncueQuestion: Rule(PRODUCERS, ASKING, _states("next")),
    c.PlaceQuestion: Rule(PRODUCERS, ASKING, _states("next")),
    c.TakeQuestion: Rule(PRODUCERS, LIVE, _states("open", "next")),
    c.AnswerQuestion: Rule(PRODUCERS, LIVE, _states("open", "next", "on_air", "answered")),
    c.ClearAir: Rule(PRODUCERS, ASKING),
    c.UndoAction: Rule(SCREENERS, ASKING),  # screeners: of what they may do
    c.SetApart: Rule(PRODUCERS, ASKING),
    c.LetIn: Rule(PRODUCERS, ASKING),
    c.TurnClock: Rule(PRODUCERS, LIVE),
    c.CountDown: Rule(PRODUCERS, LIVE),
    c.PauseCountdown: Rule(PRODUCERS, LIVE),
    c.ShowCountdown: Rule(PRODUCERS, LIVE),
    c.OpenDoor: Rule(PRODUCERS, ASKING),
    c.ShutDoor: Rule(PRODUCERS, ASKING),
    c.ChangePhase: Rule(PRODUCERS | CLOCK, ANY),
}

# What a question may be merged into.
MERGE_TARGETS = _states("in_review", "open", "next", "on_air", "answered")

# From a phase to the phases that may follow. A closed debate stays closed: its key is destroyed.
TRANSITIONS: dict[c.Phase, frozenset[c.Phase]] = {
    "draft": frozenset({"collecting", "live"}),
    "collecting": frozenset({"draft", "live", "closed"}),
    "live": frozenset({"collecting", "closed"}),
    "closed": frozenset({"archived"}),
    "archived": frozenset(),
}

# Which roles may look at which view.
VIEWERS: dict[str, frozenset[Role]] = {
    "audience": PARTICIPANT | SCREENERS | HOSTS | DISPLAYS,
    "control": SCREENERS,
    "host": HOSTS | SCREENERS,
    "display": DISPLAYS | HOSTS | SCREENERS,
}


def permit(debate: Debate, command: c.Command, actor: Actor) -> Question | None:
    """The question that the command is about (None if it is about none).

    Raises Rejected `not_allowed`, `wrong_phase`, `unknown_question` or `wrong_state`, in this
    order: who may not ask learns nothing about the debate."""
    rule = RULES[type(command)]
    if actor.role not in rule.roles:
        raise Rejected("not_allowed")
    if debate.phase not in rule.phases:
        raise Rejected("wrong_phase", phase=debate.phase)
    if not isinstance(command, c.OnQuestion):
        return None
    question = debate.questions.get(command.question)
    if question is None:
        raise Rejected("unknown_question")
    if rule.states is None:
        return question
    if actor.role == "participant":
        if question.publicly not in rule.states:  # nor may an answer tell what is cued
            raise Rejected("wrong_state")
    elif question.state not in rule.states:
        raise Rejected("wrong_state", state=question.state, by=question.by)
    return question
