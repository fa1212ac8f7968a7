"""decide(debate, command, actor, now) -> events. What a command means, given the debate as it is.

Nothing is changed here. A command that asks for what already is gives no events and is fine.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from msgspec import UNSET, Struct, UnsetType

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.cleaning import clean_text
from server.debate.languages import guess_language
from server.debate.phases import (
    ASKING,
    BEFORE_CLOSING,
    MERGE_TARGETS,
    OWNERS,
    PRODUCERS,
    TRANSITIONS,
    permit,
)
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question
from server.debate.tallies import BallotChange
from server.debate.timetable import due

NAME_LIMIT = 40  # code points

Events = Sequence[e.JournalEvent]


class DescribeDebate(Struct, frozen=True, kw_only=True):
    """Set up a debate, or change its settings. Not on the wire: administration and the command
    line ask for it."""

    id: str
    title: e.Localised
    programme: str
    guests: dict[str, e.Guest] = {}
    piles: dict[str, e.Pile] = {}
    limits: e.Limits = e.Limits()
    chance: e.Chance = e.USUAL
    starts_at: int | None = None
    rehearsal: bool = False  # as it was made, it stays
    opens_at: int | None = None
    closes_at: int | None = None
    code: str | UnsetType = UNSET  # only for a new debate


class Written(Struct, frozen=True):
    """A question that somebody wrote elsewhere."""

    text: str
    to: str | None = None
    name: str | None = None
    lang: str | None = None


class ImportQuestions(Struct, frozen=True, kw_only=True):
    """Take in all of these or none. Not on the wire: administration asks for it."""

    id: str
    questions: tuple[Written, ...]


class KeepTimetable(Struct, frozen=True, kw_only=True):
    """Do what is due by the clock. Not on the wire: the server asks for it."""

    id: str


IMPORTED_AT_MOST = 500  # questions at once


def decide(debate: Debate, command: Any, actor: Actor, now: int) -> Events:
    """The events that the command causes; none if it asks for what already is.

    Raises Rejected when the actor may not, the phase or state does not allow it, or the text is
    empty or too long. Votes are not for here but for `decide_vote`."""
    if isinstance(command, DescribeDebate):
        return _describe(debate, command, actor)
    if isinstance(command, KeepTimetable):
        return due(debate, now)
    if isinstance(command, ImportQuestions):
        return _import(debate, command, actor)
    question = permit(debate, command, actor)
    if question is None:
        return _ABOUT_DEBATE[type(command)](debate, command, actor)
    return _ABOUT_QUESTION[type(command)](debate, command, question, actor)


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


def checked_text(text: str, limit: int) -> str:
    """The text cleaned. Raises Rejected `empty` or `too_long` (lengths in code points)."""
    cleaned = clean_text(text)
    if not cleaned:
        raise Rejected("empty")
    if len(cleaned) > limit:
        raise Rejected("too_long", max=limit, length=len(cleaned))
    return cleaned


def _describe(debate: Debate, command: DescribeDebate, actor: Actor) -> Events:
    if actor.role not in OWNERS:
        raise Rejected("not_allowed")
    if debate.phase not in BEFORE_CLOSING:
        raise Rejected("wrong_phase", phase=debate.phase)
    if debate.seq and command.rehearsal != debate.rehearsal:
        # What was asked in a rehearsal must not come into an archive, nor the other be wiped.
        raise Rejected("not_allowed")
    return [
        e.DebateDescribed(
            code=debate.code or (command.code if isinstance(command.code, str) else ""),
            programme=command.programme,
            title=command.title,
            guests=command.guests,
            piles=command.piles,
            limits=command.limits,
            starts_at=command.starts_at,
            chance=None if command.chance == e.USUAL else command.chance,
            rehearsal=command.rehearsal or None,
            opens_at=command.opens_at,
            closes_at=command.closes_at,
        )
    ]


# About the debate.


def _submit(debate: Debate, command: c.SubmitQuestion, actor: Actor) -> Events:
    if not debate.takes_questions:
        raise Rejected("submissions_closed")
    if actor.handle in debate.blocked:
        raise Rejected("blocked")
    asked = _asked(debate, command, len(debate.questions) + 1, actor.handle)
    each = debate.limits.questions_each
    if each and len(debate.asked.get(actor.handle, ())) >= each:
        raise Rejected("not_allowed", limit=each)
    return [asked]


def _card(debate: Debate, command: c.EnterCard, actor: Actor) -> Events:
    return [_asked(debate, command, len(debate.questions) + 1, via="card")]


def _import(debate: Debate, command: ImportQuestions, actor: Actor) -> Events:
    if actor.role not in PRODUCERS:
        raise Rejected("not_allowed")
    if debate.phase not in ASKING:
        raise Rejected("wrong_phase", phase=debate.phase)
    if len(command.questions) > IMPORTED_AT_MOST:
        raise Rejected("too_long", max=IMPORTED_AT_MOST, length=len(command.questions))
    numbered = enumerate(command.questions, len(debate.questions) + 1)
    return [_asked(debate, written, number, via="import") for number, written in numbered]


def _asked(
    debate: Debate,
    command: c.SubmitQuestion | c.EnterCard | Written,
    number: int,
    author: str = "",
    via: e.Via | None = None,
) -> e.QuestionSubmitted:
    """Raises Rejected for a text or name that cannot be, and for a guest who is not there."""
    text = checked_text(command.text, debate.limits.max_length)
    name = clean_text(command.name or "")
    if len(name) > NAME_LIMIT:
        raise Rejected("too_long", field="name", max=NAME_LIMIT, length=len(name))
    if command.to is not None and command.to not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.to`")
    return e.QuestionSubmitted(
        question=f"q{number}",
        text=text,
        # Nobody knows who wrote a card: each is by somebody of its own, and never the moderator.
        author=author or f"{via}:q{number}",
        lang=command.lang or guess_language(text) or "und",
        to=command.to,
        name=name or None,
        via=via,
    )


def _clear(debate: Debate, command: c.ClearAir, actor: Actor) -> Events:
    return [] if debate.on_air is None else [e.AirCleared(question=debate.on_air)]


def _undo(debate: Debate, command: c.UndoAction, actor: Actor) -> Events:
    if not debate.undoable:
        raise Rejected("wrong_state")
    last = debate.undoable[-1]
    if command.action is not None and command.action != last.action:
        raise Rejected("wrong_state", did="undo", by=last.by)
    return [e.ActionUndone(action=last.action)]


def _open(debate: Debate, command: c.OpenDoor, actor: Actor) -> Events:
    if command.what == "submissions" and debate.chance.vote_only:
        raise Rejected("submissions_closed")
    return [] if getattr(debate, command.what) else [e.DoorOpened(what=command.what)]


def _shut(debate: Debate, command: c.ShutDoor, actor: Actor) -> Events:
    return [e.DoorShut(what=command.what)] if getattr(debate, command.what) else []


def _phase(debate: Debate, command: c.ChangePhase, actor: Actor) -> Events:
    if command.to == debate.phase:
        return []
    if command.to not in TRANSITIONS[debate.phase]:
        raise Rejected("wrong_phase", phase=debate.phase)
    if command.to == "draft" and debate.questions:
        raise Rejected("wrong_phase", phase=debate.phase)
    events: list[e.JournalEvent] = []
    if command.to != "live" and debate.on_air is not None:
        events.append(e.AirCleared(question=debate.on_air))
    events.append(e.PhaseChanged(to=command.to))
    if command.to == "closed":
        events.append(
            e.TalliesSealed(
                tallies={id_: debate.tallies.tally(id_) for id_ in debate.questions},
                own={id_: debate.tallies.own(id_) for id_ in debate.questions},
                participants=debate.tallies.participants(),
                ballots=debate.tallies.ballots,
            )
        )
    return events


# About one question, which `permit` has found.


def _withdraw(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
    if question.author != actor.handle:
        raise Rejected("not_allowed")
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


def _unhold(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
    if question.held is None:
        _refuse_change(debate, question, "held", "unhold")
    return [e.QuestionUnheld(question=question.id)]


def _refuse_change(debate: Debate, question: Question, field: str, did: str) -> NoReturn:
    """The field is no longer as the asker saw it: says who changed it."""
    now = getattr(question, field)
    earlier = ((undo.by, undo.questions.get(question.id)) for undo in reversed(debate.undoable))
    by = next((by for by, was in earlier if was is not None and getattr(was, field) != now), "")
    raise Rejected("wrong_state", state=question.state, did=did, by=by)


def _edit(debate: Debate, command: c.EditQuestion, question: Question, actor: Actor) -> Events:
    if command.was is not None and command.was != question.text:
        _refuse_change(debate, question, "text", "edit")
    text = checked_text(command.text, debate.limits.max_length)
    return [] if text == question.text else [e.QuestionEdited(question=question.id, text=text)]


def _merge(debate: Debate, command: c.MergeQuestion, question: Question, actor: Actor) -> Events:
    target = debate.questions.get(command.into)
    if target is None:
        raise Rejected("unknown_question")
    if target.id == question.id or target.state not in MERGE_TARGETS:
        raise Rejected("wrong_state", state=target.state, by=target.by)
    return [e.QuestionMerged(question=question.id, into=target.id)]


def _tag(debate: Debate, command: c.TagQuestion, question: Question, actor: Actor) -> Events:
    if command.pile is not None and command.pile not in debate.piles:
        raise Rejected("malformed", why="unknown pile - at `$.pile`")
    if command.was is not None and command.was != (question.pile or ""):
        _refuse_change(debate, question, "pile", "tag")
    if command.pile == question.pile:
        return []
    return [e.QuestionTagged(question=question.id, pile=command.pile)]


def _assign(debate: Debate, command: c.AssignQuestion, question: Question, actor: Actor) -> Events:
    if command.to is not None and command.to not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.to`")
    if command.was is not None and command.was != (question.to or ""):
        _refuse_change(debate, question, "to", "assign")
    if command.to == question.to:
        return []
    return [e.QuestionAssigned(question=question.id, to=command.to)]


def _block(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
    if question.author in debate.blocked:
        return []
    return [e.AuthorBlocked(question=question.id)]


def _unblock(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
    if question.author not in debate.blocked:
        return []
    return [e.AuthorUnblocked(question=question.id)]


def _place(debate: Debate, command: c.PlaceQuestion, question: Question, actor: Actor) -> Events:
    if command.before is not None and command.before not in debate.order:
        if command.before not in debate.questions:
            raise Rejected("unknown_question")
        raise Rejected("wrong_state", state=debate.questions[command.before].state)
    if command.before == question.id:
        return []
    return [e.QuestionPlaced(question=question.id, before=command.before)]


def _take(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
    taken = e.QuestionTaken(question=question.id)
    if debate.on_air is None:
        return [taken]
    return [e.AirCleared(question=debate.on_air), taken]


def _answered(
    debate: Debate, command: c.AnswerQuestion, question: Question, actor: Actor
) -> Events:
    if question.state == "answered" and question.how == command.how:
        return []
    return [e.QuestionAnswered(question=question.id, how=command.how)]


def _just(event: Callable[..., e.JournalEvent]) -> Callable[..., Events]:
    """For commands whose whole meaning is: it happened to that question."""

    def handler(debate: Debate, command: Any, question: Question, actor: Actor) -> Events:
        return [event(question=question.id)]

    return handler


_ABOUT_DEBATE: dict[type[c.Command], Callable[..., Events]] = {
    c.SubmitQuestion: _submit,
    c.EnterCard: _card,
    c.ClearAir: _clear,
    c.UndoAction: _undo,
    c.OpenDoor: _open,
    c.ShutDoor: _shut,
    c.ChangePhase: _phase,
}
_ABOUT_QUESTION: dict[type[c.Command], Callable[..., Events]] = {
    c.WithdrawQuestion: _withdraw,
    c.ApproveQuestion: _just(e.QuestionApproved),
    c.DismissQuestion: _dismiss,
    c.HoldQuestion: _hold,
    c.UnholdQuestion: _unhold,
    c.RestoreQuestion: _just(e.QuestionRestored),
    c.EditQuestion: _edit,
    c.MergeQuestion: _merge,
    c.UnmergeQuestion: _just(e.QuestionUnmerged),
    c.TagQuestion: _tag,
    c.AssignQuestion: _assign,
    c.BlockAuthor: _block,
    c.UnblockAuthor: _unblock,
    c.CueQuestion: _just(e.QuestionCued),
    c.UncueQuestion: _just(e.QuestionUncued),
    c.PlaceQuestion: _place,
    c.TakeQuestion: _take,
    c.AnswerQuestion: _answered,
}
