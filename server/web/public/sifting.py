"""What a search does with hundreds of entries: puts them in order, and marks in those of a page
what was looked for. For that a text is taken apart, some milliseconds' work for the worst."""

import asyncio
from collections.abc import Generator, Sequence

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.live.slices import in_slices
from server.store.search import Entry, Word, marks, ranking

WAITING_AT_MOST = 12  # searches: some seconds at the worst
RETRY_MS = 1_000
REST_S = 0.008  # between slices: a third of the time goes to those who search, whoever they are

Span = tuple[int, int]


class Sifted(Struct, frozen=True):
    """`page`: of what was found, best first, and where in its texts something is marked."""

    page: list[tuple[Entry, list[Span]]]
    count: int
    has_more: bool


class Sifter:
    """For one search at a time, between other work: votes come before it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def sift(self, found: Sequence[Entry], words: Sequence[Word], page: slice) -> Sifted:
        """Raises Rejected `too_fast` where too many wait for theirs."""
        if self._waiting >= WAITING_AT_MOST:
            raise Rejected("too_fast", retry_ms=RETRY_MS)
        self._waiting += 1
        try:
            async with self._turn:
                return await in_slices(_sifting(found, words, page), self._clock, REST_S)
        finally:
            self._waiting -= 1


def _sifting(
    found: Sequence[Entry], words: Sequence[Word], page: slice
) -> Generator[None, None, Sifted]:
    ordered = yield from ranking(found, words)
    marked = []
    for entry in ordered[page]:
        marked.append((entry, marks(entry.text, words)))
        yield
    return Sifted(marked, len(ordered), len(ordered) > page.stop)
