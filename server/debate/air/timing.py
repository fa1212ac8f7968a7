"""How long somebody has spoken, and what is left of an answer's time, as parts of a debate."""

from msgspec import Struct
from msgspec.structs import replace


class SpeakingTime(Struct, frozen=True):
    """How long it ran up to the moment `since`, and whether it runs on from there. All in ms."""

    ran_ms: int
    since: int
    running: bool

    def at(self, now: int) -> int:
        """How long it has run by then. Never less than before, though two processes' clocks may
        differ by a little."""
        return self.ran_ms + (max(0, now - self.since) if self.running else 0)

    def turned(self, running: bool, at: int) -> "SpeakingTime":
        """The same time, running from this moment on or not."""
        return self if running == self.running else SpeakingTime(self.at(at), at, running)


STOPPED = SpeakingTime(ran_ms=0, since=0, running=False)


class Countdown(Struct, frozen=True, omit_defaults=True):
    """An answer's time, in ms: `warning_ms` and `danger_ms` begin when that much is left. While it
    is paused, it stands as it was at the moment `paused_at`; when it goes on, `started_at` moves by
    as long as it stood, so that the length still runs from there."""

    preset: str
    started_at: int
    length_ms: int
    warning_ms: int
    danger_ms: int
    paused_at: int | None = None

    def left(self, now: int) -> int:
        """What is left by then in ms, below 0 in overtime. Never more than all, though two
        processes' clocks may differ by a little."""
        at = now if self.paused_at is None else self.paused_at
        return self.length_ms - max(0, at - self.started_at)

    def paused(self, on: bool, at: int) -> "Countdown":
        """The same time left, standing from this moment on or not."""
        if on == (self.paused_at is not None):
            return self
        if self.paused_at is None:
            return replace(self, paused_at=max(at, self.started_at))
        stood = max(0, at - self.paused_at)
        return replace(self, started_at=self.started_at + stood, paused_at=None)
