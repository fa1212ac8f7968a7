"""Group commit of votes: everything that waits when one commit ends goes into the next, in one
transaction, with the tallies it changes. A vote is acknowledged only after its commit.

Ballots of other processes come in here as well, in the one order that the store gives them.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence

from msgspec import Struct

from server.clock import Clock
from server.debate.apply import apply_ballots
from server.debate.commands import Vote
from server.debate.refusals import Rejected
from server.debate.state import Debate, Touched
from server.debate.tallies import BallotChange
from server.lasting import lasting
from server.live.neighbours import Neighbours
from server.live.voting.earlier import Earlier
from server.live.voting.keeping import Keeping, settle_all
from server.metrics import Metrics
from server.store import BEFORE_ALL, Change, Closed, Moved, Seal, Unavailable
from server.store.ballots import ID_BYTES, Ballots, id_digest

TAKEN_AT_ONCE = 250  # ballots of other processes, and when a room is opened
GROUP_AT_MOST = 500  # ballots in one transaction: counting them holds up everybody
GATHER_S = 0.04  # from the beginning of one commit to that of the next, at least
WAITING_AT_MOST = 20_000  # votes, some three seconds of them; more are refused at once
RETRY_MS = (2_000, 6_000)  # when those may come again

log = logging.getLogger(__name__)


class _Waiting(Struct, gc=False):
    """One vote on its way: its ballots, whose they are, its digest, and who waits for them."""

    changes: list[BallotChange]
    handle: str
    vote: Vote
    told: bytes
    kept: Keeping
    key: tuple[str, bytes]  # whose, and the digest of its id


class BallotBox:
    """Counts ballots in the order of commits; `counted` is told what they touched. `mark`: up to
    which all of them are known here. `alone`: no other process writes ballots of this debate."""

    def __init__(
        self,
        debate: Debate,
        ballots: Ballots,
        clock: Clock,
        metrics: Metrics,
        counted: Callable[[Touched], None],
        seal: Seal | None,
        neighbours: Neighbours,
    ) -> None:
        self._debate = debate
        self._ballots = ballots
        self._clock = clock
        self._metrics = metrics
        self._counted = counted
        self.mark = BEFORE_ALL
        self.alone = neighbours.alone
        self._neighbours = neighbours
        self.earlier = Earlier(seal, debate.asked)
        self.forged = 0  # rows that others wrote into the database, as far as they were read
        self._asking = asyncio.Lock()
        self._queue: list[_Waiting] = []
        self._waiting: dict[tuple[str, bytes], _Waiting] = {}  # by participant and id
        self._unsettled: dict[str, int] = {}  # votes on their way, by participant
        self._task: asyncio.Task[None] | None = None
        self._began = -GATHER_S

    def has_come(self, handle: str, vote: Vote, told: bytes) -> tuple[bool, Keeping | None]:
        """Whether the same vote, whose digest is `told`, came earlier; and what becomes of it, if
        it is not kept yet. Raises Rejected `id_reused` if something else came with its id."""
        waiting = self._waiting.get((handle, told[:ID_BYTES]))
        if waiting is None:
            return self.earlier.has_come(handle, vote, told), None
        if waiting.told != told:
            raise Rejected("id_reused")
        return True, waiting.kept

    def has_voted_with(self, handle: str, command_id: str) -> bool:
        """Whether a vote came with this id, kept or not yet."""
        on_its_way = (handle, id_digest(command_id)) in self._waiting
        return on_its_way or self.earlier.has_voted_with(handle, command_id)

    def is_unsettled(self, handle: str) -> bool:
        """Whether ballots of this participant are on their way to the store."""
        return handle in self._unsettled

    def cast(self, changes: list[BallotChange], vote: Vote, told: bytes) -> Keeping:
        """Queue a vote's ballots (at least one, all of one participant); `has_come` must have said
        that it did not. What may become of them: kept, or Rejected `voting_closed`, `id_reused`,
        `unavailable`. Raises Rejected `unavailable`."""
        if len(self._queue) >= WAITING_AT_MOST:
            raise Rejected("unavailable", retry_ms=random.randint(*RETRY_MS))
        handle, kept = changes[0].handle, Keeping()
        key = handle, told[:ID_BYTES]
        waiting = self._waiting[key] = _Waiting(changes, handle, vote, told, kept, key)
        self._queue.append(waiting)
        self._unsettled[handle] = self._unsettled.get(handle, 0) + 1
        if self._task is None or self._task.done():
            self._task = lasting(self._commit_all(), "ballots")
        return kept

    async def catch_up(self) -> None:
        """Take in what other processes wrote. Raises Unavailable."""
        async with self.at_rest():
            pass

    @contextlib.asynccontextmanager
    async def at_rest(self) -> AsyncIterator[None]:
        """While this process writes none, and has just taken in what others wrote. Raises
        Unavailable."""
        async with self._asking:
            moved = await self._ballots.since(self._debate.code, self.mark)
            self._note(moved)
            for at in range(0, len(moved.ballots), TAKEN_AT_ONCE):
                # In between it is as if the rest were not heard of yet.
                await asyncio.sleep(0)
                some = moved.ballots[at : at + TAKEN_AT_ONCE]
                self._take_in(Moved(self.mark, some), ours=False)
            self.mark = moved.mark
            yield

    async def belong(self, burst: str, ballots: Sequence[tuple[str, str]]) -> None:
        """Write with these ballots (question, handle) that they came in a burst. Raises
        Unavailable."""
        async with self._asking:
            try:
                moved = await self._ballots.belong(self._debate.code, burst, ballots, self.mark)
            except Closed:
                return
            self._take_in(moved, ours=True)

    async def settle(self) -> None:
        """Wait until nothing is on its way. New votes must have been stopped."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def forget(self) -> None:
        """The debate is closed: nobody is known any more who voted."""
        self.earlier = Earlier(None, self._debate.asked)

    async def _commit_all(self) -> None:
        while self._queue:
            await self._gather()
            group, self._queue = self._queue[:GROUP_AT_MOST], self._queue[GROUP_AT_MOST:]
            self._metrics.waiting(len(self._queue))
            try:
                await self._commit(group)
            except Closed:
                self._fail(group, Rejected("voting_closed"))
            except Unavailable:
                self._fail(group, Rejected("unavailable", retry_ms=1_000))
            except Exception:
                log.exception("ballots were not kept")
                self._fail(group, Rejected("unavailable", retry_ms=5_000))

    async def _gather(self) -> None:
        """A lone vote is committed at once; in a storm more come while this waits."""
        wait = self._began + GATHER_S - self._clock.monotonic()
        if wait > 0 and len(self._queue) < GROUP_AT_MOST:
            await asyncio.sleep(wait)
        self._began = self._clock.monotonic()

    async def _commit(self, group: list[_Waiting]) -> None:
        async with self._asking:
            if not self.alone:
                # What other processes have acknowledged of the same commands is known after this.
                self._take_in(await self._ballots.since(self._debate.code, self.mark), ours=False)
                group = self._not_yet_come(group)
            if group:
                await self._write(group)

    async def _write(self, group: list[_Waiting]) -> None:
        rows: dict[tuple[str, str], Change] = {}
        for vote in group:
            for change in vote.changes:
                key = (change.question, change.handle)
                earlier = rows.get(key)
                digests = (*earlier.digests, vote.told) if earlier else (vote.told,)
                rows[key] = Change(change.question, change.handle, change.on, digests)
        began = self._clock.monotonic()
        moved = await self._ballots.write(self._debate.code, list(rows.values()), self.mark)
        self._metrics.commit(len(rows), self._clock.monotonic() - began)
        self._remember(moved)
        # First, so that an acknowledgement leaves together with what it changed for the voter.
        self._acknowledge(group)
        self._count(moved, ours=True)

    def _not_yet_come(self, group: list[_Waiting]) -> list[_Waiting]:
        """Those that did not come through another process meanwhile; the others are answered."""
        left = []
        for vote in group:
            try:
                if self.earlier.has_come(vote.handle, vote.vote, vote.told):
                    self._acknowledge([vote])
                else:
                    left.append(vote)
            except Rejected as refusal:
                self._fail([vote], refusal)
        return left

    def _remember(self, moved: Moved) -> None:
        for kept in moved.ballots:
            self.earlier.remember(kept.handle, kept.digests)

    def _take_in(self, moved: Moved, ours: bool) -> None:
        self._remember(moved)
        self._count(moved, ours)

    def _count(self, moved: Moved, ours: bool) -> None:
        self._note(moved)
        self.mark = moved.mark
        if moved.ballots:
            changes = [BallotChange(k.question, k.handle, k.on, k.burst) for k in moved.ballots]
            if ours:
                self._neighbours.ballots_moved()
            self._counted(apply_ballots(self._debate, changes))

    def _note(self, moved: Moved) -> None:
        if moved.forged:
            self.forged += moved.forged
            numbers = {"debate": self._debate.code, "ballots": moved.forged}
            log.error("ballots of somebody else are in the database", extra=numbers)

    def _acknowledge(self, group: list[_Waiting]) -> None:
        kept = []
        for vote in group:
            if not self.alone and self.earlier.has_come_otherwise(vote.handle, vote.told):
                self._fail([vote], Rejected("id_reused"))  # through another process, just now
                continue
            self._settle(vote)
            kept.append(vote.kept)
        settle_all(kept, None)

    def _fail(self, group: list[_Waiting], refusal: Rejected) -> None:
        # The others were acknowledged before something else went wrong.
        failed = [vote for vote in group if self._waiting.get(vote.key) is vote]
        for vote in failed:
            self._settle(vote)
        settle_all([vote.kept for vote in failed], refusal)

    def _settle(self, vote: _Waiting) -> None:
        del self._waiting[vote.key]
        left = self._unsettled.pop(vote.handle) - 1
        if left:
            self._unsettled[vote.handle] = left
