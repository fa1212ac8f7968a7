"""Slows down guessing of passwords. In memory only, under keyed hashes; nobody is locked out for
good, and nothing here is tied to a network address: a whole hall shares one.

Where several processes serve, their limits together apply as well (`server.live.shared_limits`).

Every account has a growing delay after failures. A browser that has logged in to it before has
a delay of its own there, so that strangers' guesses cannot keep a moderator out in mid-debate.
"""

import hashlib
import secrets
from collections import OrderedDict

from msgspec import Struct

from server.clock import Clock
from server.live.shared_limits import NoSharedLimits, SharedLimits

FREE_FAILURES = 4  # nobody who mistypes should notice
FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 60.0
FORGOTTEN_AFTER_S = 15 * 60.0
REMEMBERED = 10_000  # keys; the longest untouched go first

STRANGERS_A_MINUTE = 60  # attempts for all accounts together, from browsers never seen before


class _Failures(Struct):
    count: int
    last: float


class Throttle:
    def __init__(self, clock: Clock, shared: SharedLimits | None = None) -> None:
        self._clock = clock
        self._shared = shared or NoSharedLimits()
        self._key = secrets.token_bytes(32)
        self._failures: OrderedDict[bytes, _Failures] = OrderedDict()
        self._strangers = float(STRANGERS_A_MINUTE)  # attempts left
        self._refilled = clock.monotonic()

    async def attempt(self, name: str, device: str) -> float:
        """0 when a password may be tried now: it counts as a failure until `succeeded` says
        otherwise, so that many at the same moment are counted too. Else the seconds to wait;
        what is refused meanwhile costs nothing.

        `device`: who has logged in to this account before from here, "" for a stranger."""
        return self._attempt(name, device) or await self._shared.guess(name, device)

    async def succeeded(self, name: str, device: str) -> None:
        """The password was right: its failures are forgotten."""
        self._failures.pop(self._hash(name, device), None)
        await self._shared.guessed(name, device)

    def _attempt(self, name: str, device: str) -> float:
        key, now = self._hash(name, device), self._clock.monotonic()
        before = self._failures.get(key)
        if before is not None and now - before.last > FORGOTTEN_AFTER_S:
            before = None
        if before is not None:
            wait = before.last + _delay(before.count) - now
            if wait > 0:
                return wait
        if not device:
            wait = self._strangers_wait(now)
            if wait > 0:
                return wait
        self._failures[key] = _Failures(before.count + 1 if before else 1, now)
        self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)
        return 0.0

    def _strangers_wait(self, now: float) -> float:
        """0 and one attempt less for all strangers together, or the seconds until there is one."""
        per_second = STRANGERS_A_MINUTE / 60
        earned = (now - self._refilled) * per_second
        self._strangers = min(self._strangers + earned, STRANGERS_A_MINUTE)
        self._refilled = now
        if self._strangers < 1:
            return (1 - self._strangers) / per_second
        self._strangers -= 1
        return 0.0

    def _hash(self, name: str, device: str) -> bytes:
        text = f"{len(name)}:{name}{device}".encode()
        return hashlib.blake2b(text, key=self._key, digest_size=16).digest()


def _delay(count: int) -> float:
    """Seconds to wait after so many failures in a row."""
    if count <= FREE_FAILURES:
        return 0.0
    grown: float = FIRST_DELAY_S * 2 ** min(count - FREE_FAILURES - 1, 10)
    return min(grown, LONGEST_DELAY_S)
