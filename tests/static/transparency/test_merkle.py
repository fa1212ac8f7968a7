"""What the pages' scripts say of a tree and its proofs is what the server says."""

import json
from typing import Any

import pytest

from server.transparency.merkle import Tree, leaf_hash
from tests.static.modules import evaluate
from tests.transparency import test_vectors as vectors
from tests.transparency.test_merkle import AT_MOST, ENTRIES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

TREE = Tree(ENTRIES)
VERIFY = """async (cases) => {
  const { fromHex } = await import("/transparency/bytes.js")
  const { verifyConsistency, verifyInclusion } = await import("/transparency/merkle.js")
  return JSON.parse(cases).map(([kind, one, other, size, proof, root]) => kind === "inclusion"
    ? verifyInclusion(fromHex(one), other, size, proof.map(fromHex), fromHex(root))
    : verifyConsistency(other, size, proof.map(fromHex), fromHex(one), fromHex(root)))
}"""

Case = tuple[str, str, int, int, list[str], str]


def inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> Case:
    return ("inclusion", leaf.hex(), index, size, [step.hex() for step in proof], root.hex())


def consistency(then: bytes, before: int, size: int, proof: list[bytes], root: bytes) -> Case:
    return ("consistency", then.hex(), before, size, [step.hex() for step in proof], root.hex())


async def verified(cases: list[Case]) -> list[bool]:
    found: list[Any] = await evaluate(VERIFY, json.dumps(cases))
    return found


async def test_the_root_of_every_size_is_the_servers() -> None:
    roots = await evaluate(
        """async (entries) => {
             const { toHex, utf8 } = await import("/transparency/bytes.js")
             const { leafHash, root } = await import("/transparency/merkle.js")
             const leaves = entries.map((entry) => leafHash(utf8(entry)))
             const sizes = [...leaves.keys(), leaves.length]
             return sizes.map((size) => toHex(root(leaves.slice(0, size))))
           }""",
        [entry.decode() for entry in ENTRIES],
    )

    assert roots == [TREE.root(size).hex() for size in range(AT_MOST + 1)]


async def test_every_leaf_is_proven_in_every_tree_and_no_other_is() -> None:
    good: list[Case] = []
    bad: list[Case] = []
    for size in range(1, AT_MOST + 1):
        root = TREE.root(size)
        for index in range(size):
            leaf, proof = leaf_hash(ENTRIES[index]), TREE.inclusion(index, size)
            good.append(inclusion(leaf, index, size, proof, root))
            bad.append(inclusion(leaf, index, size, [*proof, root], root))
            bad.append(inclusion(leaf_hash(b"another"), index, size, proof, root))
            bad.append(inclusion(leaf, size, size, proof, root))
            if proof:
                bad.append(inclusion(leaf, index, size, proof[:-1], root))
                bad.append(inclusion(leaf, index ^ 1, size, proof, root))

    assert set(await verified(good)) == {True}
    assert set(await verified(bad)) == {False}


async def test_every_earlier_tree_is_proven_and_no_other_is() -> None:
    good: list[Case] = []
    bad: list[Case] = []
    for size in range(1, AT_MOST + 1):
        root = TREE.root(size)
        for before in range(1, size + 1):
            then, proof = TREE.root(before), TREE.consistency(before, size)
            good.append(consistency(then, before, size, proof, root))
            bad.append(consistency(then, before, size, [*proof, root], root))
            bad.append(consistency(leaf_hash(b"another"), before, size, proof, root))
            if before < size:
                bad.append(consistency(root, before, size, proof, root))
                bad.append(consistency(then, before, size, proof[:-1], root))
                bad.append(consistency(then, before + 1, size, proof, root))

    assert set(await verified(good)) == {True}
    assert set(await verified(bad)) == {False}


async def test_sizes_and_hashes_that_cannot_be_prove_nothing() -> None:
    leaf, root = leaf_hash(ENTRIES[2]), TREE.root(7)
    proof, steps = TREE.inclusion(2, 7), TREE.consistency(3, 7)

    assert set(
        await verified(
            [
                inclusion(leaf, -1, 7, proof, root),
                inclusion(leaf, 2, 7, [proof[0][:31], *proof[1:]], root),
                inclusion(leaf[:31], 2, 7, proof, root),
                consistency(TREE.root(0), 0, 7, [], root),
                consistency(root, 8, 7, [], root),
                consistency(TREE.root(3), 3, 7, steps, root[:31]),
                consistency(TREE.root(3), 3, 7, [], root),
            ]
        )
    ) == {False}


async def test_what_others_published_is_proven_and_what_they_spoilt_is_not() -> None:
    good = [
        *(inclusion(*one) for one in vectors.inclusions()),
        *(in_order(one) for one in vectors.consistencies()),
    ]
    bad = [
        *(
            inclusion(*spoilt)
            for one in vectors.inclusions()
            for spoilt in vectors.spoilt_inclusions(one).values()
        ),
        *(
            in_order(spoilt)
            for one in vectors.consistencies()
            if one.proof
            for spoilt in vectors.spoilt_consistencies(one).values()
        ),
    ]

    assert len(good) >= 10 and len(bad) > 100
    assert set(await verified(good)) == {True}
    assert set(await verified(bad)) == {False}


def in_order(one: vectors.Consistency) -> Case:
    return consistency(one.root_before, one.before, one.size, one.proof, one.root)
