"""Limits that hold over all processes together, in Redis. The counting is the `limits` library's.

They come on top of each process's own limits, which hold alone while Redis does not answer. The
pace of messages stays with each process: a vote must not cost a round trip. What is counted is
known to Redis only by a hash under the server's secret: never an address, a handle or a name.
"""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from hashlib import blake2b, sha256
from typing import Any, TypeVar

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import RedisClusterStorage, RedisSentinelStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from server.cluster.redis_link import TROUBLE, disconnect
from server.debate.refusals import Rejected
from server.limits.table import Limit, Window
from server.redis_address import Address

T = TypeVar("T")

PATIENCE_S = 0.05  # a shared limit that takes longer does not count
LEFT_ALONE_S = 2.0  # how long Redis is not asked after it did not answer


class RedisLimits:
    """Each limit is asked of Redis, for a moment at most: while it does not answer, nothing is
    refused."""

    def __init__(self, address: Address, namespace: str, secret: str) -> None:
        """`secret`: of the house."""
        self._storage = _storage(address, namespace)
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)
        self._key = sha256(secret.encode()).digest()
        self._asked_again = 0.0

    async def take(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        wait_s = await self._ask(self._hit(limits, whose))
        if wait_s:
            raise Rejected("too_fast", retry_ms=int(wait_s * 1000) + 1)

    async def forget(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        await self._ask(self._clear(limits, whose))

    async def close(self) -> None:
        await disconnect(self._storage.bridge.get_connection())  # type: ignore[attr-defined]

    async def _hit(self, limits: Sequence[Limit | Window], whose: tuple[str, ...]) -> float:
        """Count it under every limit; 0, or the seconds until there is room."""
        for limit in limits:
            item, key = _item(limit), self._hash(limit, whose)
            if not await self._limiter.hit(item, key):
                room_at = (await self._limiter.get_window_stats(item, key)).reset_time
                # The window's end may be a moment away while it slides: wait at least a little.
                return max(room_at - time.time(), 1.0)
        return 0.0

    async def _clear(self, limits: Sequence[Limit | Window], whose: tuple[str, ...]) -> None:
        for limit in limits:
            await self._limiter.clear(_item(limit), self._hash(limit, whose))

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

    def _hash(self, limit: Limit | Window, whose: tuple[str, ...]) -> str:
        text = "\0".join((limit.what, *whose)).encode()
        return blake2b(text, key=self._key, digest_size=16, person=b"tribina limits").hexdigest()


def _item(limit: Limit | Window) -> RateLimitItem:
    """As the library knows it."""
    if isinstance(limit, Window):
        return RateLimitItemPerSecond(limit.most, limit.seconds)
    return RateLimitItemPerSecond(limit.within(limit.together_s), limit.together_s)


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
