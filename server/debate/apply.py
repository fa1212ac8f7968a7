"""apply(debate, entry) -> what it touched. The only code that changes a debate.

Never refuses: what is in the journal has happened. Folding the journal gives the debate.
"""

from collections.abc import Callable, Iterable
from typing import Any, get_args

from msgspec.structs import replace

from server.debate import clocks
from server.debate import events as e
from server.debate.air import graphics, wording
from server.debate.air.standing import Airing
from server.debate.deciding import lengths, setting_apart, undoing
from server.debate.deciding.sealing import BallotsCommitted, BallotsSealed
from server.debate.deciding.subjects import EFFECTS, JournalEvent
from server.debate.deciding.submitting import withdraw
from server.debate.deciding.touching import touch, touch_tree
from server.debate.deciding.translating import translated
from server.debate.deciding.undoing import as_it_was, is_undoable, remember, undone
from server.debate.described import USUAL
from server.debate.phases import ASKING
from server.debate.showing.becoming import count_outcomes
from server.debate.state import Before, Debate, Held, Question, Touched
from server.debate.tallies import BallotChange


def apply(debate: Debate, entry: e.Entry) -> Touched:
    """Change the debate by one entry of its journal, which must be the next (`seq` + 1)."""
    if entry.seq != debate.seq + 1:
        raise AssertionError(f"entry {entry.seq} after {debate.seq}")
    before = as_it_was(debate, entry) if is_undoable(entry) else None
    debate.turned.clear()
    clocks.follow(debate, entry)
    touched = _APPLY[type(entry.event)](debate, entry.event, entry)
    touched |= graphics.follow(debate, entry)
    wording.follow(debate)
    for id_ in debate.turned:
        # Who voted for it sees the vote appear or go; who asked a part of it, where that went.
        for part in debate.tallies.tree(id_):
            touched.participants |= debate.tallies.voters(part) | {debate.questions[part].author}
    debate.seq = entry.seq
    if (entry.role != "participant" and not entry.event.unseen) or debate.turned:
        debate.acted = entry.seq
    if before is not None:
        remember(debate, before)
    else:
        undoing.follow(debate, entry)
    return touched


def apply_ballots(debate: Debate, changes: Iterable[BallotChange]) -> Touched:
    """Count committed ballots."""
    touched = Touched()
    for change in changes:
        if change.burst:
            touched.questions.update(debate.tallies.belong(change.handle, change.burst))
            touched.debate = True
        moved = debate.tallies.cast(change)
        if moved:
            touched.questions.update(moved)
            touched.participants.add(change.handle)
            touched.debate = True
    return touched


# What each event does.


def _described(debate: Debate, event: e.DebateDescribed, entry: e.Entry) -> Touched:
    signed: set[str] = set()  # whose authors may now have borrowed a name, or no longer have
    if (debate.guests, debate.programme) != (event.guests, event.programme):
        signed = {q.id for q in debate.questions.values() if q.name}
    debate.code = event.code
    debate.programme = event.programme
    debate.title = event.title
    debate.guests = event.guests
    debate.piles = event.piles
    debate.limits = event.limits
    debate.starts_at = event.starts_at
    debate.rehearsal = bool(event.rehearsal)
    debate.opens_at, debate.closes_at = event.opens_at, event.closes_at
    debate.unlisted = bool(event.unlisted)
    debate.languages = event.languages or ()
    debate.voters_a_minute = event.voters_a_minute or 0
    counts_were_hidden = debate.chance.hidden_counts
    debate.chance = event.chance or USUAL
    turned = debate.chance.hidden_counts != counts_were_hidden
    return Touched(questions=signed | set(debate.shown if turned else ()), debate=True)


def _phase_changed(debate: Debate, event: e.PhaseChanged, entry: e.Entry) -> Touched:
    debate.phase = event.to
    debate.began.setdefault(event.to, entry.at)
    debate.turned_at = entry.at
    debate.submissions = debate.voting = event.to in ASKING
    if event.to != "closed":
        return Touched(debate=True)
    debate.outcomes = count_outcomes(debate.questions[id_] for id_ in debate.shown)
    return Touched(questions=set(debate.questions), debate=True)


def _door_opened(debate: Debate, event: e.DoorOpened, entry: e.Entry) -> Touched:
    setattr(debate, event.what, True)
    debate.turned_at = entry.at
    return Touched(debate=True)


def _door_shut(debate: Debate, event: e.DoorShut, entry: e.Entry) -> Touched:
    setattr(debate, event.what, False)
    debate.turned_at = entry.at
    return Touched(debate=True)


