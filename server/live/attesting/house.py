"""The log of the house, as this process attests it: like a debate's, and then it is anchored.
Nothing of a debate waits for it.
"""

import asyncio
import logging

from server.clock import Clock
from server.lasting import lasting
from server.live.attesting.administration import AdministrationAttesting
from server.live.attesting.anchoring import Anchoring
from server.settings import Settings
from server.store import Signing, Store, Unavailable, Unfaithful
from server.store.logs.house_log import ORIGIN_KEY
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree

EVERY_S = 10.0

log = logging.getLogger(__name__)


class HouseAttesting:
    """`tree`: of the lines as they were read last."""

    def __init__(self, store: Store, settings: Settings, signing: Signing, clock: Clock) -> None:
        self.tree = Tree()
        self.anchoring = Anchoring(store, settings, clock, lambda: self.tree)
        self._administration = AdministrationAttesting(store, clock)
        self._store = store
        self._signing = signing
        self._clock = clock
        self._next_at = 0.0
        self._looking: asyncio.Task[None] | None = None

    def care(self) -> None:
        """Have a look if it is time for one, and others asked about what it finds."""
        now = self._clock.monotonic()
        if now >= self._next_at and (self._looking is None or self._looking.done()):
            self._next_at = now + EVERY_S
            self._looking = lasting(self._attest(), "attest the house")

    async def look(self) -> None:
        """Sign what is new."""
        try:
            await self._administration.look()
            if await self._store.house_log.size() != self.tree.size:
                self.tree = await self._signed()
        except Unavailable:
            log.warning("could not attest the house's log")

    async def close(self) -> None:
        """Neither sign nor ask any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self.anchoring.close()

    async def _attest(self) -> None:
        await self.look()
        self.anchoring.care()

    async def _signed(self) -> Tree:
        """Read all lines, and sign them where they are faithful. The last heads are asked for
        first: what was signed had been written by then."""
        own = await asyncio.to_thread(self._signing.own)
        last = await asyncio.to_thread(self._signing.last_head, own.log)
        kept = await self._store.checkpoints.last(ORIGIN_KEY)
        tree = await self._store.house_log.tree()
        try:
            if kept is not None and not tree.begins_with(kept.head.size, kept.head.root):
                raise Unfaithful(own.log)
            note = await asyncio.to_thread(self._signing.sign, own.log, tree)
        except Unfaithful:
            if await asyncio.to_thread(self._signing.last_head, own.log) != last:
                return await self._signed()  # another process signed more meanwhile
            log.error("the house's log is not what it was: nothing of it is signed")
            return tree
        now = self._clock.now()
        await self._store.checkpoints.keep(ORIGIN_KEY, Checkpoint.parse(note.text), str(note), now)
        return tree
