"""Proofs that others published, and every way in which they spoil them: those of
transparency-dev/merkle, whose testdata are these proofs and these ways, named as there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from server.transparency.merkle import (
    EMPTY,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

FILE = json.loads((Path(__file__).parent / "vectors" / "merkle.json").read_text())
ROOTS = [bytes.fromhex(root) for root in FILE["roots"]]
LEAVES = [leaf_hash(bytes.fromhex(leaf)) for leaf in FILE["leaves"]]
SOME_HASH = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")


class Inclusion(NamedTuple):
    """What `verify_inclusion` is asked."""

    leaf: bytes
    at: int
    size: int
    proof: list[bytes]
    root: bytes


class Consistency(NamedTuple):
    """What `verify_consistency` is asked."""

    before: int
    size: int
    proof: list[bytes]
    root_before: bytes
    root: bytes


def proof_of(vector: dict[str, Any]) -> list[bytes]:
    return [bytes.fromhex(one) for one in vector["proof"]]


def inclusions() -> Iterator[Inclusion]:
    for vector in FILE["inclusion"]:
        leaf, size = vector["leaf"] - 1, vector["size"]  # there from 1
        yield Inclusion(LEAVES[leaf], leaf, size, proof_of(vector), ROOTS[size - 1])


def consistencies() -> Iterator[Consistency]:
    for vector in FILE["consistency"]:
        before, size = vector["before"], vector["size"]
        yield Consistency(before, size, proof_of(vector), ROOTS[before - 1], ROOTS[size - 1])


def flipped(proof: list[bytes], index: int, bit: int) -> list[bytes]:
    wrong = bytes([proof[index][0] ^ bit]) + proof[index][1:]
    return [*proof[:index], wrong, *proof[index + 1 :]]


def spoilt_inclusions(good: Inclusion) -> dict[str, Inclusion]:
    proof = good.proof
    spoilt = {
        "leafIndex - 1": good._replace(at=good.at - 1),
        "leafIndex + 1": good._replace(at=good.at + 1),
        "leafIndex ^ 2": good._replace(at=good.at ^ 2),
        "treeSize * 2": good._replace(size=good.size * 2),
        "treeSize / 2": good._replace(size=good.size // 2),
        "wrong leaf": good._replace(leaf=b"WrongLeaf"),
        "empty root": good._replace(root=EMPTY),
        "random root": good._replace(root=SOME_HASH),
        "trailing garbage": good._replace(proof=[*proof, b""]),
        "trailing root": good._replace(proof=[*proof, good.root]),
        "preceding garbage": good._replace(proof=[b"", *proof]),
        "preceding root": good._replace(proof=[good.root, *proof]),
    }
    for index in range(len(proof)):
        spoilt[f"modified proof[{index}] bit 3"] = good._replace(proof=flipped(proof, index, 8))
    if proof:
        spoilt["removed component"] = good._replace(proof=proof[:-1])
    if len(proof) > 1:
        spoilt["inserted component"] = good._replace(proof=[proof[0], SOME_HASH, *proof[1:]])
    return spoilt


def spoilt_consistencies(good: Consistency) -> dict[str, Consistency]:
    proof = good.proof
    spoilt = {
        "size1 - 1": good._replace(before=good.before - 1),
        "size1 + 1": good._replace(before=good.before + 1),
        "size1 ^ 2": good._replace(before=good.before ^ 2),
        "size2 * 2": good._replace(size=good.size * 2),
        "size2 / 2": good._replace(size=good.size // 2),
        "wrong root1": good._replace(root_before=b"WrongRoot"),
        "wrong root2": good._replace(root=b"WrongRoot"),
        "swapped roots": good._replace(root_before=good.root, root=good.root_before),
        "empty proof": good._replace(proof=[]),
        "trailing garbage": good._replace(proof=[*proof, b""]),
        "trailing root1": good._replace(proof=[*proof, good.root_before]),
        "trailing root2": good._replace(proof=[*proof, good.root]),
        "preceding garbage": good._replace(proof=[b"", *proof]),
        "preceding root1": good._replace(proof=[good.root_before, *proof]),
        "preceding root2": good._replace(proof=[good.root, *proof]),
        "preceding proof[0]": good._replace(proof=[proof[0], *proof]),
        "truncated proof": good._replace(proof=proof[:-1]),
    }
    for index in range(len(proof)):
        spoilt[f"modified proof[{index}] bit 4"] = good._replace(proof=flipped(proof, index, 16))
    return spoilt


def test_the_tree_of_their_leaves_has_their_roots() -> None:
    tree = Tree(bytes.fromhex(leaf) for leaf in FILE["leaves"])
    assert [tree.root(size + 1) for size in range(len(ROOTS))] == ROOTS


def test_the_tree_of_their_leaves_makes_their_proofs() -> None:
    tree = Tree(bytes.fromhex(leaf) for leaf in FILE["leaves"])
    for one in inclusions():
        assert tree.inclusion(one.at, one.size) == one.proof
    for other in consistencies():
        assert tree.consistency(other.before, other.size) == other.proof


def test_their_proofs_are_proofs() -> None:
    assert all(verify_inclusion(*one) for one in inclusions())
    assert all(verify_consistency(*one) for one in consistencies())


@pytest.mark.parametrize("good", list(inclusions()))
def test_no_spoilt_proof_that_something_is_in_a_tree_is_taken(good: Inclusion) -> None:
    taken = [name for name, one in spoilt_inclusions(good).items() if verify_inclusion(*one)]
    assert taken == []


@pytest.mark.parametrize("good", [one for one in consistencies() if one.proof])
def test_no_spoilt_proof_that_a_tree_has_grown_is_taken(good: Consistency) -> None:
    taken = [name for name, one in spoilt_consistencies(good).items() if verify_consistency(*one)]
    assert taken == []


@pytest.mark.parametrize(
    ("size", "leaf", "root"),
    [(0, SOME_HASH, EMPTY), (1, EMPTY[:0], ROOTS[0]), (1, ROOTS[0], b""), (1, b"", b"")],
)
def test_nothing_is_in_an_empty_tree_nor_proven_by_an_empty_hash(
    size: int, leaf: bytes, root: bytes
) -> None:
    assert not verify_inclusion(leaf, 0, size, [], root)
    assert verify_inclusion(ROOTS[0], 0, 1, [], ROOTS[0])
