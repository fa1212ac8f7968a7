"""Pages that are shown inside others, kept for a moment: a newspaper's readers ask all at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import blake2b

from server.clock import Clock

KEPT_S = 2.0
KEPT_AT_MOST = 128

Key = tuple[str, ...]


class KeptPages:
    """By what was asked for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[Key, tuple[float, bytes]] = OrderedDict()
        self._making = asyncio.Lock()

    async def page(self, key: Key, made: Callable[[], Awaitable[str]]) -> bytes:
        """Made once for all who come within a moment."""
        kept = self._fresh(key)
        if kept is not None:
            return kept
        async with self._making:
            kept = self._fresh(key)
            if kept is None:
                kept = (await made()).encode()
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
        return body if body and self._clock.monotonic() - at < KEPT_S else None
