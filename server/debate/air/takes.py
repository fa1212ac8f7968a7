"""From when to when a debate was recorded, as it was reported, and where on such a recording
something is that happened. Pure.

A recording that was started again is another take, a file of its own. While it is paused nothing is
recorded, so it is shorter than the clock says; what happened then is not on it.
"""

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from server.debate.air.marking import RecordingState


class Pause(Struct, frozen=True):
    """From when to when, ms; `end` is None while it lasts."""

    start: int
    end: int | None = None


class Take(Struct, frozen=True):
    """`id`: the number of the entry that reported its beginning. `recording`: the name it was
    reported under. Times in ms by the server's clock; `end` is None while it runs."""

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

    def turned(self, state: "RecordingState", at: int) -> "Take":
        """After the recording did this. A moment before its beginning is that; what does not
        follow, such as the end of a pause that never began, changes nothing."""
        at = max(at, self.start)
        if state == "paused" and not self.is_paused:
            return replace(self, pauses=(*self.pauses, Pause(at)))
        if state == "resumed" and self.is_paused:
            *before, last = self.pauses
            return replace(self, pauses=(*before, Pause(last.start, max(at, last.start))))
        return replace(self, end=at) if state == "stopped" else self


def with_report(
    takes: tuple[Take, ...], id_: int, recording: str, state: "RecordingState", at: int
) -> tuple[Take, ...]:
    """All takes, in the order in which they began to be reported, after this recording did this.
    `id_`: of the entry that says so."""
    if state == "started":
        return (*takes, Take(id_, recording, at))
    running = next((one for one in takes if one.recording == recording and one.end is None), None)
    if running is None:
        return takes
    return tuple(one.turned(state, at) if one is running else one for one in takes)


def _end(end: int | None, otherwise: int) -> int:
    return otherwise if end is None else end
