"""What is looked for in questions, between other work: what moderators should see in their words,
which are alike, and for who is typing one, what is there already.
"""

import asyncio
from collections.abc import Callable, Generator
from typing import TypeVar

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.showing.likely import Likely, Suggestions
from server.debate.showing.listing import LISTED_AT_MOST, Listed, Listing, listed
from server.debate.showing.marks import Marks
from server.debate.state import Debate
from server.debate.surroundings import Surroundings
from server.limits.buckets import Buckets
from server.limits.newcomers import ByNetwork
from server.limits.table import SEARCHES, SEARCHES_OF_NETWORK
from server.live.slices import Background, in_slices

ASKED_AT_MOST = 200  # who wait at once; searching is a help, and may be refused
BUSY_MS = 2_000

T = TypeVar("T")


class Alike:
    """Of one debate. `found`: told of the questions whose hints have changed."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        clock: Clock,
        pace: float,
        found: Callable[[set[str]], None],
    ) -> None:
        self.likely = Likely()
        self.marks = Marks()
        self._to_mark: dict[str, None] = {}
        self._suggestions = Suggestions()
        self._debate = debate
        self._around = around
        self._clock = clock
        self._found = found
        self._background = Background(self._steps, clock, "likeness")
        self._one_at_a_time = asyncio.Lock()
        self._asking = 0
        self._listing = Listing()
        self._searches = Buckets(SEARCHES, clock, pace)
        self._of_networks = ByNetwork(SEARCHES_OF_NETWORK, clock)

    def follow(self, questions: set[str]) -> set[str]:
        """Questions changed; returns those whose hints have changed with that already."""
        affected = self.likely.follow(self._debate, questions)
        self._suggestions.follow(self._debate, questions)
        self._listing.follow(self._debate, questions)
        self._to_mark |= dict.fromkeys(questions)
        self._background.wake()
        return affected

    def counted(self, questions: set[str]) -> None:
        """They got or lost votes, and nothing else about them changed."""
        self._listing.follow(self._debate, questions)

    def load(self, id_: str) -> None:
        """A question that was there before this room; looked at when something is followed."""
        self.likely.follow(self._debate, (id_,), loading=True)
        self._suggestions.follow(self._debate, (id_,))
        self._listing.follow(self._debate, (id_,))
        self._to_mark[id_] = None

    def pace(self, actor: Actor) -> None:
        """Count one search. Raises Rejected `too_fast`."""
        if actor.role != "participant":
            return
        self._searches.take(actor.handle)
        self._of_networks.take(actor.source)

    async def suggest(self, text: str) -> list[Json]:
        """At most three shown questions like this text. Raises Rejected `too_fast`."""
        found = await self._in_turn(self._suggestions.search(text))
        return [listed(self._debate, id_) for id_ in found if id_ in self._debate.shown]

    async def more(self, after: str | None, q: str | None, limit: int = LISTED_AT_MOST) -> Listed:
        """See `Listing.search`. Raises Rejected `too_fast`."""
        searching = self._listing.search(self._debate, after, q, limit)
        if q:
            return await self._in_turn(searching)
        return await in_slices(searching, self._clock)

    async def _in_turn(self, searching: Generator[None, None, T]) -> T:
        """One search at a time, and half of the time at most."""
        if self._asking >= ASKED_AT_MOST:
            raise Rejected("too_fast", retry_ms=BUSY_MS)
        self._asking += 1
        try:
            async with self._one_at_a_time:
                began = self._clock.monotonic()
                found = await in_slices(searching, self._clock)
                await asyncio.sleep(self._clock.monotonic() - began)
                return found
        finally:
            self._asking -= 1

    async def close(self) -> None:
        await self._background.close()

    def _mark(self) -> Generator[None, None, None]:
        while self._to_mark:
            id_, _ = self._to_mark.popitem()
            self.marks.of(self._debate, self._around.words, self._debate.questions[id_])
            yield

    def _steps(self) -> Generator[None, None, None]:
        yield from self._mark()
        for affected in self.likely.steps():
            if affected:
                self._found(affected)
            yield
            yield from self._mark()
        yield from self._suggestions.steps()
