"""How many letters an organisation sends at once, and how many go to one address. How many in a day
says the database, which all processes share and none forgets (`store/mails.py`)."""

import secrets
from hashlib import blake2b

from server.clock import Clock
from server.limits.buckets import Buckets
from server.limits.table import LETTERS, LETTERS_TO_ONE

A_DAY = LETTERS.within(LETTERS.together_s)
A_DAY_TO_ONE = LETTERS_TO_ONE.within(LETTERS_TO_ONE.together_s)


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
