"""How many letters an organisation sends, and how many go to one address: in memory, for days."""

import secrets
from hashlib import blake2b

from server.clock import Clock
from server.limits.buckets import Buckets
from server.limits.table import LETTERS, LETTERS_TO_ONE


class LetterPace:
    """Addresses are known here only as keyed hashes; the key lives as long as the process."""

    def __init__(self, clock: Clock) -> None:
        self._of_one = Buckets(LETTERS, clock)
        self._to_one = Buckets(LETTERS_TO_ONE, clock)
        self._key = secrets.token_bytes(16)

    def take(self, organisation: str, address: str) -> None:
        """One letter. `organisation`: "" for the house itself. Raises Rejected `too_fast`."""
        self._to_one.take(blake2b(address.lower().encode(), key=self._key).hexdigest())
        self._of_one.take(organisation)
