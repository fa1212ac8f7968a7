"""Passwords: hashed with Argon2id outside the event loop, a few at a time.

Checking one costs tens of megabytes and a core for a moment, so a flood of logins must queue
here instead of slowing the debate that runs in the same process.
"""

import asyncio
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 10  # code points
MAX_LENGTH = 200  # code points; far above any passphrase, far below what costs time to hash
AT_ONCE = 1


class Busy(Exception):
    """Too many passwords are waiting to be checked; nothing was looked at."""


class Passwords:
    """`hasher` decides the cost; what was hashed with an older cost still verifies."""

    def __init__(self, hasher: PasswordHasher | None = None, waiting_at_most: int = 20) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._waiting_at_most = waiting_at_most
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """The text to store."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def verify(self, hashed: str | None, password: str) -> bool:
        """Whether the password belongs to this hash. With None (no such account) it is False
        after the same work, so that the time does not tell which names exist. Raises Busy."""
        if self._waiting >= self._waiting_at_most:
            raise Busy
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(self._verify, hashed, password)
        finally:
            self._waiting -= 1

    def is_outdated(self, hashed: str) -> bool:
        """Whether it was hashed with another cost than today's."""
        return self._hasher.check_needs_rehash(hashed)

    def _verify(self, hashed: str | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = self._hasher.hash("nobody's password")
        try:
            self._hasher.verify(hashed or self._nobody, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None


def password_problem(password: str) -> str | None:
    """Why a new password cannot be taken (a key of a text), None if it can.

    Only length counts: no rules about kinds of characters, no forced changes (NIST SP 800-63B)."""
    if len(password) < MIN_LENGTH:
        return "account.password_short"
    if len(password) > MAX_LENGTH:
        return "account.password_long"
    if len(set(password)) < 4:
        return "account.password_simple"
    return None


def _normal(password: str) -> str:
    """The same password typed on another keyboard: one form of every letter (NFKC)."""
    return unicodedata.normalize("NFKC", password)
