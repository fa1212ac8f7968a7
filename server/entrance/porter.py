"""Who may be inside a door: so many in all, and of one network no more than three quarters of them.

A hall sits behind one address with thousands of phones, so that is all that a network is held to.
Where no room is left, somebody has to go who holds a place without using it; and where all use
theirs, whoever comes waits a while.
"""

import asyncio
import secrets
import socket
from collections import Counter
from collections.abc import Callable
from enum import IntEnum
from hashlib import blake2b

from server.networks import home_of

LOOKED_AT = 256  # of those who have been there longest, when somebody has to go
AGAIN_S = 0.1  # after which who waits looks again whether there is room
WAIT_S = 5.0  # that somebody waits at most

IsProxy = Callable[[str], bool]


class Standing(IntEnum):
    """How soon somebody has to go for others: the smaller, the sooner."""

    HOLDS = 0  # a place for nothing: does not take an answer, or does not end a request
    IDLE = 1  # has not asked for anything, or not again: browsers come back by themselves
    SLOW = 2
    BUSY = 3  # stays


class Entrant(socket.socket):
    """A connection that was accepted, told apart from others by its porter. Whoever knows how it
    stands says so by `standing` (at that moment, s of the loop); `send_away` ends it at once."""

    porter: "Porter"
    network: str

    def begin(self, porter: "Porter", network: str) -> None:
        """Until others say more of it, it has asked for nothing and is sent away by being
        closed."""
        self.porter, self.network = porter, network
        self.standing: Callable[[float], Standing] = _idle
        self.send_away: Callable[[], object] = self.close

    def close(self) -> None:
        """Its place is free from now on."""
        if self.fileno() >= 0:
            self.porter.leave(self)
            # Who was told about lets go of it: cycles would wait for the collector.
            self.standing, self.send_away = _idle, _nothing
        super().close()


def _idle(_: float) -> Standing:
    return Standing.IDLE


def _nothing() -> None:
    """It is gone."""


class Porter:
    """`at_most`: connections in all. `unsettled`: how many of these may be there without having
    said yet what for; where nobody settles, all may. `is_proxy`: whether an address is one of our
    own proxies, who come for everybody.

    Networks are known here only as keyed hashes; the key lives as long as the process."""

    def __init__(self, at_most: int, is_proxy: IsProxy, unsettled: int | None = None) -> None:
        self._waiting_at_most = at_most // 8
        self._all = _Places(at_most - self._waiting_at_most)
        self._unsettled = _Places(at_most if unsettled is None else unsettled)
        self._is_proxy = is_proxy
        self._waiting = 0
        self._is_closed = False
        self._key = secrets.token_bytes(16)

    async def admit(self, connection: socket.socket, peer: str) -> Entrant | None:
        """The connection as its entrant, as soon as there is room; None: it is closed, there is
        none."""
        network = self._network(peer)
        if not self._has_room(network) and not await self._has_room_soon(network):
            connection.close()
            return None
        entrant = Entrant(
            connection.family, socket.SOCK_STREAM, connection.proto, connection.detach()
        )
        entrant.setblocking(False)
        entrant.begin(self, network)
        self._all.take(entrant)
        self._unsettled.take(entrant)
        return entrant

    async def _has_room_soon(self, network: str) -> bool:
        if self._waiting >= self._waiting_at_most:
            return False
        loop = asyncio.get_running_loop()
        until = loop.time() + WAIT_S
        self._waiting += 1
        try:
            while loop.time() < until and not self._is_closed:
                await asyncio.sleep(AGAIN_S)
                if self._has_room(network):
                    return True
            return False
        finally:
            self._waiting -= 1

    def entrant(self, descriptor: int) -> Entrant | None:
        """Who is inside with this descriptor."""
        return self._all.inside.get(descriptor)

    def settle(self, descriptor: int) -> None:
        """It has said what it is here for: it has not to go for others any more."""
        entrant = self.entrant(descriptor)
        if entrant is not None:
            self._unsettled.give_back(entrant)

    def is_newcomer(self, descriptor: int) -> bool:
        """Whether it is inside and has not settled."""
        return descriptor in self._unsettled.inside

    def leave(self, entrant: Entrant) -> None:
        """Give back whatever place it has; nothing happens when it has none."""
        self._all.give_back(entrant)
        self._unsettled.give_back(entrant)

    def close(self) -> None:
        """Nobody waits any more."""
        self._is_closed = True

    def send_all_away(self) -> None:
        """At once, whatever they are doing."""
        for entrant in list(self._all.inside.values()):
            entrant.send_away()

    def _has_room(self, network: str) -> bool:
        """Whether there is, or could be made."""
        for places in (self._all, self._unsettled):
            if places.has_room(network):
                continue
            leaving = self._who_has_to_go(network if places.are_crowded_by(network) else "")
            if leaving is None:
                return False
            self.leave(leaving)
            leaving.send_away()
        return True

    def _who_has_to_go(self, network: str) -> Entrant | None:
        """Of this network, if one is said."""
        now = asyncio.get_running_loop().time()
        first, how_soon, seen = None, Standing.BUSY, 0
        for entrant in self._unsettled.inside.values():
            if network and entrant.network != network:
                continue
            standing = entrant.standing(now)
            if standing < how_soon:
                first, how_soon = entrant, standing
            seen += 1
            if how_soon is Standing.HOLDS or seen == LOOKED_AT:
                break
        return first

    def _network(self, peer: str) -> str:
        """Empty: it counts for none."""
        if self._is_proxy(peer):
            return ""
        return blake2b(home_of(peer), key=self._key, digest_size=8).hexdigest()


class _Places:
    """`inside`: by descriptor, those who came first first."""

    def __init__(self, at_most: int) -> None:
        self._at_most = max(1, at_most)
        self._of_one_network = max(1, self._at_most * 3 // 4)
        self._held: Counter[str] = Counter()
        self.inside: dict[int, Entrant] = {}

    def has_room(self, network: str) -> bool:
        return len(self.inside) < self._at_most and not self.are_crowded_by(network)

    def are_crowded_by(self, network: str) -> bool:
        return bool(network) and self._held[network] >= self._of_one_network

    def take(self, entrant: Entrant) -> None:
        self.inside[entrant.fileno()] = entrant
        if entrant.network:
            self._held[entrant.network] += 1

    def give_back(self, entrant: Entrant) -> None:
        if self.inside.get(entrant.fileno()) is not entrant:
            return
        del self.inside[entrant.fileno()]
        if entrant.network:
            self._held[entrant.network] -= 1
            if not self._held[entrant.network]:
                del self._held[entrant.network]
