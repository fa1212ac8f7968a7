"""Logins of moderators: begun with a password, known by the secret in a cookie, and kept on the
server, so that one that has ended is dead wherever its cookie was copied to.

A login ends by its holder, by time, or with the account. Of when it was used only so much is kept
that the time can be told; of where it was used nothing.
"""

import contextlib
import secrets
from collections.abc import Mapping, Sequence

from msgspec import Struct

from server.clock import Clock
from server.debate.minutes import HOUR_MS, MINUTE_MS
from server.identity.digests import digest_of_secret
from server.store import Account, Session, Store, Unavailable

LOGIN_COOKIE = "tribina_login"
# A browser takes a cookie of this name over https only, for this very host: no page that is not
# encrypted and no neighbour under the same domain can put another in its place (RFC 6265bis).
SECURE_LOGIN_COOKIE = "__Host-" + LOGIN_COOKIE
LONGEST_S = 30 * 24 * 60 * 60  # a login ends then at the latest
TOUCHED_EVERY_MS = 5 * MINUTE_MS  # how exactly it is known when a login was last used


class Login(Struct, frozen=True):
    """A login that holds, and whose it is as they are now."""

    session: Session
    account: Account


class Logins:
    """The secret is only in the cookie: the store has its digest."""

    def __init__(self, store: Store, clock: Clock, idle_h: int) -> None:
        """`idle_h`: hours without use after which a login ends."""
        self._store = store
        self._clock = clock
        self._idle_ms = idle_h * HOUR_MS

    async def begin(self, account: Account, organisation: str = "") -> str | None:
        """The secret of a new login; None if the account is gone or has another password by now.
        `organisation`: by whose provider it is, and so what alone it opens. Raises Unavailable."""
        secret, now = "s." + secrets.token_urlsafe(32), self._clock.now()
        await self._store.sessions.forget(now - LONGEST_S * 1000, now - self._idle_ms)
        kept = await self._store.sessions.begin(
            digest_of_secret(secret), secrets.token_hex(8), account, now, organisation
        )
        return secret if kept else None

    async def find(self, secret: str) -> Login | None:
        """The login with this secret, if it still holds. Raises Unavailable."""
        found = await self._store.sessions.find(digest_of_secret(secret))
        if found is None or not self._holds(found[0]):
            return None
        session, account = found
        now = self._clock.now()
        if now - session.used_at >= TOUCHED_EVERY_MS:
            with contextlib.suppress(Unavailable):  # it holds all the same
                await self._store.sessions.touch(session.id, now)
        return Login(session, account)

    async def of(self, account: Account) -> Sequence[Session]:
        """The logins of an account that hold, the last used first. Raises Unavailable."""
        return [s for s in await self._store.sessions.of(account.id) if self._holds(s)]

    def _holds(self, session: Session) -> bool:
        now = self._clock.now()
        idle = now - session.used_at > self._idle_ms
        return not idle and now - session.made_at <= LONGEST_S * 1000


def login_secret(cookies: Mapping[str, str], secure: bool) -> str | None:
    """The secret among a request's cookies. `secure`: the browser came by https."""
    return cookies.get(SECURE_LOGIN_COOKIE if secure else LOGIN_COOKIE)
