"""apply(debate, entry) -> what it touched. The only code that changes a debate.

Never refuses: what is in the journal has happened. Folding the journal gives the debate.
"""

from collections.abc import Callable, Iterable
from typing import Any

from server.debate import events as e
from server.debate.state import Debate, Held, Question, Touched, Undo
from server.debate.tallies import BallotChange


def apply(debate: Debate, entry: e.Entry) -> Touched:
    """Change the debate by one entry of its journal, which must be the next (`seq` + 1)."""
    if entry.seq != debate.seq + 1:
        raise AssertionError(f"entry {entry.seq} after {debate.seq}")
    before = _as_it_was(debate, entry) if _undoable(entry) else None
    debate.turned.clear()
    touched = _APPLY[type(entry.event)](debate, entry.event, entry)
    for id_ in debate.turned:
        # Who voted for it sees the vote appear or go; who asked a part of it, where that went.
        for part in debate.tallies.tree(id_):
            touched.participants |= debate.tallies.voters(part) | {debate.questions[part].author}
    debate.seq = entry.seq
    if before is not None:
        _remember(debate, before)
    return touched


def apply_ballots(debate: Debate, changes: Iterable[BallotChange]) -> Touched:
    """Count committed ballots."""
    touched = Touched()
    for change in changes:
        moved = debate.tallies.cast(change)
        if moved:
            touched.questions.update(moved)
            touched.participants.add(change.handle)
            touched.debate = True
    return touched


# Undo.

# What somebody wrote on a card was asked: it can be dismissed, not unasked.
_NOT_UNDOABLE = (
    e.DebateDescribed,
    e.PhaseChanged,
    e.QuestionSubmitted,
    e.TalliesSealed,
    e.ActionUndone,
)


def _undoable(entry: e.Entry) -> bool:
    return entry.role not in ("participant", "server") and not isinstance(
        entry.event, _NOT_UNDOABLE
    )


def _as_it_was(debate: Debate, entry: e.Entry) -> Undo:
    ids: list[str] = []
    if isinstance(entry.event, e.QuestionEvent):
        ids.append(entry.event.question)
    return Undo(
        action=entry.action,
        by=entry.by,
        questions={id_: debate.questions[id_] for id_ in ids},
        submissions=debate.submissions,
        voting=debate.voting,
        order=debate.order,
        blocked=debate.blocked,
    )


def _remember(debate: Debate, before: Undo) -> None:
    if debate.undoable and debate.undoable[-1].action == before.action:
        whole = debate.undoable[-1]
        whole.questions = before.questions | whole.questions  # the older picture wins
    else:
        debate.undoable.append(before)


def _undone(debate: Debate, event: e.ActionUndone, entry: e.Entry) -> Touched:
    undo = debate.undoable.pop()
    if undo.action != event.action:
        raise AssertionError(f"undo of {event.action}, but the last action is {undo.action}")
    touched = Touched(debate=True)
    for id_, question in undo.questions.items():
        if debate.questions[id_].state == "withdrawn" != question.state:
            continue  # its author took it back since: that is not ours to undo
        touched |= _put_back(debate, question)
    if (debate.submissions, debate.voting) != (undo.submissions, undo.voting):
        debate.turned_at = entry.at
    debate.submissions, debate.voting = undo.submissions, undo.voting
    touched |= _blocked(debate, undo.blocked)
    debate.on_air = next((q for q in undo.questions if _is_on_air(debate, q)), None) or (
        debate.on_air if debate.on_air and _is_on_air(debate, debate.on_air) else None
    )
    cued = [id_ for id_ in undo.order if debate.questions[id_].state == "next"]
    late = [id_ for id_ in debate.order if id_ not in cued and _is_cued(debate, id_)]
    debate.order = (*cued, *late)
    return touched


def _is_on_air(debate: Debate, id_: str) -> bool:
    return debate.questions[id_].state == "on_air"


def _is_cued(debate: Debate, id_: str) -> bool:
    return debate.questions[id_].state == "next"


def _put_back(debate: Debate, question: Question) -> Touched:
    now = debate.questions[question.id]
    touched = _touch(debate, question.id)
    if now.merged_into != question.merged_into:
        if now.merged_into is not None:
            touched |= _tree_touched(debate, question.id)
            debate.tallies.unmerge(question.id)
        if question.merged_into is not None:
            debate.tallies.merge(question.id, question.merged_into)
        touched |= _tree_touched(debate, question.id)
    debate.put(question)
    return touched


