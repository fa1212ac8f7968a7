"""Passwords: hashed with Argon2id outside the event loop, one at a time, by turns
(`server.identity.turns`): a flood of logins must not slow the debate that runs in the same process.
"""

import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.clock import Clock
from server.identity.guessable import is_guessable
from server.identity.turns import PasswordQueue, Stranger
from server.process.aside import aside
from server.store import Store

MIN_LENGTH = 10  # code points
DEBATES_AT_MOST = 100  # the newest, of whose titles no password is made
MAX_LENGTH = 200  # code points; far above any passphrase, far below what costs time to hash


def house_hasher() -> PasswordHasher:
    """The cost that OWASP's Password Storage Cheat Sheet asks for: about 30 ms of one core."""
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Passwords:
    """`hasher` decides the cost; what was hashed with another cost still verifies."""

    def __init__(self, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or house_hasher()
        self._turns = PasswordQueue(clock)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """The text to store. Raises Busy."""
        async with self._turns.turn(None):
            return await aside(self._hasher.hash, _normal(password))

    async def verify(
        self, hashed: str | None, password: str, stranger: Stranger | None = None
    ) -> bool:
        """Whether the password belongs to this hash. With None (no such account) or "" (an account
        that has no password) it is False after the same work, so that the time does not tell which
        names exist. A `stranger` waits behind others. Raises Busy."""
        async with self._turns.turn(stranger):
            right = await aside(self._verify, hashed, password)
        if not right and stranger is not None:
            self._turns.failed(stranger)
        return right

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
        return bool(hashed)


def password_problem(password: str, names: Iterable[str] = ()) -> str | None:
    """Why a new password cannot be taken (a key of a text), None if it can. `names`: what everybody
    around the account knows.

    Only length counts, and that nobody guesses it: no rules about kinds of characters, no forced
    changes (NIST SP 800-63B)."""
    if len(password) < MIN_LENGTH:
        return "account.password_short"
    if len(password) > MAX_LENGTH:
        return "account.password_long"
    if is_guessable(password, names):
        return "account.password_simple"
    return None


async def known_names(store: Store, account: str) -> list[str]:
    """What everybody around an account knows: its name, and those of programmes and debates."""
    names = [account, "tribina"]
    for programme in await store.programmes.list():
        names += [programme.organisation, *programme.name.values()]
    for debate in await store.debates.newest(DEBATES_AT_MOST):
        names += debate.title.values()
    return names


def _normal(password: str) -> str:
    """The same password typed on another keyboard: one form of every letter (NFKC)."""
    return unicodedata.normalize("NFKC", password)
