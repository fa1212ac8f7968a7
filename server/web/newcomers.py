"""New participants: how many one address may become in a second."""

from quart import request

from server.live.limits import Ceilings
from server.web.addresses import is_loopback


class Newcomers:
    """A token is made for every one of them, and every token has a pace of its own: without a
    ceiling nobody would be held to any pace."""

    def __init__(self, ceilings: Ceilings) -> None:
        self._ceilings = ceilings

    def admit(self) -> None:
        """Count whoever sent this request. Raises Rejected `too_fast`."""
        address = request.remote_addr or ""
        if not is_loopback(address):  # a proxy on this machine speaks for everybody
            self._ceilings.leave(self._ceilings.enter(address))