# What each event does.


def _touch(debate: Debate, *ids: str) -> Touched:
    authors = {debate.questions[id_].author for id_ in ids}
    return Touched(questions=set(ids), participants=authors, debate=True)


def _tree_touched(debate: Debate, id_: str) -> Touched:
    """All whose tally, place of votes or notice of a merge may change with this question's."""
    root = debate.tallies.root(id_)
    touched = Touched(debate=True)
    for part in debate.tallies.tree(root):
        touched |= _touch(debate, part)
        touched.participants |= debate.tallies.voters(part)
    return touched


def _described(debate: Debate, event: e.DebateDescribed, entry: e.Entry) -> Touched:
    debate.code = event.code
    debate.programme = event.programme
    debate.title = event.title
    debate.guests = event.guests
    debate.piles = event.piles
    debate.limits = event.limits
    debate.starts_at = event.starts_at
    debate.rehearsal = bool(event.rehearsal)
    debate.opens_at, debate.closes_at = event.opens_at, event.closes_at
    counts_were_hidden = debate.chance.hidden_counts
    debate.chance = event.chance or e.USUAL
    turned = debate.chance.hidden_counts != counts_were_hidden
    return Touched(questions=set(debate.shown) if turned else set(), debate=True)


def _phase_changed(debate: Debate, event: e.PhaseChanged, entry: e.Entry) -> Touched:
    debate.phase = event.to
    debate.turned_at = entry.at
    debate.submissions = debate.voting = event.to in ("collecting", "live")
    if event.to != "live":
        debate.undoable.clear()  # what the air was cleared for cannot be put back on it
    return Touched(debate=True)


def _door_opened(debate: Debate, event: e.DoorOpened, entry: e.Entry) -> Touched:
    setattr(debate, event.what, True)
    debate.turned_at = entry.at
    return Touched(debate=True)


def _door_shut(debate: Debate, event: e.DoorShut, entry: e.Entry) -> Touched:
    setattr(debate, event.what, False)
    debate.turned_at = entry.at
    if entry.role == "server":
        for undo in debate.undoable:  # what they take back must not open what the clock has shut
            undo.submissions = False
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
        )
    )
    return _touch(debate, event.question)


