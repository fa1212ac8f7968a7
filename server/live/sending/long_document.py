"""A document so long that compressing it would hold the loop: it is compressed beside it, once, and
who comes gets it with the patches since.
"""

import asyncio
from collections.abc import Awaitable, Callable

from server.live.sending.frames import SharedFrame
from server.process.aside import aside

LONG = 256 * 1024  # bytes; compressing them takes some 5 ms
PATCHES_AT_MOST = 512 * 1024  # bytes; with more, the document is made anew


class LongDocument:
    """Of one channel, which says what it sends."""

    def __init__(self) -> None:
        self._whole: SharedFrame | None = None
        self._patches: list[SharedFrame] = []
        self._size = 0
        self._making = asyncio.Lock()
        self._begun: list[SharedFrame] | None = None  # sent since the one that is being made

    @property
    def ready(self) -> bool:
        """Whether it has been compressed."""
        return self._whole is not None

    def sent(self, patch: SharedFrame) -> None:
        """Every patch, before anybody gets it."""
        if self._begun is not None:
            self._begun.append(patch)
        if self._whole is None:
            return
        self._patches.append(patch)
        self._size += len(patch.plain)
        if self._size > PATCHES_AT_MOST:
            self.forget()

    def forget(self) -> None:
        """It is no longer true, or not worth keeping; nor is one that is being made."""
        self._whole = self._begun = None
        self._patches = []

    async def make(self, encoded: Callable[[], Awaitable[SharedFrame]]) -> None:
        """Compress what is the document at this moment, unless one is being made."""
        if self._making.locked():
            async with self._making:
                return
        async with self._making:
            begun: list[SharedFrame] = []
            self._begun = begun
            whole = await encoded()
            await aside(whole.compress)
            if self._begun is begun:
                self._whole, self._patches = whole, begun
                self._size = sum(len(patch.plain) for patch in begun)
                self._begun = None

    def frame(self) -> SharedFrame:
        """The document as it is now, as one or several messages. Only while `ready`."""
        assert self._whole is not None
        return self._whole.followed_by(*self._patches) if self._patches else self._whole
