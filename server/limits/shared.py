"""Limits that hold over all processes together, as those see them who count by them."""

from collections.abc import Sequence
from typing import Protocol

from server.limits.table import JOINS_TOGETHER, Limit, Window
from server.networks import WIDER, networks_of


class SharedLimits(Protocol):
    """What is counted is known to others only by a hash: never an address, a handle or a name."""

    async def take(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        """Count one under each of these. Raises Rejected `too_fast`."""
        ...

    async def forget(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        """What was counted never was."""
        ...

    async def close(self) -> None: ...


class NoSharedLimits:
    """One process: its own limits are all there are."""

    async def take(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        pass

    async def forget(self, limits: Sequence[Limit | Window], *whose: str) -> None:
        pass

    async def close(self) -> None:
        pass


class Joins:
    """New connections and pages of networks, and of the wider ones around those of IPv6."""

    def __init__(self, shared: SharedLimits, joins_per_s: int) -> None:
        self._shared = shared
        self._near = (JOINS_TOGETHER.of_each(joins_per_s),)
        self._wide = (JOINS_TOGETHER.of_each(round(joins_per_s * WIDER)),)

    async def take(self, address: str) -> None:
        """Count one. Raises Rejected `too_fast`."""
        networks = networks_of(address)
        await self._shared.take(self._near, networks.near)
        if networks.wide:
            await self._shared.take(self._wide, networks.wide)
