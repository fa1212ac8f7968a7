"""How fast one participant may ask: token buckets by handle, in memory, for minutes.

A whole hall shares one address, so networks have ceilings only, sized for halls.
"""

import secrets
from collections import OrderedDict
from hashlib import blake2b

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.table import Rate
from server.networks import WIDER, networks_of

ROUNDED = 1e-6  # tokens: sums of intervals are not exact
KEPT_AT_MOST = 50_000  # buckets; the longest unused are forgotten first


class Buckets:
    """One token bucket a key, as the moment it will be full again: the generic cell rate algorithm
    in its virtual scheduling form (ITU-T I.371, annex A)."""

    def __init__(self, rate: Rate, clock: Clock, pace: float = 1.0) -> None:
        self._token_s = 1 / (rate.per_s * pace)
        self._tolerated_s = (rate.burst * max(pace, 1.0) - 1 + ROUNDED) * self._token_s
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, key: str) -> None:
        """Take one token. Raises Rejected `too_fast` with the time until there is one."""
        now = self._clock.monotonic()
        full_at = self._full_at.get(key, 0.0)
        if full_at > now:
            wait = full_at - now - self._tolerated_s
            if wait > 0:
                raise Rejected("too_fast", retry_ms=int(wait * 1000) + 1)
        else:
            full_at = now
        self._full_at[key] = full_at + self._token_s
        self._full_at.move_to_end(key)
        if len(self._full_at) > KEPT_AT_MOST:
            self._full_at.popitem(last=False)


class Ceilings:
    """How many connections one network may hold, and open in a second; an IPv6 network counts in
    the wider one around it, too.

    Networks are known here only as keyed hashes; the key lives as long as the process."""

    def __init__(self, clock: Clock, connections: int, joins_per_s: int) -> None:
        near = Rate(burst=joins_per_s, per_s=joins_per_s)
        self._near = _Ceiling(clock, connections, near)
        self._wide = _Ceiling(clock, connections * WIDER, near.times(WIDER))
        self._key = secrets.token_bytes(16)

    def enter(self, address: str) -> "Entered":
        """Count a connection in; returns what to hand to `leave`. Raises Rejected `too_fast`."""
        networks = networks_of(address)
        near = self._near.enter(self._hash(networks.near))
        try:
            wide = self._wide.enter(self._hash(networks.wide)) if networks.wide else ""
        except Rejected:
            self._near.leave(near)
            raise
        return near, wide

    def leave(self, entered: "Entered") -> None:
        """One place less is taken in both networks."""
        near, wide = entered
        self._near.leave(near)
        if wide:
            self._wide.leave(wide)

    def _hash(self, network: str) -> str:
        return blake2b(network.encode(), key=self._key, digest_size=8).hexdigest()


Entered = tuple[str, str]  # keyed hashes: of the network, and of the one around it if it counts


class _Ceiling:
    """Of all networks of one width."""

    def __init__(self, clock: Clock, connections: float, joins: Rate) -> None:
        self._connections = connections
        self._joins = Buckets(joins, clock)
        self._held: dict[str, int] = {}

    def enter(self, key: str) -> str:
        self._joins.take(key)
        if self._held.get(key, 0) >= self._connections:
            raise Rejected("too_fast", retry_ms=10_000)
        self._held[key] = self._held.get(key, 0) + 1
        return key

    def leave(self, key: str) -> None:
        self._held[key] -= 1
        if not self._held[key]:
            del self._held[key]
