"""Slows down guessing of passwords. In memory only, under keyed hashes; nobody is locked out for
good.

Where several processes serve, their limits together apply as well (`server.limits.shared`).

A browser that has logged in to an account before has a delay of its own there, which grows with its
failures. Strangers are counted by account and network: what comes from one network keeps nobody
out who comes from another, and what is tried with one name nobody with another. Each such pair gets
a few tries at once, then some a second, and after thousands one a second: whoever shares network
and name with a flood still gets in between. It cannot be slower than that without being a means to
keep the owner out; against so many guesses stand passwords that nobody guesses (`passwords`).
"""

import hashlib
import secrets
from collections import OrderedDict

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.buckets import Buckets
from server.limits.shared import NoSharedLimits, SharedLimits
from server.limits.table import GUESSES, GUESSES_TOGETHER, STRANGERS, STRANGERS_FOR_LONG
from server.networks import networks_of

FREE_FAILURES = round(GUESSES.burst) - 1  # nobody who mistypes should notice
FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 1 / GUESSES.per_s
FORGOTTEN_AFTER_S = 15 * 60.0
REMEMBERED = 10_000  # keys; the longest untouched go first

OF_STRANGERS = (STRANGERS, STRANGERS_FOR_LONG)  # both hold


class _Failures(Struct):
    count: int
    last: float


class Throttle:
    """`device`: who has logged in to this account before from here, "" for a stranger; `caller`:
    the address of a stranger."""

    def __init__(self, clock: Clock, shared: SharedLimits | None = None) -> None:
        self._clock = clock
        self._shared = shared or NoSharedLimits()
        self._key = secrets.token_bytes(32)
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._strangers = [Buckets(rate, clock) for rate in OF_STRANGERS]

    async def take(self, name: str, device: str, caller: str = "") -> None:
        """When a password may be tried now, it counts as a failure until `succeeded` says
        otherwise, so that many at the same moment are counted too. Raises Rejected `too_fast`;
        what is refused costs nothing."""
        if device:
            self._known(name, device)
            await self._shared.take(GUESSES_TOGETHER, name, device)
        else:
            network = networks_of(caller).near
            for buckets in self._strangers:
                buckets.take(self._hash(name, network))
            await self._shared.take(OF_STRANGERS, name, network)

    async def succeeded(self, name: str, device: str) -> None:
        """The password was right: this browser's failures are forgotten."""
        if device:
            self._failures.pop(self._hash(name, device), None)
            await self._shared.forget(GUESSES_TOGETHER, name, device)

    def _known(self, name: str, device: str) -> None:
        key, now = self._hash(name, device), self._clock.monotonic()
        before = self._failures.get(key)
        if before is not None and now - before.last > FORGOTTEN_AFTER_S:
            before = None
        if before is not None:
            wait = before.last + _delay(before.count) - now
            if wait > 0:
                raise Rejected("too_fast", retry_ms=round(wait * 1000))
        self._failures[key] = _Failures(before.count + 1 if before else 1, now)
        self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    def _hash(self, *what: str) -> str:
        text = "\0".join(what).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, key=self._key, digest_size=16).hexdigest()


def _delay(count: int) -> float:
    """Seconds to wait after so many failures in a row."""
    if count <= FREE_FAILURES:
        return 0.0
    grown: float = FIRST_DELAY_S * 2 ** min(count - FREE_FAILURES - 1, 10)
    return min(grown, LONGEST_DELAY_S)
