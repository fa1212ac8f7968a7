"""What has its time and then goes by itself: rehearsals that nobody has changed for days, and what
is kept of forms that were sent.
"""

import asyncio
import logging

from server.clock import Clock
from server.debate.minutes import DAY_MS
from server.store import Signing, Store, Unavailable

LOOK_S = 60.0
AT_FIRST_S = 60 * 60.0  # nothing goes: a machine may have begun with a wrong clock

log = logging.getLogger(__name__)


class Outdated:
    """Any process may look at any time, several at once: what one has taken away is no more for the
    others, whose rooms of it are closed like those of any debate that is gone."""

    def __init__(self, store: Store, signing: Signing, clock: Clock, rehearsal_days: int) -> None:
        """`rehearsal_days`: from its last change on, or from when it is planned to begin."""
        self._store = store
        self._signing = signing
        self._clock = clock
        self._rehearsal_ms = rehearsal_days * DAY_MS
        self._looked = clock.monotonic() + AT_FIRST_S - LOOK_S

    async def look(self) -> None:
        """Take away whose time has ended, once a minute, but not in a process' first hour."""
        if self._clock.monotonic() - self._looked < LOOK_S:
            return
        self._looked = self._clock.monotonic()
        now = self._clock.now()
        try:
            for code in await self._store.debates.wipe_unchanged(now - self._rehearsal_ms):
                await asyncio.to_thread(self._signing.end, code)
                log.info("a rehearsal has ended", extra={"debate": code})
            await self._store.debates.forget_forms(now)
        except Unavailable:
            log.warning("could not look whose time has ended")

    async def end_of(self, code: str) -> int:
        """When this rehearsal goes, if nobody changes it again, ms. Raises Unavailable."""
        return await self._store.debates.used_at(code) + self._rehearsal_ms