def _submitted(debate: Debate, event: e.QuestionSubmitted, entry: e.Entry) -> Touched:
    debate.put(
        Question(
            id=event.question,
            text=event.text,
            author=event.author,
            lang=event.lang,
            at=entry.at,
            to=event.to,
            name=event.name,
            via=event.via,
            carried=event.carried,
        )
    )
    return touch(debate, event.question)


def _withdrawn(debate: Debate, event: e.QuestionWithdrawn, entry: e.Entry) -> Touched:
    return withdraw(debate, event.question)


def _approved(debate: Debate, event: e.QuestionApproved, entry: e.Entry) -> Touched:
    _decide(debate, entry, event.question, state="open", held=None)
    return touch(debate, event.question)


def _dismissed(debate: Debate, event: e.QuestionDismissed, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    was = debate.questions[event.question]
    _decide(
        debate,
        entry,
        was.id,
        state="dismissed",
        how=None,
        left_air="put_back" if was.left_air or was.aired_at else None,
        reason=event.reason,
        dismissal=entry.action,
        note=event.note or was.note,
        held=None,
    )
    return touch(debate, event.question)


def _held(debate: Debate, event: e.QuestionHeld, entry: e.Entry) -> Touched:
    debate.change(event.question, held=Held(entry.by, entry.at, event.why, event.note))
    return touch(debate, event.question)


def _unheld(debate: Debate, event: e.QuestionUnheld, entry: e.Entry) -> Touched:
    debate.change(event.question, held=None)
    return touch(debate, event.question)


def _restored(debate: Debate, event: e.QuestionRestored, entry: e.Entry) -> Touched:
    debate.change(event.question, state="in_review", reason=None, by=entry.by, decided_at=None)
    return touch(debate, event.question)


def _edited(debate: Debate, event: e.QuestionEdited, entry: e.Entry) -> Touched:
    question = debate.questions[event.question]
    first = question.original if question.original is not None else question.text
    original = None if first == event.text else first
    reworded = _voted_for(question, event)
    debate.change(
        event.question, text=event.text, original=original, reworded=reworded, by=entry.by
    )
    return touch(debate, event.question)


def _voted_for(question: Question, event: e.QuestionEdited) -> tuple[Before, ...]:
    reworded = question.reworded
    if event.votes:
        reworded = (*reworded, Before(question.text, event.votes))
    return tuple(replace(one, text=None) for one in reworded) if event.private else reworded


def _merged(debate: Debate, event: e.QuestionMerged, entry: e.Entry) -> Touched:
    question = debate.questions[event.question]
    _leave_rundown(debate, event.question)
    _decide(
        debate,
        entry,
        event.question,
        state="merged",
        previous=question.uncued if question.state == "next" else question.state,
        merged_into=event.into,
        held=None,
    )
    debate.tallies.merge(event.question, event.into)
    return touch_tree(debate, event.question)


def _unmerged(debate: Debate, event: e.QuestionUnmerged, entry: e.Entry) -> Touched:
    touched = touch_tree(debate, event.question)
    question = debate.questions[event.question]
    debate.change(event.question, state=question.previous, merged_into=None, by=entry.by)
    debate.tallies.unmerge(event.question)
    return touched


def _cued(debate: Debate, event: e.QuestionCued, entry: e.Entry) -> Touched:
    debate.order = (*debate.order, event.question)
    debate.change(event.question, state="next", by=entry.by)
    return touch(debate, event.question)


def _uncued(debate: Debate, event: e.QuestionUncued, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    debate.change(event.question, state=debate.questions[event.question].uncued, by=entry.by)
    return touch(debate, event.question)


def _placed(debate: Debate, event: e.QuestionPlaced, entry: e.Entry) -> Touched:
    rest = [id_ for id_ in debate.order if id_ != event.question]
    at = len(rest) if event.before is None else rest.index(event.before)
    debate.order = (*rest[:at], event.question, *rest[at:])
    return Touched(debate=True)


def _taken(debate: Debate, event: e.QuestionTaken, entry: e.Entry) -> Touched:
    was = debate.questions[event.question].state
    _leave_rundown(debate, event.question)
    debate.on_air = event.question
    airings = (*debate.questions[event.question].airings, Airing(entry.at))
    debate.change(
        event.question,
        state="on_air",
        previous=was,
        airings=airings,
        aired_at=entry.at,
        by=entry.by,
    )
    return touch(debate, event.question)


def _air_cleared(debate: Debate, event: e.AirCleared, entry: e.Entry) -> Touched:
    _leave_air(debate, entry)
    if event.aired:
        debate.change(
            event.question,
            state="open",
            how=None,
            left_air="aside",
            was_on_air=True,
            answered_at=None,
            by=entry.by,
        )
        return touch(debate, event.question)
    was = debate.questions[event.question]
    question = debate.change(
        was.id,
        state=was.previous,
        left_air=was.left_air or "put_back",
        aired_at=None,
        by=entry.by,
    )
    if question.state == "next":
        debate.order = (question.id, *debate.order)
    return touch(debate, event.question)


def _answered(debate: Debate, event: e.QuestionAnswered, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    was = debate.questions[event.question]
    if debate.on_air == event.question:
        _leave_air(debate, entry)
    debate.change(
        event.question,
        state="answered",
        how=event.how,
        left_air=None,
        was_on_air=was.was_on_air or was.state == "on_air",
        answered_at=entry.at,
        by=entry.by,
    )
    return touch(debate, event.question)


def _sealed(debate: Debate, event: e.TalliesSealed, entry: e.Entry) -> Touched:
    debate.sealed = event
    return Touched(questions=set(debate.shown), debate=True)  # hidden counts are told now


def _ballots_committed(debate: Debate, event: BallotsCommitted, entry: e.Entry) -> Touched:
    debate.committed, debate.committed_at = event, entry.at
    debate.disputed |= event.disputed is not None
    return Touched(debate=event.disputed is not None)


def _log_begun_anew(debate: Debate, event: e.LogBegunAnew, entry: e.Entry) -> Touched:
    debate.beginnings = (*debate.beginnings, (entry.at, event))
    return Touched(debate=True)


def _ballots_sealed(debate: Debate, event: BallotsSealed, entry: e.Entry) -> Touched:
    debate.sealed_ballots = event
    return Touched()


def _set_down(debate: Debate, event: e.QuestionEvent, entry: e.Entry) -> Touched:
    """Of an event that has no function of its own: what it says is so of that question now, in
    fields of the same names."""
    debate.change(event.question, **{name: getattr(event, name) for name in e.said(type(event))})
    return touch(debate, event.question)


def _decide(debate: Debate, entry: e.Entry, id_: str, **fields: object) -> None:
    first = debate.questions[id_].first_decided_at
    debate.change(
        id_,
        by=entry.by,
        first_decided_at=entry.at if first is None else first,
        decided_at=entry.at,
        **fields,
    )


def _leave_air(debate: Debate, entry: e.Entry) -> None:
    if debate.on_air is not None:
        *before, last = debate.questions[debate.on_air].airings
        debate.change(debate.on_air, airings=(*before, replace(last, end=entry.at)))
    debate.on_air = None


def _leave_rundown(debate: Debate, id_: str) -> None:
    if id_ in debate.order:
        debate.order = tuple(other for other in debate.order if other != id_)


_APPLY: dict[type[e.Event], Callable[[Debate, Any, e.Entry], Touched]] = {
    **{kind: _set_down for kind in get_args(JournalEvent) if issubclass(kind, e.QuestionEvent)},
    **EFFECTS,
    e.DebateDescribed: _described,
    e.PhaseChanged: _phase_changed,
    e.DoorOpened: _door_opened,
    e.DoorShut: _door_shut,
    e.QuestionSubmitted: _submitted,
    e.QuestionWithdrawn: _withdrawn,
    e.QuestionApproved: _approved,
    e.QuestionDismissed: _dismissed,
    e.QuestionHeld: _held,
    e.QuestionUnheld: _unheld,
    e.QuestionRestored: _restored,
    e.QuestionEdited: _edited,
    e.QuestionTranslated: translated,
    e.QuestionMerged: _merged,
    e.QuestionUnmerged: _unmerged,
    e.QuestionCued: _cued,
    e.QuestionUncued: _uncued,
    e.QuestionPlaced: _placed,
    e.QuestionTaken: _taken,
    e.AirCleared: _air_cleared,
    e.QuestionAnswered: _answered,
    e.ClockStarted: clocks.started,
    e.ClockStopped: clocks.stopped,
    e.CountdownStarted: clocks.countdown_started,
    e.CountdownStopped: clocks.countdown_stopped,
    e.CountdownPaused: clocks.countdown_paused,
    e.CountdownShown: clocks.countdown_shown,
    e.CountdownExtended: clocks.countdown_extended,
    e.BallotsSetApart: setting_apart.was_set_apart,
    e.BallotsLetIn: setting_apart.was_let_in,
    e.BurstPassed: setting_apart.has_passed,
    e.ActionUndone: undone,
    BallotsCommitted: _ballots_committed,
    BallotsSealed: _ballots_sealed,
    e.TalliesSealed: _sealed,
    e.LengthsSealed: lengths.were_sealed,
    e.LogBegunAnew: _log_begun_anew,
}
