"""Moments for whoever cuts the tape: marks of the crew, and what a recording did, which ties the
journal's time to the tape's. The commands, what happens, who may, and what is decided.

No view tells of marks: they are for the editor alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import Meta

from server.debate import events as e
from server.debate.air.takes import with_report
from server.debate.commands import Command, Key, Note
from server.debate.phases import BEFORE_CLOSING
from server.debate.refusals import Rejected
from server.debate.rule import CLOCK, PRODUCERS, SCREENERS, Rule
from server.debate.state import Touched
from server.language.cleaning import clean_text

if TYPE_CHECKING:
    from server.debate.actors import Actor
    from server.debate.state import Debate

RecordingState = Literal["started", "paused", "resumed", "stopped"]

RECORDINGS_AT_MOST = 8  # machines that record one evening
REPORTS_AT_MOST = 60  # of one of them
SLATES_AT_MOST = 200
MARKS_AT_MOST = 2_000
LATEST_MS = 4_102_444_800_000  # the year 2100
SLATE = "slate"  # what a take is called that is counted from one
SLATE_IN_MS = 500  # so that all who flash can do so at the same moment


class MarkMoment(Command, frozen=True, kw_only=True, tag="mark"):
    """Now is a moment that the editor is to find again."""

    text: Note | None = None


class ReportRecording(Command, frozen=True, kw_only=True, tag="recording"):
    """What the recording of this name did. `moment`: when, in ms of the server's clock, where that
    is not now. The server says it of what an overlay reports."""

    recording: Key
    state: RecordingState
    moment: Annotated[int, Meta(ge=0, le=LATEST_MS)] | None = None


class ShowSlate(Command, frozen=True, kw_only=True, tag="slate"):
    """Displays and overlays flash and beep together, with the time in letters and as a QR code:
    what is seen and heard on every tape ties its time to the journal's."""


class MomentMarked(e.Event, frozen=True, kw_only=True):
    sealed = frozenset({"text"})
    unseen = True

    text: str | None = None


class RecordingReported(e.Event, frozen=True, kw_only=True):
    """`moment` in ms; None: when the line was written. Exact moments between the minutes of a
    public journal would date what was asked between them, so both are sealed and never opened."""

    sealed = frozenset({"recording", "moment"})

    recording: str
    state: RecordingState
    moment: int | None = None


class SlateShown(e.Event, frozen=True, kw_only=True):
    """They flash SLATE_IN_MS after the line was written."""


MarkingCommand = MarkMoment | ReportRecording | ShowSlate
MarkingEvent = MomentMarked | RecordingReported | SlateShown

RULES: Final[Mapping[type[Command], Rule]] = {
    MarkMoment: Rule(SCREENERS, BEFORE_CLOSING),
    ShowSlate: Rule(PRODUCERS, BEFORE_CLOSING),
    ReportRecording: Rule(PRODUCERS | CLOCK, BEFORE_CLOSING),
}

# What a recording can do that is as it says.
_FROM: Final[Mapping[RecordingState, frozenset[RecordingState | None]]] = {
    "started": frozenset({None, "stopped"}),
    "paused": frozenset({"started", "resumed"}),
    "resumed": frozenset({"paused"}),
    "stopped": frozenset({"started", "paused", "resumed"}),
}


def _mark(debate: "Debate", command: MarkMoment, actor: "Actor") -> Sequence[e.Event]:
    if debate.recordings.marks >= MARKS_AT_MOST:
        raise Rejected("too_fast")
    return [MomentMarked(text=clean_text(command.text or "") or None)]


def _slate(debate: "Debate", command: ShowSlate, actor: "Actor") -> Sequence[e.Event]:
    if debate.recordings.slates >= SLATES_AT_MOST:
        raise Rejected("too_fast")
    return [SlateShown()]


def _report(debate: "Debate", command: ReportRecording, actor: "Actor") -> Sequence[e.Event]:
    """Of what the recording did already, nothing: several displays may report the same one."""
    known, name = debate.recordings, clean_text(command.recording)
    if not name or name == SLATE:
        raise Rejected("malformed", why="another name - at `$.recording`")
    if known.states.get(name) not in _FROM[command.state]:
        return []
    is_new = name not in known.states
    reports = known.reports.get(name, 0)
    if reports >= REPORTS_AT_MOST or (is_new and len(known.states) >= RECORDINGS_AT_MOST):
        raise Rejected("too_fast")
    return [RecordingReported(recording=name, state=command.state, moment=command.moment)]


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[e.Event]]]] = {
    MarkMoment: _mark,
    ShowSlate: _slate,
    ReportRecording: _report,
}


def _marked(debate: "Debate", event: MomentMarked, entry: e.Entry) -> Touched:
    debate.recordings.marks += 1
    return Touched()


def _slated(debate: "Debate", event: SlateShown, entry: e.Entry) -> Touched:
    """A tape on which it is seen can be counted from there, so it is the beginning of a take."""
    known = debate.recordings
    known.slate_at = at = entry.at + SLATE_IN_MS
    known.slates += 1
    known.takes = with_report(known.takes, entry.seq, SLATE, "started", at)
    return Touched(debate=True)


def _reported(debate: "Debate", event: RecordingReported, entry: e.Entry) -> Touched:
    known, name, at = debate.recordings, event.recording, reported_at(event, entry)
    known.states[name] = event.state
    known.reports[name] = known.reports.get(name, 0) + 1
    known.takes = with_report(known.takes, entry.seq, name, event.state, at)
    return Touched(debate=True)


def reported_at(event: RecordingReported, entry: e.Entry) -> int:
    """When it happened, ms."""
    return entry.at if event.moment is None else event.moment


EFFECTS: Final[Mapping[type[e.Event], Callable[..., Touched]]] = {
    MomentMarked: _marked,
    SlateShown: _slated,
    RecordingReported: _reported,
}
