"""When a process begins anew, so that its memory forgets who asked: a program cannot clear its own
memory for certain, but the system gives a new one none of what the old one knew.
"""

import asyncio

from server.clock import Clock
from server.live.rooms import Rooms
from server.store import Store

LOOK_S = 1.0


class Turnover:
    """`wait_s`: from closing on, so that everybody has seen how it ended."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock, wait_s: int) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._wait_s = wait_s

    async def due(self) -> None:
        """Returns when this process knew a key that is destroyed by now, and no other debate with
        people in it is live here."""
        since: float | None = None
        while True:
            await asyncio.sleep(LOOK_S)
            if not self._store.seals.let_go:
                continue
            now = self._clock.monotonic()
            since = now if since is None else since
            if now - since >= self._wait_s and not self._is_busy():
                return

    def _is_busy(self) -> bool:
        return any(
            room.debate.phase == "live" and not room.views.deserted
            for room in self._rooms.open_rooms()
        )
