"""When Python's garbage collector may look, in a process that holds thousands of connections.

A full collection looks at every object: at 10,000 connections it stops the event loop for a third
of a second, and finds nothing, since connections leave no cycles behind. So only the young are
collected as they come; who has settled is set aside (`gc.freeze`); and everything is looked
through now and then while nobody is here. Even then it takes an eighth of a second, since it looks
at all that the program consists of.
"""

import asyncio
import gc
from collections.abc import Callable

from server.clock import Clock

# The second: ten would hold the loop for 25 ms where much is kept. Collections of the oldest never
# begin by themselves.
YOUNG = (5_000, 3, 1_000_000_000)
LOOK_S = 1.0
WAVE = 500  # newcomers after which those who are here are set aside, however many still come
THOROUGH_EVERY_S = 600.0  # while nobody is here
FEW = 100  # connections; with more, nothing is looked through
SELDOM_EVERY_S = 12 * 3_600.0  # with fewer, where a display is never switched off


class Garbage:
    """`joined`: how many connections were ever made, `connected`: how many there are."""

    def __init__(
        self, clock: Clock, joined: Callable[[], int], connected: Callable[[], int]
    ) -> None:
        self._clock = clock
        self._joined = joined
        self._connected = connected
        self._set_aside = 0
        self._joined_before = 0
        self._thorough_at = clock.monotonic()

    def start(self) -> None:
        """From now on the collector looks only at the young."""
        gc.set_threshold(*YOUNG)
        self._look_through()

    async def watch(self) -> None:
        """Set aside and look through, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            self.look()

    def look(self) -> None:
        """One look at what has changed since the last."""
        joined = self._joined()
        new, still_coming = joined - self._set_aside, joined > self._joined_before
        self._joined_before = joined
        if new >= WAVE or (new and not still_coming):
            self._set_aside = joined
            gc.collect(1)
            gc.freeze()
        elif self._is_time():
            self._look_through()

    def _is_time(self) -> bool:
        here, passed_s = self._connected(), self._clock.monotonic() - self._thorough_at
        return here < FEW and passed_s > (SELDOM_EVERY_S if here else THOROUGH_EVERY_S)

    def _look_through(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._thorough_at = self._clock.monotonic()
