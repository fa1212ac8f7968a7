"""The other processes that serve the same debates: what is shared with them, and through what."""

from hashlib import blake2b, sha256

from server.cluster.presence import Presence, RedisPresence
from server.cluster.redis_link import RedisClient, connect, disconnect
from server.cluster.redis_relay import RedisRelay
from server.cluster.relay import InProcessRelay, Relay
from server.cluster.shared_limits import RedisLimits
from server.limits.shared import NoSharedLimits, SharedLimits
from server.metrics import Metrics
from server.redis_address import parse_address
from server.settings import Settings


class OtherProcesses:
    """Opened by the composition root, inside the event loop; ends with `close`."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        """`settings` must have a secret. Without an address of Redis there are no others."""
        self.relay: Relay = InProcessRelay()
        self.presence: Presence | None = None
        self.limits: SharedLimits = NoSharedLimits()
        self._client: RedisClient = None
        if settings.redis_url:
            address = parse_address(settings.redis_url)
            namespace = namespace_of(settings.secret)
            self._client = connect(address)
            relay = RedisRelay(self._client, namespace, metrics, sharded=address.is_cluster)
            relay.start()
            self.relay = relay
            self.presence = RedisPresence(self._client, namespace)
            self.limits = RedisLimits(address, namespace, settings.secret)

    async def close(self) -> None:
        """When the rooms are closed. Raises nothing."""
        await self.relay.close()
        if self.presence is not None:
            await self.presence.close()
        await self.limits.close()
        if self._client is not None:
            await disconnect(self._client)


def namespace_of(secret: str) -> str:
    """What all our names in Redis begin with. Processes that share debates share a secret, so
    several installations can share one Redis."""
    key = sha256(secret.encode()).digest()
    return "tribina:" + blake2b(key=key, digest_size=8, person=b"tribina names").hexdigest()
