"""Pages and feeds that are the same for everybody, kept for a moment: a newspaper's readers ask all
at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from weakref import WeakValueDictionary

from server.clock import Clock

KEPT_AT_MOST = 128

Key = tuple[str, ...]


class KeptPages:
    """By what was asked for, of which the first tells whose: of one debate or corner one page is
    made at a time, and nobody waits for another's."""

    def __init__(self, clock: Clock, kept_s: float) -> None:
        self._clock = clock
        self._kept_s = kept_s
        self._kept: OrderedDict[Key, tuple[float, bytes]] = OrderedDict()
        self._making: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def page(self, key: Key, made: Callable[[], Awaitable[bytes]]) -> bytes:
        """Made once for all who come within a moment."""
        kept = self._fresh(key)
        if kept is not None:
            return kept
        making = self._making.setdefault(key[0], asyncio.Lock())
        async with making:
            kept = self._fresh(key)
            if kept is None:
                kept = await made()
                self._kept[key] = (self._clock.monotonic(), kept)
                self._kept.move_to_end(key)
                while len(self._kept) > KEPT_AT_MOST:
                    self._kept.popitem(last=False)
            return kept

    @staticmethod
    def digest(body: bytes) -> str:
        """Of a page, for those who have it."""
        return blake2b(body, digest_size=12).hexdigest()

    def _fresh(self, key: Key) -> bytes | None:
        at, body = self._kept.get(key, (0.0, b""))
        return body if body and self._clock.monotonic() - at < self._kept_s else None
