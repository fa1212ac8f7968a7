"""Limits that hold over all processes together: new connections of a network, questions of a
participant, guesses of a password. The counting is the `limits` library's.

They come on top of each process's own limits, which hold alone while Redis does not answer. The
pace of messages stays with each process: a vote must not cost a round trip. What is counted is
known to Redis only by a hash under the server's secret: never an address, a handle or a name.
"""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from hashlib import blake2b, sha256
from typing import Any, Protocol, TypeVar

from limits import (
    RateLimitItem,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
    RateLimitItemPerSecond,
)
from limits.aio.storage import RedisClusterStorage, RedisSentinelStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from server.cluster.redis_link import TROUBLE, disconnect
from server.debate.refusals import Rejected
from server.networks import WIDER, networks_of
from server.redis_address import Address
from server.settings import Settings

T = TypeVar("T")

PATIENCE_S = 0.05  # a shared limit that takes longer does not count
LEFT_ALONE_S = 2.0  # how long Redis is not asked after it did not answer

QUESTIONS_A_MINUTE = 20  # as many as a process's own bucket gives at most
GUESSES_A_MINUTE = 10  # for one account from one browser
GUESSES_IN_15_MINUTES = 25
STRANGERS_A_MINUTE = 320  # for one account from one network, from browsers never seen before
STRANGERS_AN_HOUR = 6_600  # both as many as a process's own buckets give at most


class SharedLimits(Protocol):
    async def join(self, address: str) -> None:
        """Count a new connection. Raises Rejected `too_fast`."""
        ...

    async def submit(self, code: str, handle: str) -> None:
        """Count a submitted question. Raises Rejected `too_fast`."""
        ...

    async def guess(self, name: str, device: str, network: str) -> float:
        """Count an attempt to log in; 0, or the seconds to wait. `device`: "" for a stranger, who
        counts by `network`."""
        ...

    async def guessed(self, name: str, device: str) -> None:
        """The password was right: its failures are forgotten."""
        ...

    async def close(self) -> None: ...


class NoSharedLimits:
    """One process: its own limits are all there are."""

    async def join(self, address: str) -> None:
        pass

    async def submit(self, code: str, handle: str) -> None:
        pass

    async def guess(self, name: str, device: str, network: str) -> float:
        return 0.0

    async def guessed(self, name: str, device: str) -> None:
        pass

    async def close(self) -> None:
        pass


class RedisLimits:
    """Each limit is asked of Redis, for a moment at most: while it does not answer, nothing is
    refused."""

    def __init__(self, address: Address, namespace: str, settings: Settings) -> None:
        self._storage = _storage(address, namespace)
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)
        self._key = sha256(settings.secret.encode()).digest()
        self._asked_again = 0.0
        pace = max(settings.pace, 1.0)
        joins = settings.joins_per_address_s
        self._joins = [RateLimitItemPerSecond(joins)]
        self._wide_joins = [RateLimitItemPerSecond(round(joins * WIDER))]
        self._questions = [RateLimitItemPerMinute(round(QUESTIONS_A_MINUTE * pace))]
        self._guesses = [
            RateLimitItemPerMinute(GUESSES_A_MINUTE),
            RateLimitItemPerMinute(GUESSES_IN_15_MINUTES, 15),
        ]
        self._strangers = [
            RateLimitItemPerMinute(STRANGERS_A_MINUTE),
            RateLimitItemPerHour(STRANGERS_AN_HOUR),
        ]

    async def join(self, address: str) -> None:
        """An IPv6 network counts for itself and together with those around it."""
        networks = networks_of(address)
        _refuse(await self._take(self._joins, "join", networks.near))
        if networks.wide:
            _refuse(await self._take(self._wide_joins, "join", networks.wide))

    async def submit(self, code: str, handle: str) -> None:
        _refuse(await self._take(self._questions, "submit", code, handle))

    async def guess(self, name: str, device: str, network: str) -> float:
        """What a known device guesses counts apart from what strangers in its network do."""
        if device:
            return await self._take(self._guesses, "guess", name, device)
        return await self._take(self._strangers, "stranger", name, network)

    async def guessed(self, name: str, device: str) -> None:
        await self._ask(self._forget("guess", name, device))

    async def close(self) -> None:
        await disconnect(self._storage.bridge.get_connection())  # type: ignore[attr-defined]

    async def _take(self, limits: Sequence[RateLimitItem], *what: str) -> float:
        """Count it under every limit; 0, or the seconds until there is room."""
        return await self._ask(self._hit(limits, what)) or 0.0

    async def _hit(self, limits: Sequence[RateLimitItem], what: tuple[str, ...]) -> float:
        key = self._hash(what)
        for limit in limits:
            if not await self._limiter.hit(limit, key):
                room_at = (await self._limiter.get_window_stats(limit, key)).reset_time
                # The window's end may be a moment away while it slides: wait at least a little.
                return max(room_at - time.time(), 1.0)
        return 0.0

    async def _forget(self, *what: str) -> None:
        for limit in self._guesses:
            await self._limiter.clear(limit, self._hash(what))

    async def _ask(self, question: Coroutine[Any, Any, T]) -> T | None:
        """None when Redis does not answer in time: then each process's own limits hold alone."""
        if time.monotonic() < self._asked_again:
            question.close()
            return None
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await question
        except TROUBLE:
            self._asked_again = time.monotonic() + LEFT_ALONE_S
            return None

    def _hash(self, what: tuple[str, ...]) -> str:
        text = "\0".join(what).encode()
        return blake2b(text, key=self._key, digest_size=16, person=b"tribina limits").hexdigest()


def _refuse(wait_s: float) -> None:
    if wait_s > 0:
        raise Rejected("too_fast", retry_ms=int(wait_s * 1000) + 1)


def _storage(address: Address, namespace: str) -> RedisStorage:
    """The library's own addresses differ from ours a little."""
    options: dict[str, Any] = {
        "implementation": "redispy",
        "key_prefix": f"{namespace}:limits",
        "socket_timeout": PATIENCE_S,
        "socket_connect_timeout": PATIENCE_S,
        "retry": Retry(NoBackoff(), 1),
        "protocol": 3,
    }
    if address.is_cluster:
        return RedisClusterStorage(address.url, **options)
    if address.scheme == "redis+sentinel":
        url = address.url.rpartition(f"/{address.service}")[0] + f"/{address.service}"
        return RedisSentinelStorage(url, db=address.db, **options)
    return RedisStorage(address.url.replace("unix://", "redis+unix://", 1), **options)
