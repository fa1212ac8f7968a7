"""Who was shown the door for what they sent, and the networks from which many of these came.

Who floods is sent away, and comes back at once: to let somebody in costs a hundred times what it
costs to come. So who was sent away waits, and from a network that does this again and again only a
few are let in for a while who bring no token. Who has been on the page has one: a hall shares its
network with whoever sits in it, and comes in as ever.
"""

import secrets
from hashlib import blake2b

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.identity.recognising import Who
from server.limits.buckets import Buckets, Entered
from server.limits.table import JOINS_AFTER_STRIKES, STRIKES

PENALTY_S = 20.0  # after the last beyond them; and for whoever was sent away
WAIT_S = 2.0  # until the others are told
KEPT_AT_MOST = 10_000  # of each kind; the oldest are forgotten first


class _Until(Struct, gc=False):
    """What lasts for a while, by key."""

    ends: dict[str, float]

    def begin(self, key: str, at: float) -> None:
        self.ends.pop(key, None)
        self.ends[key] = at
        if len(self.ends) > KEPT_AT_MOST:
            del self.ends[next(iter(self.ends))]

    def lasts(self, key: str, now: float) -> bool:
        if key not in self.ends:
            return False
        if now >= self.ends[key]:
            del self.ends[key]
            return False
        return True


class Unruly:
    """Networks and tokens are known here only as keyed hashes; the key lives as long as the
    process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._strikes = Buckets(STRIKES, clock)
        self._joins = Buckets(JOINS_AFTER_STRIKES, clock)
        self._networks = _Until({})
        self._tokens = _Until({})
        self._key = secrets.token_bytes(16)

    def strike(self, network: Entered, who: Who) -> None:
        """Somebody from there was sent away for what they sent."""
        ends = self._clock.monotonic() + PENALTY_S
        if who.token:
            self._tokens.begin(self._hash(who.token), ends)
        try:
            self._strikes.take(_widest(network))
        except Rejected:
            self._networks.begin(_widest(network), ends)

    def may_join(self, network: Entered, who: Who) -> bool:
        """Whether they are let in now. From an unruly network newcomers are let in at a slow pace;
        who was here before is held to what they did themselves."""
        now, key = self._clock.monotonic(), _widest(network)
        if not who.fresh:
            return not self._tokens.lasts(self._hash(who.token), now)
        if not self._networks.lasts(key, now):
            return True
        try:
            self._joins.take(key)
        except Rejected:
            return False
        return True

    def _hash(self, token: str) -> str:
        return blake2b(token.encode(), key=self._key, digest_size=8).hexdigest()


def _widest(network: Entered) -> str:
    near, wide = network
    return wide or near
