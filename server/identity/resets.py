"""Addresses by which an account gets another password: handed over by whoever answers for it."""

import secrets

from server.clock import Clock
from server.debate.minutes import HOUR_MS
from server.identity.digests import digest_of_secret
from server.store import Account, Reset, Store

HOURS = 24  # that one holds


class ResetLinks:
    """The store has the digest of a secret."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(self, account: Account, *, everything: bool, by: str | None) -> str:
        """The secret of a new one. `everything`: it takes the second factor away, too. Raises
        NoOwner, Unavailable."""
        secret, ends_at = secrets.token_urlsafe(32), self._clock.now() + HOURS * HOUR_MS
        await self._store.resets.add(digest_of_secret(secret), account.id, ends_at, everything, by)
        return secret

    async def find(self, secret: str) -> Reset | None:
        """If it still holds. Raises Unavailable."""
        found = await self._store.resets.find(digest_of_secret(secret))
        return found if found is not None and self._clock.now() < found.ends_at else None

    async def use(self, secret: str, password_hash: str) -> None:
        """Raises Gone, Unavailable."""
        await self._store.resets.use(digest_of_secret(secret), password_hash, self._clock.now())


def reset_address(base: str, secret: str) -> str:
    """Where its holder goes."""
    return f"{base}/reset/{secret}"
