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
from collections.abc import Container, Iterable
from hashlib import sha256

import msgspec

from server.debate.commands import Vote
from server.debate.inner_commands import AnyCommand
from server.debate.refusals import Rejected
from server.store import Seal
from server.store.ballots import DIGEST_BYTES, ID_BYTES, id_digest

REMEMBERED = 256  # votes of a participant


def content_of(seal: Seal | None, command: AnyCommand) -> str:
    """A digest of what a command asks for, its id aside. Without the key nobody can try out which
    text it was; once that is destroyed, what commands say is no secret."""
    said = msgspec.to_builtins(command) | {"id": type(command).__name__}
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return sha256(text).hexdigest() if seal is None else seal.content(text)


class Earlier:
    """As far as this process has heard. `seal`: None once the debate is closed. `asked`: of whom
    there is a question; of nobody else a command that is no vote was kept."""

    def __init__(self, seal: Seal | None, asked: Container[str]) -> None:
        self._seal = seal
        self._asked = asked
        self._asking: set[str] = set()  # or have done so here
        self._votes: dict[str, bytes] = {}
        self._others: set[str] = set()

    def key_of(self, handle: str, command_id: str) -> str:
        """What a receipt is known by."""
        return "" if self._seal is None else self._seal.receipt(handle, command_id)

    def remember(self, handle: str, digests: tuple[bytes, ...]) -> None:
        """Votes of this participant that came, newest first."""
        votes = self._votes.get(handle, b"")
        for one in reversed(digests):
            if not votes or _find(votes, one) < 0:
                votes += one
        if len(votes) > REMEMBERED * DIGEST_BYTES:
            votes = votes[-REMEMBERED * DIGEST_BYTES :]
        self._votes[handle] = votes

    def remember_others(self, keys: Iterable[str]) -> None:
        """Commands that were kept and are no votes."""
        self._others.update(keys)

    def remember_other(self, handle: str, key: str) -> None:
        """The same of one that this participant sends just now."""
        self._asking.add(handle)
        self._others.add(key)

    def forget_other(self, key: str) -> None:
        """Its id is free again."""
        self._others.discard(key)

    def is_other(self, key: str) -> bool:
        """Whether that id is of a command that is no vote."""
        return key in self._others

    def has_come(self, handle: str, vote: Vote, told: bytes) -> bool:
        """Whether this vote came; `told` is its digest. Raises Rejected `id_reused` if something
        else came with its id."""
        known = self._with_id_of(handle, told)
        if known is not None and known != told:
            raise Rejected("id_reused")
        may_be_other = handle in self._asked or handle in self._asking
        if known is None and may_be_other and self.key_of(handle, vote.id) in self._others:
            raise Rejected("id_reused")
        return known is not None

    def has_come_otherwise(self, handle: str, told: bytes) -> bool:
        """Whether another vote came with the id of this one."""
        return self._with_id_of(handle, told) not in (None, told)

    def _with_id_of(self, handle: str, told: bytes) -> bytes | None:
        """The digest of the vote that came with this id, whatever it asked for."""
        votes = self._votes.get(handle)
        if votes is None:
            return None
        at = _find(votes, told[:ID_BYTES])
        return votes[at : at + DIGEST_BYTES] if at >= 0 else None

    def has_voted_with(self, handle: str, command_id: str) -> bool:
        """Whether a vote came with this id."""
        return _find(self._votes.get(handle, b""), id_digest(command_id)) >= 0


def _find(digests: bytes, begin: bytes) -> int:
    """Where the digest that begins so stands among these; -1 if none does."""
    at = digests.find(begin)
    while at > 0 and at % DIGEST_BYTES:
        at = digests.find(begin, at + 1)
    return at
