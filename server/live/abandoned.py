"""Closes live debates that no moderator has looked after for hours: an open debate keeps the key
that ties phones to what they did, and nobody is left who would close it.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping

from server.clock import Clock
from server.debate.commands import ChangePhase
from server.debate.minutes import HOUR_MS, MINUTE_MS
from server.debate.refusals import Rejected
from server.debate.rule import SCREENERS
from server.live.deciding.precedence import THE_CLOCK
from server.live.room import Room
from server.store import Store, Unavailable

A_LAST_LOOK_MS = MINUTE_MS  # for moderators at other processes to be heard of

log = logging.getLogger(__name__)


class Abandoned:
    """A moderator looks after a debate who has its control or host screen open in any process, or
    asked for something in it. Seen by what this process saw since it began, which counts as such a
    sight itself: after a restart the hours begin anew."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        after_h: int,
        open_rooms: Mapping[str, Room],
        get: Callable[[str], Awaitable[Room]],
    ) -> None:
        """`after_h`: hours without a moderator. `get` opens a room that is in no `open_rooms`."""
        self._store = store
        self._clock = clock
        self._after_ms = after_h * HOUR_MS
        self._open = open_rooms
        self._get = get
        self._began = clock.now()
        self._seen: dict[str, int] = {}

    async def look(self) -> None:
        """Close what is due; what cannot be closed now is due at the next look. Raises
        Unavailable."""
        now = self._clock.now()
        live = await self._store.debates.live()
        self._seen = {code: self._seen.get(code, self._began) for code in live}
        for code in live:
            room = self._open.get(code)
            if room is not None and room.around.moderators:
                self._seen[code] = now
            elif now - self._seen[code] >= self._after_ms:
                try:
                    await self._close_if_nobody_asked(code, now)
                except (Rejected, Unavailable):
                    log.warning("a debate could not be closed", extra={"debate": code})

    async def _close_if_nobody_asked(self, code: str, now: int) -> None:
        asked = await self._store.journal.last_at(code, SCREENERS)
        if asked is not None and now - asked < self._after_ms:
            self._seen[code] = asked
            return
        is_known = code in self._open
        room = await self._get(code)
        if not is_known:
            self._seen[code] = now - self._after_ms + A_LAST_LOOK_MS
            return
        command = ChangePhase(id=f"abandoned after {room.debate.seq}", to="closed")
        await room.handle(THE_CLOCK, command)
        log.info("closed a debate without a moderator", extra={"debate": code})
