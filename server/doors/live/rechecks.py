"""Who may no longer be where they are: moderators and displays whose token was revoked, whose role
was changed or whose account is gone are asked for again, and sent away if it has come to nothing.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable

from msgspec import Struct

from server.cluster.relay import ACCOUNTS, EVERYTHING, Relay
from server.debate.refusals import Rejected
from server.identity.recognising import Who

LOOK_S = 1.0  # a change in another process, of which no hint came, is noticed within two seconds
LOOK_ALONE_S = 15.0  # there all changes are told; only logins grow old by themselves

log = logging.getLogger(__name__)


class Admitted(Struct, frozen=True):
    """Somebody let in on who they were: `ask` finds out who they are now, or raises Rejected."""

    who: Who
    ask: Callable[[], Awaitable[Who]]
    send_away: Callable[[str], None]


class Rechecks:
    """`admitted`: gives whoever is inside and has to be asked for again."""

    def __init__(self, relay: Relay, admitted: Callable[[], Iterable[Admitted]]) -> None:
        self._relay = relay
        self._admitted = admitted
        self._wake = asyncio.Event()
        relay.listen(self._heard)

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_ALONE_S if self._relay.alone else LOOK_S):
                    await self._wake.wait()
            self._wake.clear()
            try:
                for admitted in self._admitted():
                    await self._look(admitted)
            except Exception:
                log.exception("who is here could not be looked up again")

    async def _look(self, admitted: Admitted) -> None:
        """Who logged in may come back: with another role, or a new cookie, or to hear why not."""
        try:
            if (await admitted.ask()).actor == admitted.who.actor:
                return
        except Rejected as refusal:
            if refusal.code == "unavailable":
                return
        actor = admitted.who.actor
        by_token = actor is not None and actor.handle.startswith("token:")
        admitted.send_away("not_allowed" if by_token else "restarting")

    def _heard(self, what: str) -> None:
        if what in (ACCOUNTS, EVERYTHING):
            self._wake.set()
