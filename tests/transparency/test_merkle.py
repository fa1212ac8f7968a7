"""The tree against RFC 6962's own words, written down once more, for every size up to 65."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from server.transparency.merkle import (
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

AT_MOST = 65
ENTRIES = [f"entry {number}".encode() for number in range(AT_MOST)]


def mth(entries: Sequence[bytes]) -> bytes:
    """2.1: the Merkle tree hash."""
    if len(entries) < 2:
        return sha256(b"\0" + entries[0] if entries else b"").digest()
    k = split(len(entries))
    return sha256(b"\1" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """2.1.1: the audit path."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m: int, entries: Sequence[bytes], whole: bool) -> list[bytes]:
    """2.1.2: the consistency proof."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def split(size: int) -> int:
    k = 1
    while 2 * k < size:
        k *= 2
    return k


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree(ENTRIES)


@pytest.mark.parametrize("size", range(AT_MOST + 1))
def test_the_root_of_every_size_is_the_rfcs(tree: Tree, size: int) -> None:
    assert tree.root(size) == Tree(ENTRIES[:size]).root() == mth(ENTRIES[:size])


@pytest.mark.parametrize("size", range(1, AT_MOST + 1))
def test_every_leaf_is_proven_by_the_rfcs_path_and_nothing_else_is(tree: Tree, size: int) -> None:
    root = tree.root(size)
    for index in range(size):
        proof = tree.inclusion(index, size)
        leaf = leaf_hash(ENTRIES[index])
        assert proof == path(index, ENTRIES[:size])
        assert verify_inclusion(leaf, index, size, proof, root)
        assert not verify_inclusion(leaf, index, size, [*proof, root], root)
        assert not verify_inclusion(leaf, index, size, proof[:-1], root) or not proof
        assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
        assert not verify_inclusion(leaf, index, size, proof, leaf) or size == 1


@pytest.mark.parametrize("size", range(1, AT_MOST + 1))
def test_every_earlier_tree_is_proven_by_the_rfcs_path_and_no_other_is(
    tree: Tree, size: int
) -> None:
    root = tree.root(size)
    for before in range(1, size + 1):
        proof = tree.consistency(before, size)
        assert proof == subproof(before, ENTRIES[:size], True)
        assert verify_consistency(before, size, proof, tree.root(before), root)
        assert not verify_consistency(before, size, [*proof, root], tree.root(before), root)
        if before < size:
            assert not verify_consistency(before, size, proof, root, root)
            assert not verify_consistency(before, size, proof[:-1], tree.root(before), root)
            assert not verify_consistency(before + 1, size, proof, tree.root(before), root)


def test_what_is_not_there_is_not_proven(tree: Tree) -> None:
    for asked in (
        lambda: tree.root(AT_MOST + 1),
        lambda: tree.root(-1),
        lambda: tree.inclusion(5, 5),
        lambda: tree.inclusion(-1, 5),
        lambda: tree.inclusion(0, AT_MOST + 1),
        lambda: tree.consistency(6, 5),
        lambda: tree.consistency(-1, 5),
    ):
        with pytest.raises(ValueError, match="no such"):
            asked()


def test_hashes_of_another_length_prove_nothing(tree: Tree) -> None:
    proof, root = tree.inclusion(2, 7), tree.root(7)
    assert not verify_inclusion(leaf_hash(ENTRIES[2]), 2, 7, [proof[0][:31], *proof[1:]], root)
    assert not verify_consistency(3, 7, tree.consistency(3, 7), tree.root(3), root[:31])
    assert not verify_consistency(0, 7, [], tree.root(0), root)
