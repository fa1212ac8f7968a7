"""That an entry is in a log, in one small file that needs no connection to be verified (C2SP
tlog-proof, `c2sp.org/tlog-proof@v1`). Pure.
"""

from msgspec import Struct

from server.transparency.base64s import decoded, encoded
from server.transparency.checkpoints import Checkpoint, parse_hash, parse_size
from server.transparency.merkle import leaf_hash, verify_inclusion
from server.transparency.notes import BYTES_AT_MOST, BadNote
from server.transparency.policy import Policy

_FIRST = "c2sp.org/tlog-proof@v1"
HASHES_AT_MOST = 63


class Proof(Struct, frozen=True, kw_only=True):
    """`index`: of the entry, from 0; `hashes`: from the leaf's sibling to the root's child;
    `checkpoint`: the whole signed note. `extra` goes with it and is not proven."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None

    def __str__(self) -> str:
        lines = [_FIRST]
        if self.extra is not None:
            lines.append(f"extra {encoded(self.extra)}")
        lines += [f"index {self.index}", *map(encoded, self.hashes), "", self.checkpoint]
        return "\n".join(lines)

    @classmethod
    def parse(cls, file: bytes) -> "Proof":
        """Raises BadNote for what `str` does not write."""
        if len(file) > 2 * BYTES_AT_MOST:
            raise BadNote("too long")
        try:
            proof, between, checkpoint = file.decode().partition("\n\n")
            first, *lines = proof.split("\n")
            extra = None
            if lines and lines[0].startswith("extra "):
                extra = decoded(lines.pop(0).removeprefix("extra "))
        except ValueError as error:
            raise BadNote("not a proof") from error
        if first != _FIRST or not between or not lines or not lines[0].startswith("index "):
            raise BadNote("not a proof")
        if len(lines) > 1 + HASHES_AT_MOST:
            raise BadNote("too long")
        return cls(
            index=parse_size(lines[0].removeprefix("index ")),
            hashes=tuple(map(parse_hash, lines[1:])),
            checkpoint=checkpoint,
            extra=extra,
        )

    def verify(self, entry: bytes, policy: Policy) -> Checkpoint:
        """The head under which the entry stands. Raises BadNote if the policy does not trust it, or
        the entry is not the one of this index."""
        head = policy.open(self.checkpoint.encode())
        leaf = leaf_hash(entry)
        if not verify_inclusion(leaf, self.index, head.size, self.hashes, head.root):
            raise BadNote("the entry is not in this log")
        return head
