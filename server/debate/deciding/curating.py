"""What moderators decide about a question, and its author's withdrawal of it."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.overtaken import refuse_change
from server.debate.deciding.subjects import DECISIONS, JournalEvent
from server.debate.deciding.submitting import checked_text
from server.debate.deciding.translating import translate
from server.debate.refusals import Rejected
from server.debate.rules import MERGE_TARGETS
from server.debate.state import Debate, Question
from server.language.cleaning import clean_text

Events = Sequence[e.Event]


def _withdraw(debate: Debate, command: c.OnQuestion, question: Question, actor: Actor) -> Events:
    if question.is_aside:
        raise Rejected("wrong_state")
    return [e.QuestionWithdrawn(question=question.id)]


def _dismiss(
    debate: Debate, command: c.DismissQuestion, question: Question, actor: Actor
) -> Events:
    note = clean_text(command.note or "") or None
    return [e.QuestionDismissed(question=question.id, reason=command.reason, note=note)]


def _hold(debate: Debate, command: c.HoldQuestion, question: Question, actor: Actor) -> Events:
    if question.held is not None:
        raise Rejected("wrong_state", state=question.state, did="hold", by=question.held.by)
    note = clean_text(command.note or "") or None
    return [e.QuestionHeld(question=question.id, why=command.why, note=note)]


def _unhold(debate: Debate, command: c.OnQuestion, question: Question, actor: Actor) -> Events:
    if question.held is None:
        refuse_change(debate, question, lambda one: one.held, "unhold")
    return [e.QuestionUnheld(question=question.id)]


def _edit(debate: Debate, command: c.EditQuestion, question: Question, actor: Actor) -> Events:
    if command.was is not None and command.was != question.text:
        refuse_change(debate, question, lambda one: one.text, "edit")
    text = checked_text(command.text, debate.limits.max_length)
    hides = command.private and any(one.text is not None for one in question.reworded)
    if text == question.text and not hides:
        return []
    votes = debate.tally(question.id) if text != question.text else 0
    return [
        e.QuestionEdited(
            question=question.id, text=text, votes=votes or None, private=command.private or None
        )
    ]


def _merge(debate: Debate, command: c.MergeQuestion, question: Question, actor: Actor) -> Events:
    target = debate.questions.get(command.into)
    if target is None:
        raise Rejected("unknown_question")
    if target.id == question.id or target.state not in MERGE_TARGETS:
        raise Rejected("wrong_state", state=target.state, by=target.by)
    return [e.QuestionMerged(question=question.id, into=target.id)]


def _place(debate: Debate, command: c.PlaceQuestion, question: Question, actor: Actor) -> Events:
    if command.before is not None and command.before not in debate.order:
        if command.before not in debate.questions:
            raise Rejected("unknown_question")
        raise Rejected("wrong_state", state=debate.questions[command.before].state)
    if command.before == question.id:
        return []
    return [e.QuestionPlaced(question=question.id, before=command.before)]


def _take(debate: Debate, command: c.OnQuestion, question: Question, actor: Actor) -> Events:
    taken = e.QuestionTaken(question=question.id)
    if debate.on_air is None:
        return [taken]
    return [e.AirCleared(question=debate.on_air, aired=True), taken]


def _answered(
    debate: Debate, command: c.AnswerQuestion, question: Question, actor: Actor
) -> Events:
    if question.state == "answered" and question.how == command.how:
        return []
    return [e.QuestionAnswered(question=question.id, how=command.how)]


_EVENTS: dict[str, Any] = {
    kind.deed: kind
    for kind in get_args(JournalEvent)
    if issubclass(kind, e.QuestionEvent) and kind.deed is not None
}


def _plain(debate: Debate, command: c.OnQuestion, question: Question, actor: Actor) -> Events:
    """Of a command that has no decision of its own the whole meaning is: what it says is so of that
    question from now on. The event is that whose deed is the command's word, and has its fields."""
    event = _EVENTS[str(type(command).__struct_config__.tag)]
    said = {name: getattr(command, name) for name in e.said(event)}
    if said and all(getattr(question, name) == value for name, value in said.items()):
        return []
    events: Events = [event(question=question.id, **said)]
    return events


_OWN: dict[type[c.Command], Callable[..., Events]] = {
    c.WithdrawQuestion: _withdraw,
    c.DismissQuestion: _dismiss,
    c.HoldQuestion: _hold,
    c.UnholdQuestion: _unhold,
    c.EditQuestion: _edit,
    c.TranslateQuestion: translate,
    c.MergeQuestion: _merge,
    **DECISIONS,
    c.PlaceQuestion: _place,
    c.TakeQuestion: _take,
    c.AnswerQuestion: _answered,
}


def is_plain(kind: type[c.Command]) -> bool:
    """Whether a command about a question has no decision of its own."""
    return issubclass(kind, c.OnQuestion) and kind not in _OWN and kind is not c.Vote


def decide_on(debate: Debate, command: c.OnQuestion, question: Question, actor: Actor) -> Events:
    """What comes of a command about this question. Raises Rejected."""
    decision: Callable[..., Events] = _OWN.get(type(command), _plain)
    return decision(debate, command, question, actor)
