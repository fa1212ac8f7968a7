"""decide(debate, around, command, actor, now) -> events. What a command means, given the debate as
it is.

Nothing is changed here. A command that asks for what already is gives no events and is fine.
"""

from collections.abc import Callable, Mapping, Sequence

from server.debate import clocks
from server.debate import commands as c
from server.debate import events as e
from server.debate import inner_commands as inner
from server.debate.actors import Actor
from server.debate.bursts import Burst
from server.debate.deciding import curating, many, setting_apart, submitting
from server.debate.deciding.describing import describe, list_debate
from server.debate.deciding.lengths import lengths
from server.debate.deciding.overtaken import refuse_unseen
from server.debate.deciding.subjects import DECISIONS
from server.debate.deciding.timetable import due
from server.debate.refusals import Rejected
from server.debate.rules import TRANSITIONS, UNDOING, permit
from server.debate.state import Debate
from server.debate.surroundings import Surroundings
from server.debate.tallies import BallotChange

Events = Sequence[e.Event]


def decide(
    debate: Debate, around: Surroundings, command: inner.AnyCommand, actor: Actor, now: int
) -> Events:
    """The events that the command causes; none if it asks for what already is.

    Raises Rejected when the actor may not, the phase or state does not allow it, or the text is
    empty or too long. Votes are not for here but for `decide_vote`."""
    question = permit(debate, command, actor)
    if isinstance(command, inner.KeepTimetable):
        return due(debate, now)
    if question is None or not isinstance(command, c.OnQuestion):
        if isinstance(command, c.ChangePhase):
            return _phase(debate, around.bursts, command, now)
        if isinstance(command, c.SetApart):
            return setting_apart.set_apart(debate, around.bursts, command)
        return _ABOUT_DEBATE[type(command)](debate, command, actor)
    events: Events = curating.decide_on(debate, command, question, actor)
    if events and isinstance(command, c.OnSeenQuestion):
        refuse_unseen(debate, question, command.was)
    return events


def decide_vote(
    debate: Debate, command: c.Vote, actor: Actor, unsettled: bool = False
) -> list[BallotChange]:
    """The ballots to write for a vote; none if it stands already. Raises Rejected.

    `unsettled`: earlier ballots of this participant are on their way to the store, so what stands
    is not known yet, and the ballot is written in any case."""
    permit(debate, command, actor)
    if not debate.voting:
        raise Rejected("voting_closed")
    if unsettled:
        return debate.tallies.certain_changes(command.question, actor.handle, command.on)
    return debate.tallies.changes(command.question, actor.handle, command.on)


# About the debate.


def _clear(debate: Debate, command: c.ClearAir, actor: Actor) -> Events:
    if debate.on_air is None:
        return []
    if command.was is not None and command.was != debate.on_air:
        on_air = debate.questions[debate.on_air]
        raise Rejected("wrong_state", state=on_air.state, did="clear", by=on_air.by)
    return [e.AirCleared(question=debate.on_air)]


def _undo(debate: Debate, command: c.UndoAction, actor: Actor) -> Events:
    if not debate.undoable:
        raise Rejected("wrong_state")
    last = debate.undoable[-1]
    if command.action is not None and command.action != last.action:
        raise Rejected("wrong_state", did="undo", by=last.by)
    if actor.role not in UNDOING[last.screening]:
        raise Rejected("not_allowed")
    return [e.ActionUndone(action=last.action)]


def _open(debate: Debate, command: c.OpenDoor, actor: Actor) -> Events:
    if command.what == "submissions" and debate.chance.vote_only:
        raise Rejected("submissions_closed")
    return [] if getattr(debate, command.what) else [e.DoorOpened(what=command.what)]


def _shut(debate: Debate, command: c.ShutDoor, actor: Actor) -> Events:
    return [e.DoorShut(what=command.what)] if getattr(debate, command.what) else []


def _phase(debate: Debate, bursts: Mapping[str, Burst], command: c.ChangePhase, now: int) -> Events:
    if command.to == debate.phase:
        return []
    if command.to not in TRANSITIONS[debate.phase]:
        raise Rejected("wrong_phase", phase=debate.phase)
    if command.to == "draft" and debate.questions:
        raise Rejected("wrong_phase", phase=debate.phase)
    events: list[e.Event] = []
    if command.to != "live" and debate.on_air is not None:
        events.append(e.AirCleared(question=debate.on_air, aired=True))
    events.append(e.PhaseChanged(to=command.to))
    if command.to == "closed":
        events += setting_apart.passed(debate, bursts)
        events += [lengths(debate, now), setting_apart.sealed(debate)]
    return events


_ABOUT_DEBATE: dict[type[c.Command], Callable[..., Events]] = {
    c.SubmitQuestion: submitting.submit,
    c.EnterCard: submitting.enter_card,
    **many.DECISIONS,
    **{kind: one for kind, one in DECISIONS.items() if not issubclass(kind, c.OnQuestion)},
    c.ClearAir: _clear,
    c.UndoAction: _undo,
    c.LetIn: setting_apart.let_in,
    c.TurnClock: clocks.turn,
    c.CountDown: clocks.count_down,
    c.PauseCountdown: clocks.pause_countdown,
    c.ShowCountdown: clocks.show_countdown,
    c.ExtendCountdown: clocks.extend_countdown,
    c.OpenDoor: _open,
    c.ShutDoor: _shut,
    inner.ImportQuestions: submitting.import_questions,
    inner.DescribeDebate: describe,
    inner.ListDebate: list_debate,
}
