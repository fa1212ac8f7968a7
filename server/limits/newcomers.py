"""New participants and new voters: how many one network may bring.

A hall joins and votes all at once, through one address: it never meets these ceilings. Whoever
makes participants by the thousand does, by whatever door; a vote that is refused here is refused
for a moment, and pages send it again.
"""

import random
import secrets
from hashlib import blake2b

from server.clock import Clock
from server.debate.actors import NOWHERE, Source
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.limits.buckets import Buckets
from server.limits.table import TOKENS, VOTERS, VOTERS_WITHOUT_LINE, Rate
from server.networks import WIDER, networks_of

RETRY_MS = (2_000, 6_000)  # spread, for those who are many


class ByNetwork:
    """Token buckets by network, and by the wider one around an IPv6 network."""

    def __init__(self, rate: Rate, clock: Clock) -> None:
        self._near = Buckets(rate, clock)
        self._wide = Buckets(rate.times(WIDER), clock)

    def take(self, source: Source) -> None:
        """Take one. Raises Rejected `too_fast`; our own machines may speak for everybody."""
        try:
            if source.near:
                self._near.take(source.near)
            if source.wide:
                self._wide.take(source.wide)
        except Rejected as refusal:
            again = max(refusal.retry_ms, random.randint(*RETRY_MS))
            raise Rejected("too_fast", retry_ms=again) from None


class Minting:
    """Tokens for those who have none. The key of the hashes lives as long as the process."""

    def __init__(self, clock: Clock) -> None:
        self._tokens = ByNetwork(TOKENS, clock)
        self._key = secrets.token_bytes(16)

    def source(self, caller: str | None, live: bool = False, token_at: int = 0) -> Source:
        """`caller`: the address; None for our own machines."""
        if caller is None:
            return Source(live=live, token_at=token_at)
        networks = networks_of(caller)
        near, wide, area = map(self._hash, (networks.near, networks.wide, networks.area))
        return Source(near, wide, area, live, token_at)

    def take(self, caller: str | None) -> None:
        """Count somebody for whom a token is made. Raises Rejected `too_fast`."""
        self._tokens.take(self.source(caller))

    def _hash(self, network: str) -> str:
        if not network:
            return ""
        return blake2b(network.encode(), key=self._key, digest_size=8).hexdigest()


class NewVoters:
    """First votes in one debate, which may have set a lower ceiling of its own."""

    def __init__(self, debate: Debate, clock: Clock) -> None:
        self._debate = debate
        self._clock = clock
        self._lowered = 0
        self._ceilings = self._usual()

    def take(self, source: Source) -> None:
        """Count somebody's first vote. Raises Rejected `too_fast`."""
        if source is NOWHERE:
            return
        lowered = self._debate.voters_a_minute
        if lowered != self._lowered:
            self._lowered = lowered
            self._ceilings = self._lower(lowered) if lowered else self._usual()
        self._ceilings[source.live].take(source)

    def _lower(self, a_minute: int) -> tuple[ByNetwork, ByNetwork]:
        one = ByNetwork(Rate(burst=a_minute, per_s=a_minute / 60), self._clock)
        return one, one

    def _usual(self) -> tuple[ByNetwork, ByNetwork]:
        return ByNetwork(VOTERS_WITHOUT_LINE, self._clock), ByNetwork(VOTERS, self._clock)
