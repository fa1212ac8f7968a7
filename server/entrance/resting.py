"""Connections of which nothing is asked at the moment: how long they may stay."""

import asyncio
from collections.abc import Callable
from typing import Any


class Resting:
    """All that rest at one door. `at_most_s`: that one may rest."""

    def __init__(self, at_most_s: float) -> None:
        self._at_most_s = at_most_s
        self._is_over = False
        self._all: dict[Rest, asyncio.TimerHandle] = {}

    def begin(self, rest: "Rest") -> None:
        """Its time begins anew. Once all are over, it is closed instead."""
        self.end(rest)
        if self._is_over:
            rest.close()
        else:
            loop = asyncio.get_running_loop()
            self._all[rest] = loop.call_later(self._at_most_s, rest.close)

    def end(self, rest: "Rest") -> None:
        """Nothing happens when it does not rest."""
        timer = self._all.pop(rest, None)
        if timer is not None:
            timer.cancel()

    def be_over(self) -> None:
        """None rests any longer, nor from now on."""
        self._is_over = True
        for rest in list(self._all):
            rest.close()


class Rest:
    """Of one connection, in the words of Hypercorn's `SingleTask`, which makes and cancels a task
    each time. `close`: the connection, when it has rested too long."""

    def __init__(self, resting: Resting, close: Callable[[], None]) -> None:
        self._resting = resting
        self.close = close

    async def restart(self, *_: Any) -> None:
        """Nothing is asked from now on."""
        self._resting.begin(self)

    async def stop(self) -> None:
        """Something is asked, or the connection has ended."""
        self._resting.end(self)
