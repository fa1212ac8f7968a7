"""How far long work at the command line is, for who waits. What is done at once says nothing."""

from collections.abc import Callable

from server.clock import Clock

AFTER_S = 2.0


class Progress:
    """Called with how much is done; says so when it has been quiet for a while."""

    def __init__(self, clock: Clock, say: Callable[[str], None], what: str = "") -> None:
        """`say`: writes a line, which begins with `what` is done."""
        self._clock = clock
        self._say = say
        self._before = f"{what}: " if what else ""
        self._said = clock.monotonic()

    def __call__(self, part: float) -> None:
        """`part`: of the work, 0…1. A line at most every two seconds."""
        if self._clock.monotonic() - self._said >= AFTER_S:
            self._said = self._clock.monotonic()
            self._say(f"{self._before}{100 * part:.0f} %")
