"""New participants: how many one network may become in a second."""

from quart import request

from server.limits.buckets import Ceilings
from server.limits.shared import Joins
from server.proxies import Proxies


class Newcomers:
    """A token is made for every one of them, and every token has a pace of its own: without a
    ceiling nobody would be held to any pace."""

    def __init__(self, ceilings: Ceilings, proxies: Proxies, joins: Joins) -> None:
        """`joins`: of all processes together."""
        self._ceilings = ceilings
        self._proxies = proxies
        self._joins = joins

    async def take(self) -> None:
        """Count whoever sent this request. Raises Rejected `too_fast`."""
        await self._count(self.caller)

    @property
    def caller(self) -> str | None:
        """The address of whoever sent this request; None for our own machines."""
        headers = request.headers.getlist("X-Forwarded-For")
        return self._proxies.caller(request.remote_addr or "", headers)

    async def take_from(self, peer: str, forwarded_for: list[str]) -> None:
        """The same without a request of the web framework."""
        await self._count(self._proxies.caller(peer, forwarded_for))

    async def _count(self, caller: str | None) -> None:
        if caller is not None:
            self._ceilings.leave(self._ceilings.enter(caller))
            await self._joins.take(caller)
