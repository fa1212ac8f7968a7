"""Catching up with what other processes wrote, once for all who want to know."""

import asyncio
from collections.abc import Awaitable, Callable

from server.clock import Clock
from server.lasting import lasting

APART_S = 0.25  # from the beginning of one to that of the next, at least


class SharedCatchUp:
    """One for all who ask for it before it begins, so that however many ask, the store is not asked
    more often than a few times a second."""

    def __init__(self, catch_up: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self._catch_up = catch_up
        self._clock = clock
        self._began = -APART_S
        self._next: asyncio.Task[None] | None = None

    async def after_now(self) -> None:
        """Return when one is over that began after this was called. Raises what it raises."""
        if self._next is None:
            self._next = lasting(self._soon(), "catch up")
        await asyncio.shield(self._next)

    async def _soon(self) -> None:
        await asyncio.sleep(max(0.0, self._began + APART_S - self._clock.monotonic()))
        self._began = self._clock.monotonic()
        self._next = None  # who asks from here on might miss what this one has read already
        await self._catch_up()
