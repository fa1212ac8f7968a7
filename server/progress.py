"""How far long work at the command line is, for who waits. What is done at once says nothing."""

from collections.abc import Callable

from server.clock import Clock

AFTER_S = 2.0


class Progress:
    def __init__(self, clock: Clock, say: Callable[[str], None]) -> None:
        """`say`: writes a line."""
        self._clock = clock
        self._say = say
        self._began = clock.monotonic()

    def __call__(self, part: float) -> None:
        """`part`: of the work, 0…1."""
        if self._clock.monotonic() - self._began >= AFTER_S:
            self._say(f"{100 * part:.0f} %")
