"""Others are asked about the newest head of the house's log: witnesses to cosign it, authorities
and calendars to stamp it. Nothing waits for them, neither a debate nor the next head.
"""

import asyncio
import logging
from collections.abc import Callable

from server.clock import Clock
from server.lasting import lasting
from server.live.attesting.authorities import stamp
from server.live.attesting.calendars import promise
from server.live.attesting.witnesses import ask
from server.settings import Settings
from server.store import Store, Unavailable
from server.store.logs.anchors import Anchor, Other
from server.store.logs.checkpoints import KeptCheckpoint
from server.store.logs.house_log import ORIGIN_KEY
from server.transparency.base64s import encoded
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote
from server.transparency.vkeys import COSIGNATURE, Vkey
from server.transparency.witnessing import Asked

log = logging.getLogger(__name__)


class Anchoring:
    """`tree`: says the tree of the house's log as it was read last."""

    def __init__(
        self, store: Store, settings: Settings, clock: Clock, tree: Callable[[], Tree]
    ) -> None:
        self._store = store
        self._clock = clock
        self._tree = tree
        self._roots = settings.stamp_roots
        self._stamping = [
            *(Other("rfc3161", url) for url in settings.stamp_authorities),
            *(Other("opentimestamps", url) for url in settings.stamp_calendars),
        ]
        self._queued: tuple[int, frozenset[Other]] | None = None
        self._looking: asyncio.Task[None] | None = None

    def care(self) -> None:
        """Have a look, unless one is under way."""
        if self._looking is None or self._looking.done():
            self._looking = lasting(self.look(), "anchor the house")

    async def look(self) -> None:
        """Ask all who are to be asked now, one after another."""
        try:
            kept = await self._store.checkpoints.last(ORIGIN_KEY)
            if kept is None or kept.head.size > self._tree().size:
                return  # of what another process signed, this one has not read all lines
            await self._queue(kept)
            while (anchor := await self._store.anchors.next(self._clock.now())) is not None:
                await self._anchor(anchor)
        except Unavailable:
            log.warning("could not have the house's log anchored")

    async def close(self) -> None:
        """Ask nobody any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _witnesses(self) -> dict[str, tuple[Vkey, str]]:
        trusted = await self._store.witnessed.trusted()
        return {str(one.vkey): (one.vkey, one.url) for one in trusted if one.url}

    async def _queue(self, kept: KeptCheckpoint) -> None:
        witnesses = (Other("witness", vkey) for vkey in await self._witnesses())
        others = frozenset((*witnesses, *self._stamping))
        if self._queued != (kept.head.size, others):
            await self._store.anchors.queue(others, kept.head.size, self._clock.now())
            self._queued = kept.head.size, others

    async def _anchor(self, anchor: Anchor) -> None:
        kept = await self._store.checkpoints.get(ORIGIN_KEY, anchor.size)
        try:
            if kept is None:
                raise BadNote("its head cannot be read")
            answer = await self._asked(anchor.other, kept)
        except (OSError, ValueError):
            await self._store.anchors.later(anchor, self._clock.now())
            said = {"kind": anchor.other.kind, "whom": anchor.other.whom}
            log.info("nobody has answered about the house's log", extra=said)
        else:
            await self._store.anchors.done(anchor, answer)

    async def _asked(self, other: Other, kept: KeptCheckpoint) -> str:
        """What is kept of the answer. Raises OSError or ValueError if it is none."""
        if other.kind == "witness":
            return await self._cosigned(other.whom, kept)
        note = kept.note.encode()
        if other.kind == "rfc3161":
            return encoded(await asyncio.to_thread(stamp, other.whom, note, self._roots))
        return encoded(await asyncio.to_thread(promise, other.whom, note))

    async def _cosigned(self, whom: str, kept: KeptCheckpoint) -> str:
        witnesses = await self._witnesses()
        if whom not in witnesses:
            raise BadNote("no longer a witness")
        witness, url = witnesses[whom]
        assert witness.kind == COSIGNATURE
        size, old = kept.head.size, await self._store.anchors.cosigned(whom)
        for _ in range(2):  # the second time with the size that the witness knows
            asked = Asked(
                old=old,
                proof=tuple(self._tree().consistency(old, size)),
                note=kept.note.encode(),
                origin="",
            )
            said = await asyncio.to_thread(ask, url, asked, witness)
            if isinstance(said, str):
                return said
            old = said
            if old > size:
                break
        raise BadNote("the witness knows another log")
