"""From when to when a debate was recorded, as it was reported, and where on such a recording
something is that happened. Pure.

A recording that was started again is another take, a file of its own. While it is paused nothing is
recorded, so it is shorter than the clock says; what happened then is not on it.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from server.debate.air.marking import RecordingReported, RecordingState
from server.debate.events import Entry
from server.debate.state import Debate


class Pause(Struct, frozen=True):
    """From when to when, ms; `end` is None while it lasts."""

    start: int
    end: int | None = None


class Take(Struct, frozen=True):
    """`id`: the number of the entry that reported its beginning; 0 where none did (`choices`).
    `recording`: the name it was reported under. Times in ms by the server's clock; `end` is None
    while it runs."""

    id: int
    recording: str
    start: int
    end: int | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        """Whether it stands now, to be gone on with."""
        return self.end is None and bool(self.pauses) and self.pauses[-1].end is None

    def holds(self, at: int) -> bool:
        """Whether this moment is on it; that of its end is not."""
        if not self.start <= at < _end(self.end, at + 1):
            return False
        return not any(pause.start <= at < _end(pause.end, at + 1) for pause in self.pauses)

    def position(self, at: int) -> int:
        """How much of it (ms) was recorded by this moment: 0 before it, all of it behind it."""
        at = min(max(at, self.start), _end(self.end, at))
        stood = sum(
            max(0, min(at, _end(pause.end, at)) - min(at, pause.start)) for pause in self.pauses
        )
        return max(0, at - self.start - stood)


def reported_at(entry: Entry, event: RecordingReported) -> int:
    """When it happened, ms."""
    return entry.at if event.moment is None else event.moment


def takes(entries: Iterable[Entry]) -> list[Take]:
    """Of all recordings, in the order in which they were reported. What does not follow from what
    was reported before, such as a pause of what does not run, changes nothing."""
    found: dict[int, Take] = {}
    running: dict[str, int] = {}
    for entry in entries:
        event = entry.event
        if not isinstance(event, RecordingReported):
            continue
        at = reported_at(entry, event)
        id_ = running.get(event.recording)
        if id_ is not None:
            found[id_] = _turned(found[id_], event.state, at)
        if event.state == "started":
            running[event.recording] = entry.seq
            found[entry.seq] = Take(entry.seq, event.recording, at)
        elif event.state == "stopped":
            running.pop(event.recording, None)
    return list(found.values())


def choices(debate: Debate, entries: Iterable[Entry]) -> list[Take]:
    """What a file of markers can be for: each take that was reported, and, as if it had been
    recorded from then on, the debate since it went live. None before that. `entries`: of its
    journal, those that report recordings at least."""
    live = debate.began.get("live")
    return [*takes(entries), *([] if live is None else [Take(0, "", live)])]


def _turned(take: Take, state: RecordingState, at: int) -> Take:
    at = max(at, take.start)
    if state == "paused" and not take.is_paused:
        return replace(take, pauses=(*take.pauses, Pause(at)))
    if state == "resumed" and take.is_paused:
        *before, last = take.pauses
        return replace(take, pauses=(*before, Pause(last.start, max(at, last.start))))
    if state in ("started", "stopped"):
        return replace(take, end=at)
    return take


def _end(end: int | None, otherwise: int) -> int:
    return otherwise if end is None else end
