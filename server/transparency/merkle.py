"""The Merkle tree of RFC 6962, section 2.1, with its two kinds of proof. Pure.

A leaf is SHA-256(0 ‖ data), a node SHA-256(1 ‖ left ‖ right), the empty tree SHA-256 of nothing;
a tree of n leaves splits at the largest power of two below n. Verifying follows RFC 9162, 2.1.3.2
and 2.1.4.2. All hashes are 32 bytes.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """What stands for one entry in the tree."""
    return sha256(b"\0" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Tree:
    """Grows by one leaf at a time, at the cost of one hash on average, and holds 64 bytes a leaf.
    What it says of an earlier size it says of the tree as it was then."""

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]  # of whole subtrees: 2^level leaves each
        for entry in entries:
            self.append(leaf_hash(entry))

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """One more, by its `leaf_hash`."""
        self._levels[0].append(leaf)
        for level, hashes in enumerate(self._levels):
            if len(hashes) % 2:
                return
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(_node(hashes[-2], hashes[-1]))

    def root(self, size: int | None = None) -> bytes:
        """Of the first `size` leaves, of all if None. Raises ValueError past the end."""
        return self._hash(0, self._within(self.size if size is None else size))

    def begins_with(self, size: int, root: bytes) -> bool:
        """Whether there was a moment at which it had this size and this root."""
        return 0 <= size <= self.size and self.root(size) == root

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof that the leaf `index` (from 0) is in the tree of `size`. Raises ValueError
        where it is not."""
        size = self._within(self.size if size is None else size)
        if not 0 <= index < size:
            raise ValueError("no such leaf")
        proof: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, before: int, size: int | None = None) -> list[bytes]:
        """The proof that the tree of `before` leaves is how that of `size` begins; empty where
        one of the two says nothing of the other. Raises ValueError past the end."""
        size = self._within(self.size if size is None else size)
        if not 0 <= before <= size:
            raise ValueError("no such tree")
        if before in (0, size):
            return []
        proof: list[bytes] = []
        start, end, known = 0, size, True  # whether whoever verifies has the hash of what is left
        while before != end:
            middle = start + _split(end - start)
            if before <= middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start, known = middle, False
        if not known:
            proof.append(self._hash(start, end))
        return proof[::-1]

    def _within(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ValueError("no such tree")
        return size

    def _hash(self, start: int, end: int) -> bytes:
        """Of the leaves from `start`, where a subtree can begin, to before `end`."""
        if start == end:
            return EMPTY
        parts: list[bytes] = []
        while start < end:
            level = (end - start).bit_length() - 1
            parts.append(self._levels[level][start >> level])
            start += 1 << level
        whole = parts.pop()
        while parts:
            whole = _node(parts.pop(), whole)
        return whole


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof shows that the leaf (its `leaf_hash`) is the one of this index in the tree
    of this size and root."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    found, last = leaf, size - 1
    for step in proof:
        if last == 0:
            return False
        if index % 2 or index == last:
            found = _node(step, found)
            while not index % 2 and index:
                index >>= 1
                last >>= 1
        else:
            found = _node(found, step)
        index >>= 1
        last >>= 1
    return last == 0 and found == root


def verify_consistency(
    before: int, size: int, proof: Sequence[bytes], root_before: bytes, root: bytes
) -> bool:
    """Whether the proof shows that the tree of `size` begins with the one of `before`, which has at
    least one leaf: of an empty one nothing can be shown."""
    if not 0 < before <= size or not _are_hashes(root_before, root, *proof):
        return False
    if before == size:
        return not proof and root_before == root
    steps = [root_before, *proof] if before & (before - 1) == 0 else list(proof)
    if not steps:
        return False
    index, last = before - 1, size - 1
    while index % 2:
        index >>= 1
        last >>= 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if index % 2 or index == last:
            old, new = _node(step, old), _node(step, new)
            while not index % 2 and index:
                index >>= 1
                last >>= 1
        else:
            new = _node(new, step)
        index >>= 1
        last >>= 1
    return last == 0 and old == root_before and new == root


def _split(size: int) -> int:
    """The largest power of two below the size, which is more than 1."""
    return 1 << (size - 1).bit_length() - 1


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(one) == HASH_BYTES for one in hashes)
