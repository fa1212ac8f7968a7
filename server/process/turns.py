"""Whose turn it is in the event loop, of all connections that have something to say.

Asyncio and uvloop alike deal with all that is ready in one go. When ten thousand phones come, vote
or vanish in the same moment, that one go takes half a second, and everybody waits for all of it.
Here a few connections have their turn, then whatever else is due, then the next few.

And who is here comes before who comes or goes: a vote is read in a tenth of a millisecond, while a
handshake or a page takes one to five, and the end of a connection a quarter. Of these there are as
many in a turn as keep it short, measured by how long the last ones took.
"""

import select
import selectors
import time
from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

AT_ONCE = 64  # connections that are heard in one turn of the loop
PASSING_AT_ONCE = 16  # who come or go, likewise
LOOKS = 8  # portions of a crowd that are looked through for who goes, in one turn
TURN_S = 0.004  # beyond which a turn has fewer who pass; a fifth of what nothing may hold it for

Ready = tuple[selectors.SelectorKey, int]

_GONE = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)


class Turns(selectors.BaseSelector):
    """A selector that hands out what is ready in small portions, first come, first served; those
    whom `is_newcomer` (asked by descriptor, when one is registered) says to be such, and in a crowd
    those who hung up, after the others. `allowed`: how many of them in this turn."""

    def __init__(
        self,
        is_newcomer: Callable[[int], bool] = lambda _: False,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._is_newcomer = is_newcomer
        self._clock = clock
        self._here = _Queue()
        self._passing = _Queue()
        self._where: dict[int, _Queue] = {}
        self._somebody_passes = self._here.register(self._passing.fileno(), selectors.EVENT_READ)
        self._handed_out_at = clock()
        self._passed = 0
        self.allowed = PASSING_AT_ONCE

    def settle(self, descriptor: int) -> None:
        """It is no newcomer any more."""
        if self._where.get(descriptor) is self._passing:
            self._move(descriptor, self._here)

    def select(self, timeout: float | None = None) -> list[Ready]:
        """Whoever has their turn now: a few of those who are here, then a few of those who come or
        go. Waits up to `timeout` (s; None: for ever) only when nobody is left over from before."""
        self._weigh_last_turn()
        here, passing = self._here, self._passing
        ready = here.few(AT_ONCE, 0 if passing.waiting else timeout)
        if ready is None:
            crowd = len(here.waiting) > AT_ONCE
            ready = self._who_stays() if crowd else here.take(AT_ONCE)
        somebody_passes = False
        for at, (key, _) in enumerate(ready):
            if key is self._somebody_passes:
                del ready[at]
                somebody_passes = True
                break
        self._passed = 0
        if somebody_passes or here.waiting or passing.waiting:
            some = passing.few(self.allowed, 0)
            if some is None:
                some = passing.take(self.allowed)
            self._passed = len(some)
            ready += some
        self._handed_out_at = self._clock()
        return ready

    def _weigh_last_turn(self) -> None:
        if self._clock() - self._handed_out_at > TURN_S:
            self.allowed = max(1, self.allowed // 2)
        elif self._passed >= self.allowed:
            self.allowed = min(PASSING_AT_ONCE, self.allowed + 1)

    def _who_stays(self) -> list[Ready]:
        ready: list[Ready] = []
        for _ in range(LOOKS):
            some = self._here.take(AT_ONCE)
            gone = _gone(key.fd for key, _ in some)
            for descriptor in gone:
                self._move(descriptor, self._passing)
            ready += [each for each in some if each[0].fd not in gone]
            if len(ready) > AT_ONCE // 2:
                break
        return ready

    def _move(self, descriptor: int, to: "_Queue") -> None:
        key = self._where[descriptor].unregister(descriptor)
        self._where[descriptor] = to
        to.register(key.fileobj, key.events, key.data)

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Newcomers wait in a queue of their own, with those who leave."""
        descriptor = _descriptor(fileobj)
        queue = self._passing if self._is_newcomer(descriptor) else self._here
        key = queue.register(fileobj, events, data)
        self._where[descriptor] = queue
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """Raises KeyError for what is not registered, as asyncio expects."""
        return self._where.pop(_descriptor(fileobj)).unregister(fileobj)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._where[_descriptor(fileobj)].modify(fileobj, events, data)

    def get_key(self, fileobj: Any) -> selectors.SelectorKey:
        return self._where[_descriptor(fileobj)].get_key(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """Also of what this one listens to itself."""
        both = (self._here.get_map(), self._passing.get_map())
        return cast(Mapping[Any, selectors.SelectorKey], ChainMap(*cast(Any, both)))

    def close(self) -> None:
        self._here.close()
        self._passing.close()


class _Queue(selectors.DefaultSelector):
    """What is ready, until it has its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[Ready] = deque()  # for another turn

    def few(self, at_most: int, timeout: float | None) -> list[Ready] | None:
        """Who is ready, when nobody waits and they are no more than so many, as nearly always. Else
        None: they wait, and `take` has to look who is still there."""
        if self.waiting:
            return None
        ready = self.select(timeout)
        if len(ready) <= at_most:
            return ready
        self.waiting.extend(ready)
        return None

    def take(self, at_most: int) -> list[Ready]:
        few = [self.waiting.popleft() for _ in range(min(at_most, len(self.waiting)))]
        registered = self.get_map()
        # Who was closed, changed or moved since is left out: what is ready is found again.
        return [(key, events) for key, events in few if registered.get(key.fd) is key]


def _descriptor(fileobj: Any) -> int:
    return fileobj if isinstance(fileobj, int) else fileobj.fileno()


def _gone(descriptors: Iterable[int]) -> set[int]:
    """Those of them whose other end has hung up; where the system does not tell (`POLLRDHUP` is
    Linux's), those that are broken."""
    looking = select.poll()
    for descriptor in descriptors:
        looking.register(descriptor, _GONE)
    return {descriptor for descriptor, _ in looking.poll(0)}
