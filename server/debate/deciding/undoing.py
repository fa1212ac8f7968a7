"""Taking back what moderators did: what is remembered of each action, and how it is put back.

What was taken back has never happened: the debate is what its journal would make without it. So
what participants, phases and the clock did since stays, and no vote is lost. Actions are taken back
in their order, the last first, so what an action changed is, apart from what those others did, as
it left it.
"""

from server.debate import events as e
from server.debate.air import graphics
from server.debate.deciding import setting_apart
from server.debate.deciding.submitting import withdraw
from server.debate.deciding.touching import block, touch, touch_tree
from server.debate.state import Debate, Question, TakenBack, Touched, Undo

TOLD_AT_MOST = 5  # of what was taken back from others: they are told at once


def is_undoable(entry: e.Entry) -> bool:
    """Whether it can be taken back. What somebody wrote on a card was asked: it can be dismissed,
    not unasked. Time that a clock counted has passed."""
    return entry.role not in ("participant", "server") and entry.event.deed is not None


def as_it_was(debate: Debate, entry: e.Entry) -> Undo:
    """What is to be remembered, taken before the entry is applied."""
    ids: list[str] = []
    if isinstance(entry.event, e.QuestionEvent):
        ids.append(entry.event.question)
    return Undo(
        action=entry.action,
        by=entry.by,
        at=entry.at,
        deed=entry.event.done or "",
        question=ids[0] if ids else None,
        count=1,
        questions={id_: debate.questions[id_] for id_ in ids},
        submissions=debate.submissions,
        voting=debate.voting,
        order=debate.order,
        blocked=debate.blocked,
        apart=debate.apart,
        graphics=debate.graphics,
        screening=entry.event.screening,
    )


def remember(debate: Debate, before: Undo) -> None:
    """The entries of one action become one thing to be undone."""
    if debate.undoable and debate.undoable[-1].action == before.action:
        whole = debate.undoable[-1]
        whole.questions = before.questions | whole.questions  # the older picture wins
        whole.screening &= before.screening
        # What it was done for comes last, as a question after the air was cleared for it.
        whole.count = whole.count + 1 if whole.deed == before.deed else 1
        whole.deed, whole.question = before.deed, before.question
    else:
        debate.undoable.append(before)


def follow(debate: Debate, entry: e.Entry) -> None:
    """Let what is remembered go with what is never taken back: no undo turns a door back that a
    phase or the clock has turned since."""
    match entry.event:
        case e.PhaseChanged(to="live"):
            for undo in debate.undoable:
                undo.submissions, undo.voting = debate.submissions, debate.voting
        case e.PhaseChanged():
            debate.undoable.clear()  # what the air was cleared for cannot be put back on it
        case e.DoorShut() if entry.role == "server":
            for undo in debate.undoable:
                undo.submissions = False


def undone(debate: Debate, event: e.ActionUndone, entry: e.Entry) -> Touched:
    """Raises AssertionError when the journal undoes another action than the last."""
    undo = debate.undoable.pop()
    if undo.action != event.action:
        raise AssertionError(f"undo of {event.action}, but the last action is {undo.action}")
    if undo.by != entry.by:
        _note(debate, undo, entry)
    touched = Touched(debate=True)
    for question in undo.questions.values():
        is_withdrawn = debate.questions[question.id].state == "withdrawn"
        touched |= _put_back(debate, question)
        if is_withdrawn:  # its author took it back since: that is not ours to undo
            touched |= withdraw(debate, question.id)
    if (debate.submissions, debate.voting) != (undo.submissions, undo.voting):
        debate.turned_at = entry.at
    debate.submissions, debate.voting = undo.submissions, undo.voting
    touched |= block(debate, undo.blocked)
    if undo.apart is not debate.apart:
        touched |= setting_apart.put(debate, undo.apart)
    touched |= graphics.put(debate, undo.graphics)
    debate.on_air = next((q for q in undo.questions if _is_on_air(debate, q)), None) or (
        debate.on_air if debate.on_air and _is_on_air(debate, debate.on_air) else None
    )
    debate.order = tuple(id_ for id_ in undo.order if debate.questions[id_].state == "next")
    return touched


def _note(debate: Debate, undo: Undo, entry: e.Entry) -> None:
    told = TakenBack(undo.deed, undo.question, undo.count, undo.by, entry.by, entry.at)
    kept = list(debate.taken_back.items())[1 - TOLD_AT_MOST :]
    debate.taken_back = dict([*kept, (entry.seq, told)])


def _is_on_air(debate: Debate, id_: str) -> bool:
    return debate.questions[id_].state == "on_air"


def _put_back(debate: Debate, question: Question) -> Touched:
    now = debate.questions[question.id]
    touched = touch(debate, question.id)
    if now.merged_into != question.merged_into:
        if now.merged_into is not None:
            touched |= touch_tree(debate, question.id)
            debate.tallies.unmerge(question.id)
        if question.merged_into is not None:
            debate.tallies.merge(question.id, question.merged_into)
        touched |= touch_tree(debate, question.id)
    debate.put(question)
    return touched
