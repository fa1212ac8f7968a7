"""The log of administration, as this process attests it: its head goes into the house's own log,
from where others hear of it, so that it cannot be written anew unseen."""

import logging

from server.clock import Clock
from server.debate.minutes import MINUTE_MS
from server.store import Store

EVERY_MS = 10 * MINUTE_MS  # a head at most

log = logging.getLogger(__name__)


class AdministrationAttesting:
    """Besides, it enters what was counted."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._entered = 0

    async def look(self) -> None:
        """Enter what is new. Raises Unavailable."""
        now, house_log = self._clock.now(), self._store.house_log
        await self._store.failed_sign_ins.tell(now)
        head = await self._store.administration.head()
        if head is None or head.size == self._entered:
            return
        last = await house_log.administration_head()
        if last is not None:
            known = await self._store.administration.head(last.size)
            if known is None or known.last != last.last:
                log.error("the log of administration is not what it was: see `tribina verify`")
                self._entered = head.size
                return
            if head.size > last.size and now - last.at < EVERY_MS:
                return
        if last is None or head.size > last.size:
            said: dict[str, str | int] = {"size": head.size, "last": head.last}
            await house_log.add_once("administration_head", now, **said)
        self._entered = head.size
