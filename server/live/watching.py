"""Watching for bursts of new voters in one room: what the hot path notes, and who looks at it.

A vote costs a line in a list. Once a second what was noted is looked at in slices, so that nobody
waits for it. Known are handles, and of networks keyed hashes for ten minutes; all of it in memory.

Every process watches what comes through it and tells the others its numbers with who is there
(`presence`): moderators see the bursts of all, each with its own numbers. Which handles a burst is
made of only its own process knows: when it reads in the journal that one was set apart, it writes
that with the ballots, wherever the moderator's command came in.
"""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from server.clock import Clock
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.bursts import Burst, Gathered, Vote
from server.debate.deciding.watching import Watch
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.lasting import lasting
from server.store import Unavailable

LOOK_S = 1.0
NOTED_AT_MOST = 20_000  # votes between two looks; what is more is not looked at
SLICE = 500
TOLD_AT_MOST = 20  # bursts, the newest
COUNTED_EVERY = 5  # looks, and once more when it is over: a burst's ballots are as many as a storm

Pairs = Sequence[tuple[str, str]]  # a question and a handle: a ballot

_MANY_MAY_COME = (e.QuestionTaken, e.PhaseChanged)

log = logging.getLogger(__name__)


class Watching:
    """Keeps `bursts` of the surroundings. `touch` is told what to show anew, `belong` writes that
    ballots came in a burst."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        clock: Clock,
        touch: Callable[[Touched], None],
        belong: Callable[[str, Pairs], Awaitable[None]],
    ) -> None:
        self._debate = debate
        self._around = around
        self._clock = clock
        self._touch = touch
        self._belong = belong
        self._watch = self._new_watch()
        self._noted: list[Vote] = []
        self._wall = 0.0  # when the clock that only counts stood at 0; found out anew for each look
        self._told: dict[str, tuple[Burst, list[str]]] = {}  # with the handles it is made of
        self._elsewhere: Mapping[str, Burst] = {}
        self._going_on: set[str] = set()
        self._looks = 0
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def here(self) -> dict[str, Burst]:
        """The bursts of this process."""
        return {id_: burst for id_, (burst, _) in self._told.items()}

    def elsewhere(self, bursts: Mapping[str, Burst]) -> None:
        """Those of other processes."""
        if bursts != self._elsewhere:
            self._elsewhere = bursts
            self._tell()

    def voted(self, actor: Actor, question: str, first: bool) -> None:
        """Note a vote; `first`: of somebody who had none."""
        if self._timer is None:
            self._start()
        if len(self._noted) < NOTED_AT_MOST:
            at = self._clock.monotonic()
            wall = self._wall + at
            self._noted.append(Vote(at, wall, actor.handle, question, actor.source, first))

    def heard(self, events: Iterable[e.Event]) -> None:
        """What was written in the journal, here or elsewhere."""
        for event in events:
            if isinstance(event, _MANY_MAY_COME) or event == e.DoorOpened(what="voting"):
                self._watch.expect(self._clock.monotonic())
            elif isinstance(event, e.BallotsSetApart) and event.burst in self._told:
                self._spawn(self._write_later(event.burst))

    async def write(self, burst: str) -> None:
        """Write with their ballots who came in a burst of this process. Raises Unavailable."""
        _, handles = self._told.get(burst, (None, []))
        tallies = self._debate.tallies
        new = [handle for handle in handles if tallies.burst_of(handle) is None]
        pairs = [(question, h) for h in new for question in sorted(tallies.ballots_of(h))]
        for at in range(0, len(pairs), SLICE):
            await self._belong(burst, pairs[at : at + SLICE])

    def forget(self) -> None:
        """Nobody is known here any more."""
        self._watch = self._new_watch()
        self._noted, self._told, self._around.bursts = [], {}, {}
        self.close()

    def close(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._tasks:
            task.cancel()

    def _new_watch(self) -> Watch:
        return Watch(self._clock.monotonic(), lambda: f"b{secrets.token_hex(4)}")

    async def _write_later(self, burst: str) -> None:
        while True:
            try:
                await self.write(burst)
                return
            except Unavailable:
                await asyncio.sleep(LOOK_S)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = lasting(work, "watching")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _start(self) -> None:
        self._wall = self._clock.now() / 1000 - self._clock.monotonic()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(LOOK_S, lambda: self._spawn(self._look()))

    async def _look(self) -> None:
        try:
            noted, self._noted = self._noted, []
            self._looks += 1
            await self._take_in(noted)
            before = self.here
            now, wall = self._clock.monotonic(), self._clock.now() / 1000
            going_on = list(self._watch.look(now, wall, self._only))
            for burst, gathered in going_on:
                await self._keep(burst, gathered)
                if burst.id in self._debate.apart:
                    self._spawn(self._write_later(burst.id))  # who came since
            await self._count_those_over({burst.id for burst, _ in going_on})
            if self.here != before:
                self._tell()
        finally:
            self._timer = None
        if noted or going_on:
            self._start()

    async def _take_in(self, noted: list[Vote]) -> None:
        for at in range(0, len(noted), SLICE):
            self._watch.voted(noted[at : at + SLICE])
            await asyncio.sleep(0)

    async def _keep(self, burst: Burst, gathered: Gathered) -> None:
        handles, before = gathered.members(), self._told.get(burst.id)
        if before is not None and self._looks % COUNTED_EVERY:
            ballots = before[0].ballots
        else:
            ballots = await self._ballots_of(handles)
        self._told[burst.id] = replace(burst, ballots=ballots), handles
        while len(self._told) > TOLD_AT_MOST:
            del self._told[next(iter(self._told))]

    async def _count_those_over(self, going_on: set[str]) -> None:
        for id_ in (self._going_on - going_on) & self._told.keys():
            burst, handles = self._told[id_]
            self._told[id_] = replace(burst, ballots=await self._ballots_of(handles)), handles
        self._going_on = going_on

    async def _ballots_of(self, handles: list[str]) -> dict[str, int]:
        ballots = Counter[str]()
        for number, handle in enumerate(handles, 1):
            ballots.update(self._debate.tallies.ballots_of(handle))
            if not number % SLICE:
                await asyncio.sleep(0)
        return dict(ballots)

    def _only(self, handles: list[str]) -> int:
        alone = sum(len(self._debate.tallies.ballots_of(handle)) <= 1 for handle in handles)
        return round(100 * alone / max(1, len(handles)))

    def _tell(self) -> None:
        self._around.bursts = {**self._elsewhere, **self.here}
        self._touch(Touched(debate=True))
