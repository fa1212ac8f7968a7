"""Group commit of votes: everything that waits when one commit ends goes into the next, in one
transaction, with the tallies it changes. A vote is acknowledged only after its commit.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.live.metrics import Metrics
from server.store import Unavailable
from server.store.ballots import Ballots, Change, digest

GROUP_AT_MOST = 2_000  # ballots in one transaction
WAITING_AT_MOST = 50_000  # ballots; more than that is refused at once
REMEMBERED = 8  # command ids a participant

log = logging.getLogger(__name__)


class _Waiting(Struct):
    """One vote on its way: its ballots, whose they are, and who waits for them."""

    changes: list[BallotChange]
    handle: str
    command: str
    kept: asyncio.Future[None]


class BallotBox:
    """`counted` is called with every committed group, in the order of commits."""

    def __init__(
        self,
        debate: Debate,
        ballots: Ballots,
        clock: Clock,
        metrics: Metrics,
        counted: Callable[[list[BallotChange]], None],
    ) -> None:
        self._debate = debate
        self._ballots = ballots
        self._clock = clock
        self._metrics = metrics
        self._counted = counted
        self._queue: list[_Waiting] = []
        self._waiting: dict[tuple[str, str], asyncio.Future[None]] = {}
        self._unsettled: Counter[str] = Counter()
        self._done: dict[str, tuple[bytes, ...]] = {}
        self._task: asyncio.Task[None] | None = None

    def remember(self, handle: str, digests: tuple[bytes, ...]) -> None:
        """Commands of this participant that are done: the same id again does nothing."""
        self._done[handle] = (self._done.get(handle, ()) + digests)[-REMEMBERED:]

    def is_done(self, handle: str, command: str) -> bool:
        done = self._done.get(handle)
        return done is not None and digest(command) in done

    def waiting_for(self, handle: str, command: str) -> "asyncio.Future[None] | None":
        """The same command, sent again before it was kept."""
        return self._waiting.get((handle, command))

    def is_unsettled(self, handle: str) -> bool:
        """Whether ballots of this participant are on their way to the store."""
        return handle in self._unsettled

    def cast(self, changes: list[BallotChange], command: str) -> "asyncio.Future[None]":
        """Queue a vote's ballots (at least one, all of one participant).

        The future is done when they are kept, or fails with Rejected `unavailable`."""
        if len(self._queue) >= WAITING_AT_MOST:
            raise Rejected("unavailable", retry_ms=2_000)
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        handle = changes[0].handle
        self._queue.append(_Waiting(changes, handle, command, kept))
        self._waiting[handle, command] = kept
        self._unsettled[handle] += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._commit_all(), name="ballots")
        return kept

    async def settle(self) -> None:
        """Wait until nothing is on its way. New votes must have been stopped."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    async def _commit_all(self) -> None:
        while self._queue:
            group, self._queue = self._queue[:GROUP_AT_MOST], self._queue[GROUP_AT_MOST:]
            try:
                await self._commit(group)
            except Unavailable:
                self._fail(group, Rejected("unavailable", retry_ms=1_000))
            except Exception:
                log.exception("ballots were not kept")
                self._fail(group, Rejected("unavailable", retry_ms=5_000))

    async def _commit(self, group: list[_Waiting]) -> None:
        rows: dict[tuple[str, str], Change] = {}
        for vote in group:
            for change in vote.changes:
                key = (change.question, change.handle)
                earlier = rows.get(key)
                commands = (earlier.commands if earlier else ()) + (vote.command,)
                rows[key] = Change(change.question, change.handle, change.on, commands)
        began = self._clock.monotonic()
        await self._ballots.write(self._debate.code, list(rows.values()), self._tallies(rows))
        self._metrics.commit(len(rows), self._clock.monotonic() - began)
        for vote in group:
            self.remember(vote.handle, (digest(vote.command),))
        self._counted([BallotChange(c.question, c.handle, c.on) for c in rows.values()])
        for vote in group:
            self._settle(vote)
            if not vote.kept.done():
                vote.kept.set_result(None)

    def _tallies(self, rows: dict[tuple[str, str], Change]) -> dict[str, int]:
        """Ballots of each changed question as they will be."""
        tallies: dict[str, int] = {}
        for (question, handle), change in rows.items():
            has = handle in self._debate.tallies.voters(question)
            own = tallies.get(question, self._debate.tallies.own(question))
            tallies[question] = own + change.on - has
        return tallies

    def _fail(self, group: list[_Waiting], refusal: Rejected) -> None:
        for vote in group:
            self._settle(vote)
            if not vote.kept.done():
                vote.kept.set_exception(refusal)

    def _settle(self, vote: _Waiting) -> None:
        del self._waiting[vote.handle, vote.command]
        self._unsettled[vote.handle] -= 1
        if not self._unsettled[vote.handle]:
            del self._unsettled[vote.handle]
