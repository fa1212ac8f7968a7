"""Whose log is looked at when: one at a time in a process, however many debates it serves, and
those first in which people vote.
"""

import asyncio
from collections.abc import Iterable

from server.clock import Clock
from server.lasting import lasting
from server.live.room import Room

SHARE = 0.1  # of the time, that looks of all rooms take at most


class Turns:
    """A change of phase does not wait for one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_at = clock.monotonic()
        self._round: asyncio.Task[None] | None = None

    def care(self, rooms: Iterable[Room]) -> None:
        """Have all of these looked at whose time it is, one after the other, unless that is on its
        way."""
        if self._clock.monotonic() < self._next_at:
            return
        due = [room for room in rooms if room.attesting.is_due]
        if due and (self._round is None or self._round.done()):
            due.sort(key=lambda room: not room.debate.voting)
            self._round = lasting(self._look(due), "attest")

    async def close(self) -> None:
        """Finish the look that is on its way, and begin no other."""
        if self._round is not None:
            self._round.cancel()
            await asyncio.gather(self._round, return_exceptions=True)

    async def _look(self, due: list[Room]) -> None:
        began = self._clock.monotonic()
        for room in due:
            await room.attesting.take_turn()
        now = self._clock.monotonic()
        self._next_at = now + (now - began) * (1 / SHARE - 1)
