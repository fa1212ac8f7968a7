"""Looks at the store that are shared: who wants to know what others have written since."""

import asyncio
from collections.abc import Awaitable, Callable

from server.clock import Clock

APART_S = 0.25  # from the beginning of one look to that of the next, at least


class SharedLooks:
    """One look for all who ask for one before it begins, so that however many ask, the store is
    not asked more often than a few times a second."""

    def __init__(self, look: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self._look = look
        self._clock = clock
        self._began = -APART_S
        self._next: asyncio.Task[None] | None = None

    async def after_now(self) -> None:
        """Return when a look is over that began after this was called. Raises what it raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._soon(), name="look")
        await asyncio.shield(self._next)

    async def _soon(self) -> None:
        await asyncio.sleep(max(0.0, self._began + APART_S - self._clock.monotonic()))
        self._began = self._clock.monotonic()
        self._next = None  # who asks from here on might miss what this one has read already
        await self._look()
