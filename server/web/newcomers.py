"""New participants: how many one address may become in a second."""

from quart import request

from server.live.limits import Ceilings
from server.proxies import Proxies


class Newcomers:
    """A token is made for every one of them, and every token has a pace of its own: without a
    ceiling nobody would be held to any pace."""

    def __init__(self, ceilings: Ceilings, proxies: Proxies) -> None:
        self._ceilings = ceilings
        self._proxies = proxies

    def admit(self) -> None:
        """Count whoever sent this request. Raises Rejected `too_fast`."""
        self.admit_from(request.remote_addr or "", request.headers.getlist("X-Forwarded-For"))

    def admit_from(self, peer: str, forwarded_for: list[str]) -> None:
        """The same without a request of the web framework."""
        caller = self._proxies.caller(peer, forwarded_for)
        if caller is not None:
            self._ceilings.leave(self._ceilings.enter(caller))
