"""What only the whole journal tells, not the debate as it stands at its end: when each question
was first decided about, when it was on air, when phases changed.

Pure. Times in milliseconds.
"""

from collections.abc import Iterable

from msgspec import Struct, field

from server.debate import events as e
from server.debate.commands import Phase
from server.debate.minutes import HALF_MS, minute
from server.debate.state import Debate
from server.store.broken import applied

_DECISIONS = (e.QuestionApproved, e.QuestionDismissed, e.QuestionMerged)


class Airing(Struct, omit_defaults=True):
    """One time on air; `end` is None while it lasts."""

    start: int
    end: int | None = None


class History(Struct):
    """`decided`: milliseconds from the submission of a question to the first decision about it;
    from the middle of its minute, since more is not known of it for ever."""

    decided: dict[str, int] = field(default_factory=dict)
    airings: dict[str, list[Airing]] = field(default_factory=dict)
    phases: list[tuple[Phase, int]] = field(default_factory=list)

    def first(self, phase: Phase) -> int | None:
        """When the debate was in this phase for the first time."""
        return next((at for entered, at in self.phases if entered == phase), None)


def replay(entries: Iterable[e.Entry]) -> tuple[Debate, History]:
    """The debate that the journal adds up to (ballots aside), and how it came to be. Raises
    BrokenJournal."""
    debate, history = Debate(), History()
    for entry in entries:
        on_air = debate.on_air
        applied(debate.code, debate, entry)
        _note(history, debate, entry)
        if debate.on_air != on_air:
            _note_air(history, on_air, debate.on_air, entry)
    return debate, history


def _note(history: History, debate: Debate, entry: e.Entry) -> None:
    event = entry.event
    if isinstance(event, _DECISIONS):
        submitted = minute(debate.questions[event.question].at) + HALF_MS
        history.decided.setdefault(event.question, max(0, entry.at - submitted))
    elif isinstance(event, e.PhaseChanged):
        history.phases.append((event.to, entry.at))


def _note_air(history: History, before: str | None, after: str | None, entry: e.Entry) -> None:
    if isinstance(entry.event, e.ActionUndone):
        # What was taken by mistake was never on air; what left it by mistake never left.
        if before is not None:
            history.airings[before].pop()
        if after is not None:
            history.airings[after][-1].end = None
        return
    if before is not None:
        history.airings[before][-1].end = entry.at
    if after is not None:
        history.airings.setdefault(after, []).append(Airing(entry.at))