def _withdrawn(debate: Debate, event: e.QuestionWithdrawn, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    debate.change(event.question, state="withdrawn", held=None)
    return _touch(debate, event.question)


def _approved(debate: Debate, event: e.QuestionApproved, entry: e.Entry) -> Touched:
    debate.change(event.question, state="open", held=None, by=entry.by, decided_at=entry.at)
    return _touch(debate, event.question)


def _dismissed(debate: Debate, event: e.QuestionDismissed, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    debate.change(
        event.question,
        state="dismissed",
        reason=event.reason,
        note=event.note,
        held=None,
        by=entry.by,
        decided_at=entry.at,
    )
    return _touch(debate, event.question)


def _held(debate: Debate, event: e.QuestionHeld, entry: e.Entry) -> Touched:
    debate.change(event.question, held=Held(entry.by, entry.at, event.why, event.note))
    return _touch(debate, event.question)


def _unheld(debate: Debate, event: e.QuestionUnheld, entry: e.Entry) -> Touched:
    debate.change(event.question, held=None)
    return _touch(debate, event.question)


def _restored(debate: Debate, event: e.QuestionRestored, entry: e.Entry) -> Touched:
    debate.change(
        event.question, state="in_review", reason=None, note=None, by=entry.by, decided_at=None
    )
    return _touch(debate, event.question)


def _edited(debate: Debate, event: e.QuestionEdited, entry: e.Entry) -> Touched:
    question = debate.questions[event.question]
    first = question.original if question.original is not None else question.text
    original = None if first == event.text else first
    debate.change(event.question, text=event.text, original=original, by=entry.by)
    return _touch(debate, event.question)


def _merged(debate: Debate, event: e.QuestionMerged, entry: e.Entry) -> Touched:
    question = debate.questions[event.question]
    _leave_rundown(debate, event.question)
    debate.change(
        event.question,
        state="merged",
        previous="open" if question.state == "next" else question.state,
        merged_into=event.into,
        held=None,
        by=entry.by,
        decided_at=entry.at,
    )
    debate.tallies.merge(event.question, event.into)
    return _tree_touched(debate, event.question)


def _unmerged(debate: Debate, event: e.QuestionUnmerged, entry: e.Entry) -> Touched:
    touched = _tree_touched(debate, event.question)
    question = debate.questions[event.question]
    debate.change(event.question, state=question.previous, merged_into=None, by=entry.by)
    debate.tallies.unmerge(event.question)
    return touched


def _tagged(debate: Debate, event: e.QuestionTagged, entry: e.Entry) -> Touched:
    debate.change(event.question, pile=event.pile)
    return _touch(debate, event.question)


def _assigned(debate: Debate, event: e.QuestionAssigned, entry: e.Entry) -> Touched:
    debate.change(event.question, to=event.to)
    return _touch(debate, event.question)


def _author_blocked(debate: Debate, event: e.AuthorBlocked, entry: e.Entry) -> Touched:
    return _blocked(debate, debate.blocked | {debate.questions[event.question].author})


def _author_unblocked(debate: Debate, event: e.AuthorUnblocked, entry: e.Entry) -> Touched:
    return _blocked(debate, debate.blocked - {debate.questions[event.question].author})


def _blocked(debate: Debate, blocked: frozenset[str]) -> Touched:
    touched = Touched(debate=True, participants=set(debate.blocked ^ blocked))
    for handle in touched.participants:
        touched.questions |= set(debate.asked.get(handle, ()))
    debate.blocked = blocked
    return touched


def _cued(debate: Debate, event: e.QuestionCued, entry: e.Entry) -> Touched:
    debate.order = (*debate.order, event.question)
    debate.change(event.question, state="next", by=entry.by)
    return _touch(debate, event.question)


def _uncued(debate: Debate, event: e.QuestionUncued, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    debate.change(event.question, state="open", by=entry.by)
    return _touch(debate, event.question)


def _placed(debate: Debate, event: e.QuestionPlaced, entry: e.Entry) -> Touched:
    rest = [id_ for id_ in debate.order if id_ != event.question]
    at = len(rest) if event.before is None else rest.index(event.before)
    debate.order = (*rest[:at], event.question, *rest[at:])
    return Touched(debate=True)


def _taken(debate: Debate, event: e.QuestionTaken, entry: e.Entry) -> Touched:
    was = debate.questions[event.question].state
    _leave_rundown(debate, event.question)
    debate.on_air = event.question
    debate.change(event.question, state="on_air", previous=was, aired_at=entry.at, by=entry.by)
    return _touch(debate, event.question)


def _air_cleared(debate: Debate, event: e.AirCleared, entry: e.Entry) -> Touched:
    debate.on_air = None
    question = debate.change(
        event.question,
        state=debate.questions[event.question].previous,
        aired_at=None,
        by=entry.by,
    )
    if question.state == "next":
        debate.order = (question.id, *debate.order)
    return _touch(debate, event.question)


def _answered(debate: Debate, event: e.QuestionAnswered, entry: e.Entry) -> Touched:
    _leave_rundown(debate, event.question)
    if debate.on_air == event.question:
        debate.on_air = None
    debate.change(
        event.question, state="answered", how=event.how, answered_at=entry.at, by=entry.by
    )
    return _touch(debate, event.question)


def _sealed(debate: Debate, event: e.TalliesSealed, entry: e.Entry) -> Touched:
    debate.sealed = event
    return Touched(questions=set(debate.shown), debate=True)  # hidden counts are told now


def _leave_rundown(debate: Debate, id_: str) -> None:
    if id_ in debate.order:
        debate.order = tuple(other for other in debate.order if other != id_)


_APPLY: dict[type[e.Event], Callable[[Debate, Any, e.Entry], Touched]] = {
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
    e.QuestionMerged: _merged,
    e.QuestionUnmerged: _unmerged,
    e.QuestionTagged: _tagged,
    e.QuestionAssigned: _assigned,
    e.AuthorBlocked: _author_blocked,
    e.AuthorUnblocked: _author_unblocked,
    e.QuestionCued: _cued,
    e.QuestionUncued: _uncued,
    e.QuestionPlaced: _placed,
    e.QuestionTaken: _taken,
    e.AirCleared: _air_cleared,
    e.QuestionAnswered: _answered,
    e.ActionUndone: _undone,
    e.TalliesSealed: _sealed,
}
