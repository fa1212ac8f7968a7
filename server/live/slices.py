"""Long work on the event loop, a slice at a time: between two slices everybody else has a turn."""

import asyncio
import logging
from collections.abc import Callable, Generator
from typing import TypeVar

from server.clock import Clock
from server.lasting import lasting

SLICE_S = 0.004  # a fifth of what nothing may hold the loop for
# A vote's way to the store and back is twenty turns of the loop: with nothing between two slices,
# each of them would wait for one.
BREATH_S = 0.002
REST_S = 0.016  # for work that nobody waits for: it takes a fifth of the time at most

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")


async def in_slices(steps: Generator[T, None, R], clock: Clock, rest_s: float = BREATH_S) -> R:
    """What the steps return, which take a millisecond or so each. `rest_s`: between slices."""
    until = clock.monotonic() + SLICE_S
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            done: R = stop.value
            return done
        if clock.monotonic() >= until:
            await asyncio.sleep(rest_s)
            until = clock.monotonic() + SLICE_S


class OneByOne:
    """Where many have waited for the same: each goes on in a turn of the loop of their own, instead
    of all in the one in which it comes."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def turn(self) -> None:
        """Returns when everybody else of the loop has had one, and all who asked before."""
        async with self._lock:
            await asyncio.sleep(0)


class Background:
    """Steps that come up again and again, done while there are any and nobody is held up."""

    def __init__(
        self, steps: Callable[[], Generator[None, None, None]], clock: Clock, name: str
    ) -> None:
        self._steps = steps
        self._clock = clock
        self._name = name
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """There may be something to do."""
        if self._task is None or self._task.done():
            self._task = lasting(self._run(), self._name)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        try:
            await in_slices(self._steps(), self._clock, REST_S)
        except Exception:
            log.exception("work between other work failed: %s", self._name)
