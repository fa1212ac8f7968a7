"""How Redis is reached: one client for each kind of address."""

from typing import Any

from redis.asyncio import Redis
from redis.asyncio.cluster import ClusterNode, RedisCluster
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff
from redis.exceptions import RedisClusterException, RedisError

from server.redis_address import Address

PATIENCE_S = 1.0  # for an answer, and for a connection

# What a call may raise while Redis is not well.
TROUBLE = (RedisError, RedisClusterException, OSError, TimeoutError)

RedisClient = Any  # Redis or RedisCluster; the library does not type what both can do


def connect(address: Address, patience_s: float = PATIENCE_S) -> RedisClient:
    """A client that speaks RESP3, connects when first used, and fails rather than waits: whoever
    uses it tries again by itself."""
    options: dict[str, Any] = {
        "protocol": 3,
        "socket_timeout": patience_s,
        "socket_connect_timeout": patience_s,
        "retry": Retry(NoBackoff(), 1),
    }
    if address.hosts:
        options |= {"username": address.username, "password": address.password}
    if address.is_cluster:
        nodes = [ClusterNode(host, port) for host, port in address.hosts]
        return RedisCluster(startup_nodes=nodes, **options)
    if address.scheme == "redis+sentinel":
        sentinel: Any = Sentinel(list(address.hosts), sentinel_kwargs=options)  # type: ignore[no-untyped-call]
        return sentinel.master_for(address.service, db=address.db, **options)
    return Redis.from_url(address.url, **options)


async def disconnect(client: RedisClient) -> None:
    """Close the client and, where it has some, the connections to the Sentinels it asked."""
    await client.aclose()
    pool = getattr(client, "connection_pool", None)
    sentinel = getattr(pool, "sentinel_manager", None)
    if sentinel is not None:
        await sentinel.aclose()
