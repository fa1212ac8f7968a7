"""What moderators did, as the lines of the journal tell it (docs/archive.md, "The report of
moderation"): counted are lines, not what a debate came to. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low
from typing import Any

from msgspec import Struct

from server.debate import events as e
from server.debate.commands import Reason
from server.debate.deciding import blocking
from server.debate.deciding.challenging import DismissalChallenged
from server.debate.events import Entry
from server.debate.minutes import hour, minute
from server.debate.state import Debate

_ENDS_HOLDING = (
    e.QuestionUnheld,
    e.QuestionApproved,
    e.QuestionDismissed,
    e.QuestionMerged,
    e.QuestionWithdrawn,
)


class Dismissal(Struct, frozen=True):
    """Of a question that is dismissed; the minute `at` which it was."""

    question: str
    reason: Reason
    at: int


class Challenge(Struct, frozen=True):
    """Of a dismissal, with its `reason` and minute (`dismissed_at`), in the minute `at`.
    `restored`: whether moderators took the question back afterwards; None: no."""

    question: str
    reason: Reason
    dismissed_at: int
    at: int
    restored: bool | None = None


class Hour(Struct, frozen=True):
    """What was done in the hour that began `at` (ms)."""

    at: int
    submitted: int
    shown: int
    dismissed: int


class Deeds(Struct, frozen=True, kw_only=True):
    """Of lines that were not taken back, all times by the minute; absent for none. `edits`, and
    those of them for whose question somebody `voted` before. `dismissals`: of what is dismissed at
    the end. `held_ms`: the median time from putting a question aside to what became of it.
    `blocked`, `unblocked`: how many times an author was. `undone`: how many actions of each kind
    of event were taken back. `hours`: those in which there was something."""

    edits: int | None = None
    edits_voted: int | None = None
    dismissals: tuple[Dismissal, ...] | None = None
    challenged: tuple[Challenge, ...] | None = None
    held: int | None = None
    held_ms: int | None = None
    blocked: int | None = None
    unblocked: int | None = None
    undone: dict[str, int] | None = None
    hours: tuple[Hour, ...] | None = None


def deeds(debate: Debate, entries: Sequence[Entry]) -> Deeds:
    """Of the debate whose journal is `entries`."""
    undone = {one.event.action for one in entries if isinstance(one.event, e.ActionUndone)}
    stand = [one for one in entries if one.action not in undone]
    counts = Counter(type(one.event) for one in stand)
    dismissed = {
        (one.event.question, one.action): Dismissal(
            one.event.question, one.event.reason, minute(one.at)
        )
        for one in stand
        if isinstance(one.event, e.QuestionDismissed)
    }
    voted = (bool(one.event.votes) for one in stand if isinstance(one.event, e.QuestionEdited))
    held = list(_held_ms(stand))
    last = {entry.action: type(entry.event).__name__ for entry in entries}
    return Deeds(
        edits=counts[e.QuestionEdited] or None,
        edits_voted=sum(voted) or None,
        dismissals=tuple(_stand(debate, dismissed)) or None,
        challenged=tuple(_challenged(stand, dismissed)) or None,
        held=counts[e.QuestionHeld] or None,
        held_ms=median_low(held) if held else None,
        blocked=counts[blocking.AuthorBlocked] or None,
        unblocked=counts[blocking.AuthorUnblocked] or None,
        undone=dict(sorted(Counter(last[action] for action in undone).items())) or None,
        hours=tuple(_hours(stand)) or None,
    )


def _stand(debate: Debate, dismissed: dict[tuple[str, int], Dismissal]) -> Iterator[Dismissal]:
    for (id_, action), dismissal in dismissed.items():
        question = debate.questions[id_]
        if question.state == "dismissed" and question.dismissal == action:
            yield dismissal


def _challenged(
    stand: list[Entry], dismissed: dict[tuple[str, int], Dismissal]
) -> Iterator[Challenge]:
    restored: dict[str, int] = {}
    for entry in stand:
        if isinstance(entry.event, e.QuestionRestored):
            restored[entry.event.question] = entry.seq
    for entry in stand:
        if not isinstance(entry.event, DismissalChallenged):
            continue
        dismissal = dismissed.get((entry.event.question, entry.event.dismissal))
        if dismissal is not None:
            yield Challenge(
                dismissal.question,
                dismissal.reason,
                dismissal.at,
                minute(entry.at),
                restored.get(dismissal.question, 0) > entry.seq or None,
            )


def _held_ms(stand: Iterable[Entry]) -> Iterator[int]:
    """How long each was aside, by the minutes; of those that still are nothing."""
    since: dict[str, int] = {}
    for entry in stand:
        event: Any = entry.event
        if isinstance(event, e.QuestionHeld):
            since[event.question] = minute(entry.at)
        elif isinstance(event, _ENDS_HOLDING) and event.question in since:
            yield minute(entry.at) - since.pop(event.question)


def _hours(stand: Iterable[Entry]) -> Iterator[Hour]:
    counts = Counter((hour(entry.at), type(entry.event)) for entry in stand)
    kinds = (e.QuestionSubmitted, e.QuestionApproved, e.QuestionDismissed)
    for at in sorted({at for at, kind in counts if kind in kinds}):
        yield Hour(at, *(counts[at, kind] for kind in kinds))
