"""What is looked for in questions, between other work: what moderators should see in their words,
which are alike, and for who is typing one, what is there already.
"""

import asyncio
from collections.abc import Callable, Generator

from server.clock import Clock
from server.debate.documents import Marks
from server.debate.likely import Likely, Suggestions
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.live.slices import Background, in_slices

ASKED_AT_MOST = 50  # who wait for suggestions at once; it is a help, and may be refused
BUSY_MS = 2_000


class Alike:
    """Of one debate. `found`: told of the questions whose hints have changed."""

    def __init__(self, debate: Debate, clock: Clock, found: Callable[[set[str]], None]) -> None:
        self.likely = Likely()
        self.marks = Marks()
        self._to_mark: dict[str, None] = {}
        self._suggestions = Suggestions()
        self._debate = debate
        self._clock = clock
        self._found = found
        self._background = Background(self._steps, clock, "likeness")
        self._one_at_a_time = asyncio.Lock()
        self._asking = 0

    def follow(self, questions: set[str]) -> set[str]:
        """Questions changed; returns those whose hints have changed with that already."""
        affected = self.likely.follow(self._debate, questions)
        self._suggestions.follow(self._debate, questions)
        self._to_mark |= dict.fromkeys(questions)
        self._background.wake()
        return affected

    def load(self, id_: str) -> None:
        """A question that was there before this room; looked at when something is followed."""
        self.likely.follow(self._debate, (id_,), loading=True)
        self._suggestions.follow(self._debate, (id_,))
        self._to_mark[id_] = None

    async def suggest(self, text: str) -> list[str]:
        """Ids of at most three shown questions like this text; one text at a time, and half of the
        time at most. Raises Rejected `too_fast` when too many ask."""
        if self._asking >= ASKED_AT_MOST:
            raise Rejected("too_fast", retry_ms=BUSY_MS)
        self._asking += 1
        try:
            async with self._one_at_a_time:
                began = self._clock.monotonic()
                found = await in_slices(self._suggestions.search(text), self._clock)
                await asyncio.sleep(self._clock.monotonic() - began)
                return found
        finally:
            self._asking -= 1

    async def close(self) -> None:
        await self._background.close()

    def _mark(self) -> Generator[None, None, None]:
        while self._to_mark:
            id_, _ = self._to_mark.popitem()
            self.marks.of(self._debate, self._debate.questions[id_])
            yield

    def _steps(self) -> Generator[None, None, None]:
        yield from self._mark()
        for affected in self.likely.steps():
            if affected:
                self._found(affected)
            yield
            yield from self._mark()
        yield from self._suggestions.steps()
