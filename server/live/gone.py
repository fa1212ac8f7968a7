"""Closes the rooms of debates that somebody deleted, through this process or another."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from server.live.room import Room
from server.store import Store, Unavailable

log = logging.getLogger(__name__)


class Gone:
    """`forget` closes a room and sends away who is in it."""

    def __init__(
        self, store: Store, open_rooms: Mapping[str, Room], forget: Callable[[str], Awaitable[None]]
    ) -> None:
        self._store = store
        self._open = open_rooms
        self._forget = forget
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, told: Callable[[str], None]) -> None:
        """Have somebody told of each such debate, to take away what else this process keeps of
        it."""
        self._listeners.append(told)

    async def look(self) -> None:
        """One cheap question about all open rooms."""
        codes = list(self._open)
        if not codes:
            return
        try:
            there = await self._store.debates.among(codes)
        except Unavailable:
            log.warning("could not look which debates are still there")
            return
        for code in codes:
            if code not in there:
                await self._forget(code)
                for told in self._listeners:
                    told(code)
