"""While people vote, the journal says now and then what the database keeps of their ballots, so
that none can come or go unseen: the root of the tree over them, and how many there are.

At the same time they are compared with what this process knows. What somebody else wrote has no
right proof, and what somebody took out is missing: either is told in the log, in the journal and to
everybody who looks (`disputed`). One process does it for all, whichever comes first when it is
time; the others read it in the journal. A process that opens a debate knows nothing yet, but what
the journal said last: it compares the numbers with that before anybody votes through it.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator
from typing import NamedTuple

from msgspec import Struct

from server.clock import Clock
from server.debate.deciding.sealing import BallotsCommitted
from server.lasting import lasting
from server.live.deciding.following import Following
from server.live.deciding.precedence import THE_CLOCK, Precedence
from server.live.known import Known
from server.live.neighbours import Neighbours
from server.live.voting.ballot_box import BallotBox
from server.store import Conflict, Store, Unavailable
from server.store.looking import Look

EVERY_MS = 30_000
SHARE = 0.01  # of this process' time
WITH_THE_DATABASE = 2  # times what is done here: its thread does as much
TRIES = 3  # while others write

log = logging.getLogger(__name__)


class Found(Struct):
    """What the database keeps, and what of it is not as it should be: at least so many rows."""

    mark: int
    ballots: int
    root: str
    disputed: int


class Moment(NamedTuple):
    """A look at the database, and what this process knew at that moment: up to which mark, and how
    many ballots by question."""

    look: Look
    mark: int
    expected: Counter[str]


class Committing:
    """Of one debate."""

    def __init__(
        self,
        known: Known,
        store: Store,
        clock: Clock,
        precedence: Precedence,
        box: BallotBox,
        following: Following,
        neighbours: Neighbours,
    ) -> None:
        self._known = known
        self._store = store
        self._clock = clock
        self._precedence = precedence
        self._box = box
        self._following = following
        self._neighbours = neighbours
        self._not_before = 0.0  # of the clock that only counts
        self._worked_s = 0.0
        self._forged = 0  # rows that the box came across, and that were told
        self._task: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Compare and commit, if it is time to and nobody else did."""
        if self._task is not None and not self._task.done():
            return
        forged = self._box.forged > self._forged
        self._forged = self._box.forged
        debate = self._known.debate
        due = self._clock.now() - debate.committed_at >= EVERY_MS
        if debate.is_over or not (forged or (due and self._clock.monotonic() >= self._not_before)):
            return
        self._task = lasting(self._look(), "commit to ballots")

    async def begin(self) -> None:
        """The debate is loaded. Raises Unavailable."""
        known = self._known
        committed = known.debate.committed
        if committed is None or known.debate.is_over:
            return
        async with self._store.ballots.look(known.code) as look:
            if look.mark is None:
                return  # closed just now
            lacks = committed.lacking(await look.count(), look.mark)
        if lacks or self._box.forged:
            await self.compare()

    async def close(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look(self) -> None:
        try:
            await self.compare()
        except Unavailable:
            log.warning("could not compare ballots", extra={"debate": self._known.code})
        except Exception:
            log.exception("ballots could not be compared")
        rest = max(EVERY_MS / 1000, self._worked_s * WITH_THE_DATABASE / SHARE)
        self._not_before = self._clock.monotonic() + rest

    async def compare(self) -> None:
        """Now. Raises Unavailable."""
        self._worked_s = 0.0
        before = self._known.debate.committed
        found = await self._found()
        if found is None or self._known.debate.is_over:
            return
        if before is not self._known.debate.committed:
            return  # another process was first
        if before is not None:
            lacking = before.lacking(found.ballots, found.mark)
            found.disputed = max(found.disputed, lacking)
        if before is not None and before.mark == found.mark:
            if before.root != found.root:
                found.disputed = max(1, found.disputed)
            elif found.disputed <= (before.disputed or 0):
                return  # it is said already
        elif before is None and not found.ballots and not found.disputed:
            return
        if found.disputed:
            numbers = {"debate": self._known.code, "ballots": found.disputed}
            log.error("ballots in the database are not as they were cast", extra=numbers)
        await self._commit(found, before)

    async def _found(self) -> Found | None:
        """None: others kept writing."""
        for _ in range(TRIES):
            async with self._at_one_mark() as moment:
                if moment is not None:
                    return await self._compared(moment)
        return None

    @contextlib.asynccontextmanager
    async def _at_one_mark(self) -> AsyncIterator[Moment | None]:
        """None where others wrote between what is known here and the look."""
        async with contextlib.AsyncExitStack() as looking:
            async with self._box.at_rest():
                look = await looking.enter_async_context(self._store.ballots.look(self._known.code))
                expected = self._known.debate.tallies.cast_by_question()
                moment = Moment(look, self._box.mark, expected)
            is_one = look.mark is not None and look.mark <= moment.mark
            yield moment if is_one else None

    async def _compared(self, moment: Moment) -> Found:
        seen = await moment.look.seen()
        self._worked_s = seen.worked_s
        gone, more = moment.expected - seen.by_question, seen.by_question - moment.expected
        mark = moment.look.mark
        assert mark is not None
        # Nobody of this house makes it smaller, and what others vote behind that is not heard here.
        differ = 1 if mark < moment.mark else gone.total() + more.total()
        return Found(mark, seen.rows, seen.root, max(seen.forged, differ))

    async def _commit(self, found: Found, before: BallotsCommitted | None) -> None:
        """Unless something else was said since `before`."""
        event = BallotsCommitted(
            ballots=found.ballots,
            root=found.root,
            mark=found.mark,
            disputed=found.disputed or None,
        )
        known = self._known
        async with self._precedence.turn(THE_CLOCK):
            for _ in range(TRIES):
                if known.debate.is_over or known.debate.committed is not before:
                    return  # closed, or another process was first
                try:
                    entries = await self._store.journal.append(
                        known.code,
                        [event],
                        after=known.debate.seq,
                        at=self._clock.now(),
                        role=THE_CLOCK.role,
                    )
                except Conflict:
                    await self._following.catch_up_in_turn()
                    continue
                self._following.take_in(entries)
                self._neighbours.moved()
                return
