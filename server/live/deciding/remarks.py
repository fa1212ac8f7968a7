"""What moderators say to each other and to the host, in one room: kept, and taken in from other
processes. It is none of the journal's business.
"""

import contextlib
from collections.abc import AsyncIterator, Callable

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.deciding.remarks import hear, say, take_in
from server.debate.refusals import Rejected
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.limits.buckets import Buckets
from server.limits.table import REMARKS
from server.live.neighbours import Neighbours
from server.store import Closed, Receipt
from server.store.remarks import Remarks as Kept


class Remarks:
    """Keeps `remarks` of the surroundings; `touched` is told when there are others than before."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        kept: Kept,
        clock: Clock,
        pace: float,
        touched: Callable[[Touched], None],
        neighbours: Neighbours,
    ) -> None:
        self._debate = debate
        self._around = around
        self._kept = kept
        self._clock = clock
        self._touched = touched
        self._neighbours = neighbours
        self._said = Buckets(REMARKS, clock, pace)

    async def catch_up(self) -> None:
        """Take in what was said and heard since. Raises Unavailable."""
        known = self._around.remarks
        waiting = [remark.number for remark in known.values() if remark.awaits_host]
        after = max(known, default=0)
        moved = await self._kept.read(self._debate.code, after, waiting)
        if moved:
            self._touched(take_in(self._around, moved))

    async def say(self, actor: Actor, command: c.SayRemark, receipt: Receipt) -> c.Answer:
        """Keep what is said. Raises Rejected, Repeated, Reused, Unavailable. Whoever calls it has
        their turn."""
        remark = say(self._debate, self._around, command, actor, self._clock.now())
        self._said.take(actor.handle)
        async with self._taking_in():
            number = await self._kept.say(self._debate.code, remark, receipt)
        self._neighbours.moved()
        return {"remark": number}

    async def hear(self, actor: Actor, command: c.HearRemark, receipt: Receipt) -> c.Answer:
        """Note that the host saw it. Raises and asks for the same."""
        if command.remark not in self._around.remarks:
            await self.catch_up()  # it may have been said through another process a moment ago
        remark = hear(self._debate, self._around, command, actor)
        if remark.awaits_host:
            async with self._taking_in():
                await self._kept.hear(self._debate.code, remark.number, self._clock.now(), receipt)
        self._neighbours.moved()
        return {}

    @contextlib.asynccontextmanager
    async def _taking_in(self) -> AsyncIterator[None]:
        """Whatever became of what is written inside, this room knows it afterwards."""
        try:
            yield
        except Closed:
            raise Rejected("wrong_phase", phase="closed") from None
        finally:
            await self.catch_up()
