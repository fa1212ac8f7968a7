"""Debates that cannot be shown since their journals are broken. Each is read again once a minute at
most, whoever asks, and told once in the log.
"""

import logging

from server.clock import Clock
from server.debate.refusals import Rejected
from server.store import BrokenJournal

AGAIN_S = 60.0

log = logging.getLogger(__name__)


class Broken(Rejected):
    """Nobody can be let in until the journal was put back."""

    def __init__(self) -> None:
        super().__init__("unavailable", retry_ms=round(AGAIN_S * 1_000))


class BrokenDebates:
    """By their codes, for one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}
        self._told: set[tuple[str, int]] = set()

    def check(self, code: str) -> None:
        """Raises Broken if this one was a moment ago."""
        if self._clock.monotonic() < self._until.get(code, 0.0):
            raise Broken

    def note(self, error: BrokenJournal) -> Broken:
        """Returns what to raise. The line is logged once."""
        self._until[error.code] = self._clock.monotonic() + AGAIN_S
        if (error.code, error.line) not in self._told:
            self._told.add((error.code, error.line))
            log.error("a journal is broken", extra={"debate": error.code, "line": error.line})
        return Broken()
