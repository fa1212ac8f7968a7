"""Whose password is checked next. Checking costs a core for a moment, so one is checked at a time,
and whoever comes meanwhile waits here: known browsers before strangers. Of strangers those come
first whose network, and then whose name there, has failed least; every other turn, whoever has
waited longest. So a flood waits behind who comes from elsewhere or with another name.
"""

import asyncio
import contextlib
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from itertools import count

from msgspec import Struct

from server.clock import Clock

PATIENCE_S = 10.0
KNOWN_AT_MOST = 100  # who waits from browsers that are known
STRANGERS_AT_MOST = 400
EACH_AT_MOST = 20  # of one network
HALF_LIFE_S = 60.0  # of failures
REMEMBERED = 10_000  # networks and names; the longest untouched go first


class Busy(Exception):
    """Too many passwords are waiting to be checked; nothing was looked at."""


class Stranger(Struct, frozen=True):
    """Who asks from a browser that is not known: from where, and with which name."""

    network: str
    name: str


class _Waiting(Struct, eq=False):
    who: Stranger | None
    number: int
    called: asyncio.Future[None]


class _Failures(Struct):
    """`count` as it was at a moment, s."""

    count: float
    at: float


class PasswordQueue:
    """None instead of a stranger: somebody whose browser is known."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken = False
        self._known: deque[_Waiting] = deque()
        self._strangers: list[_Waiting] = []  # in the order in which they came
        self._numbers = count()
        self._given = 0
        self._failures: OrderedDict[str | Stranger, _Failures] = OrderedDict()

    @contextlib.asynccontextmanager
    async def turn(self, who: Stranger | None) -> AsyncIterator[None]:
        """Raises Busy at once or after a while."""
        if self._taken:
            await self._wait(who)
        self._taken = True
        try:
            yield
        finally:
            self._give()

    def failed(self, who: Stranger) -> None:
        """A stranger's password was wrong."""
        now = self._clock.monotonic()
        for key in (who.network, who):
            self._failures[key] = _Failures(self._failed(key, now) + 1, now)
            self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    async def _wait(self, who: Stranger | None) -> None:
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine = _Waiting(who, next(self._numbers), called)
        self._queue(mine)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await called
        except BaseException as error:
            if called.done() and not called.cancelled() and called.exception() is None:
                self._give()  # the turn came to whoever has just gone
            with contextlib.suppress(ValueError):
                (self._known if who is None else self._strangers).remove(mine)
            if isinstance(error, TimeoutError):
                raise Busy from error
            raise

    def _queue(self, mine: _Waiting) -> None:
        if mine.who is None:
            if len(self._known) >= KNOWN_AT_MOST:
                raise Busy
            self._known.append(mine)
            return
        there = [one for one in self._strangers if one.who and one.who.network == mine.who.network]
        if len(there) >= EACH_AT_MOST:
            self._make_room(mine, there)
        elif len(self._strangers) >= STRANGERS_AT_MOST:
            self._make_room(mine, self._strangers)
        self._strangers.append(mine)

    def _make_room(self, mine: _Waiting, there: list[_Waiting]) -> None:
        """Among these the last goes who came with the same name as most. Raises Busy if that is
        whoever comes now."""
        crowds = Counter(one.who for one in there)
        most = max(crowds.values())
        if crowds[mine.who] + 1 >= most:
            raise Busy
        last = next(one for one in reversed(there) if crowds[one.who] == most)
        self._strangers.remove(last)
        if not last.called.done():
            last.called.set_exception(Busy())

    def _give(self) -> None:
        """The turn, to whoever is next."""
        self._taken = False
        while self._known or self._strangers:
            chosen = self._known.popleft() if self._known else self._next_stranger()
            if not chosen.called.done():  # else they are about to go
                chosen.called.set_result(None)
                self._taken = True  # nobody may come between
                return

    def _next_stranger(self) -> _Waiting:
        self._given += 1
        if self._given % 2:
            now = self._clock.monotonic()
            chosen = min(self._strangers, key=lambda one: self._rank(one, now))
        else:
            chosen = self._strangers[0]
        self._strangers.remove(chosen)
        return chosen

    def _rank(self, one: _Waiting, now: float) -> tuple[int, int, int]:
        if one.who is None:
            raise AssertionError("known browsers wait elsewhere")
        network, name = self._failed(one.who.network, now), self._failed(one.who, now)
        return int(network), int(name), one.number

    def _failed(self, key: str | Stranger, now: float) -> float:
        failures = self._failures.get(key)
        if failures is None:
            return 0.0
        return float(failures.count * 0.5 ** ((now - failures.at) / HALF_LIFE_S))
