"""The log of the house, as this process attests it: like a debate's, and then witnesses are asked.
Nothing of a debate waits for it.
"""

import asyncio
import logging

from server.clock import Clock
from server.live.attesting.witnesses import ask
from server.store import Signing, Store, Unavailable, Unfaithful
from server.store.logs.anchors import Anchor
from server.store.logs.checkpoints import KeptCheckpoint
from server.store.logs.house_log import ORIGIN_KEY
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote
from server.transparency.vkeys import COSIGNATURE, Vkey
from server.transparency.witnessing import Asked

EVERY_S = 10.0

log = logging.getLogger(__name__)


class HouseAttesting:
    """`tree`: of the lines as they were read last."""

    def __init__(self, store: Store, signing: Signing, clock: Clock) -> None:
        self.tree = Tree()
        self._store = store
        self._signing = signing
        self._clock = clock
        self._next_at = 0.0
        self._queued: set[str] = set()  # the witnesses who are asked about this tree
        self._looking: asyncio.Task[None] | None = None

    def care(self) -> None:
        """Have a look if it is time for one."""
        now = self._clock.monotonic()
        if now >= self._next_at and (self._looking is None or self._looking.done()):
            self._next_at = now + EVERY_S
            self._looking = asyncio.create_task(self.look(), name="attest the house")

    async def look(self) -> None:
        """Sign what is new, and ask the witnesses who are to be asked."""
        try:
            if await self._store.house_log.size() != self.tree.size:
                self.tree = await self._signed()
                self._queued.clear()
            await self._queue()
            for anchor in await self._store.anchors.due(self._clock.now()):
                await self._anchor(anchor)
        except Unavailable:
            log.warning("could not attest the house's log")

    async def close(self) -> None:
        """Ask nobody any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

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

    async def _queue(self) -> None:
        kept = await self._store.checkpoints.last(ORIGIN_KEY)
        for one in await self._store.witnessed.trusted():
            vkey = str(one.vkey)
            if one.url and kept is not None and vkey not in self._queued:
                await self._store.anchors.queue(vkey, kept.head.size, self._clock.now())
                self._queued.add(vkey)

    async def _anchor(self, anchor: Anchor) -> None:
        trusted = {str(one.vkey): one for one in await self._store.witnessed.trusted()}
        witness = trusted.get(anchor.vkey)
        kept = await self._store.checkpoints.last(ORIGIN_KEY)
        if witness is None or kept is None or kept.head.size != anchor.size:
            await self._store.anchors.later(anchor, self._clock.now())
            return
        old = await self._store.anchors.cosigned(anchor.vkey)
        try:
            signature = await self._asked(witness.vkey, witness.url, old, kept)
        except (BadNote, OSError, ValueError):
            await self._store.anchors.later(anchor, self._clock.now())
            log.info("a witness has not signed", extra={"witness": witness.vkey.name})
        else:
            await self._store.anchors.done(anchor, signature)

    async def _asked(self, vkey: Vkey, url: str, old: int, kept: KeptCheckpoint) -> str:
        assert vkey.kind == COSIGNATURE
        size = kept.head.size
        for _ in range(2):  # the second time with the size that the witness knows
            asked = Asked(
                old=old,
                proof=tuple(self.tree.consistency(old, size)),
                note=kept.note.encode(),
                origin="",
            )
            said = await asyncio.to_thread(ask, url, asked, vkey)
            if isinstance(said, str):
                return said
            old = said
            if old > size:
                break
        raise BadNote("the witness knows another log")
