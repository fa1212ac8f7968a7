"""Bearer tokens of one debate: for displays, scripts and buttons, where nobody logs in."""

import secrets

from server.clock import Clock
from server.debate.actors import Actor, Role
from server.debate.minutes import DAY_MS
from server.identity.digests import digest_of_secret
from server.store import Account, Form, Store, Token

DAYS = 30  # that a token holds, if nothing else is said
DAYS_AT_MOST = 366


class BearerTokens:
    """Only whoever makes one sees it: the store has its digest."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(
        self,
        code: str,
        role: Role,
        label: str,
        maker: Account | None,
        days: int = DAYS,
        form: Form | None = None,
    ) -> str:
        """A new token of a debate. `maker`: whose it is, and with whose right to make any it
        ends; None: of whoever is at the server's own command line. `form`: that asks for it.
        Raises Sent, Unavailable."""
        bearer, now = "t." + secrets.token_urlsafe(32), self._clock.now()
        made_by = maker.id if maker else None
        ends_at = now + days * DAY_MS
        await self._store.tokens.add(
            code,
            role,
            digest_of_secret(bearer),
            label,
            now,
            made_by=made_by,
            ends_at=ends_at,
            form=form,
        )
        return bearer

    async def find(self, bearer: str, code: str) -> Token | None:
        """The token, if it opens this debate now. Raises Unavailable."""
        token = await self._store.tokens.find(digest_of_secret(bearer))
        if token is None or token.code != code or not token.holds(self._clock.now()):
            return None
        return token


def token_actor(token: Token) -> Actor:
    """The holder of a token, as a room knows them."""
    return Actor(token.role, f"token:{token.id}", token.label)
