"""Which commands came earlier, and what they asked for: the same id with the same content is the
same command again, with another content it is refused.

Of a command that was kept the store has a receipt, for as long as the debate is not closed. A vote
has none; what is known of it are the last 8 digests that each ballot's row holds, and here the last
256 of each participant, those that found nothing to change included. An older one that comes again
is done again, whatever it asks for: it says where a vote shall stand, so what it is told is true.
Nothing is kept of a refused command, and of one that found nothing to do nothing on disk: their ids
are free.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec

from server.debate.commands import Vote
from server.debate.refusals import Rejected
from server.store import Seal
from server.store.ballots import DIGEST_BYTES, ID_BYTES, digest, id_digest

REMEMBERED = 256  # votes of a participant


def said_by(vote: Vote) -> str:
    """As the ballots take it: its id and its content."""
    return f"{vote.id}\n{vote.question} {vote.on}"


def digest_of(vote: Vote) -> bytes:
    return digest(said_by(vote))


def content_of(seal: Seal | None, command: Any) -> str:
    """A digest of what a command asks for, its id aside. Without the key nobody can try out which
    text it was; once that is destroyed, what commands say is no secret."""
    said = msgspec.to_builtins(command) | {"id": type(command).__name__}
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return sha256(text).hexdigest() if seal is None else seal.content(text)


class Earlier:
    """As far as this process has heard. `seal`: None once the debate is closed."""

    def __init__(self, seal: Seal | None) -> None:
        self._seal = seal
        self._votes: dict[str, bytes] = {}
        self._others: set[str] = set()

    def key_of(self, handle: str, command_id: str) -> str:
        """What a receipt is known by."""
        return "" if self._seal is None else self._seal.receipt(handle, command_id)

    def remember(self, handle: str, digests: tuple[bytes, ...]) -> None:
        """Votes of this participant that came, newest first."""
        votes = self._votes.get(handle, b"")
        for one in reversed(digests):
            if _find(votes, one) < 0:
                votes += one
        self._votes[handle] = votes[-REMEMBERED * DIGEST_BYTES :]

    def remember_others(self, keys: Iterable[str]) -> None:
        """Commands that were kept and are no votes."""
        self._others.update(keys)

    def forget_other(self, key: str) -> None:
        self._others.discard(key)

    def is_other(self, key: str) -> bool:
        return key in self._others

    def has_come(self, handle: str, vote: Vote, told: bytes) -> bool:
        """Whether this vote came; `told` is its digest. Raises Rejected `id_reused` if something
        else came with its id."""
        if self.has_come_otherwise(handle, told):
            raise Rejected("id_reused")
        if _find(self._votes.get(handle, b""), told) >= 0:
            return True
        if self._others and self.key_of(handle, vote.id) in self._others:
            raise Rejected("id_reused")
        return False

    def has_come_otherwise(self, handle: str, told: bytes) -> bool:
        """Whether another vote came with the id of this one."""
        votes = self._votes.get(handle)
        if votes is None:
            return False
        at = _find(votes, told[:ID_BYTES])
        return at >= 0 and votes[at : at + DIGEST_BYTES] != told

    def has_voted_with(self, handle: str, command_id: str) -> bool:
        """Whether a vote came with this id."""
        return _find(self._votes.get(handle, b""), id_digest(command_id)) >= 0


def _find(digests: bytes, begin: bytes) -> int:
    """Where the digest that begins so stands among these; -1 if none does."""
    at = digests.find(begin)
    while at > 0 and at % DIGEST_BYTES:
        at = digests.find(begin, at + 1)
    return at
