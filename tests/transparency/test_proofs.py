"""Proofs as files, and the policies that say whose are trusted."""

import pytest

from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote, Note, cosign, sign
from server.transparency.policy import BadPolicy, Policy
from server.transparency.proofs import Proof
from server.transparency.vkeys import COSIGNATURE, SigningKey

LOG = SigningKey(bytes(32))
WITNESSES = {name: SigningKey(bytes([n]) * 32) for n, name in enumerate(("w1", "w2", "w3"), 1)}
ORIGIN = "house.example/debate/1"
ENTRIES = [f"line {n}".encode() for n in range(11)]
TREE = Tree(ENTRIES)
HEAD = Checkpoint(ORIGIN, TREE.size, TREE.root())
LOG_LINE = f"log {LOG.vkey(ORIGIN)}\n"
POLICY = Policy.parse(LOG_LINE + "quorum none\n")


def witness_line(name: str) -> str:
    return f"witness {name} {WITNESSES[name].vkey(f'{name}.example', COSIGNATURE)}\n"


def checkpoint(*witnesses: str) -> Note:
    signed = sign(HEAD.text, LOG, ORIGIN)
    made = (cosign(HEAD.text, WITNESSES[name], f"{name}.example", 1) for name in witnesses)
    return Note(HEAD.text, (*signed.signatures, *made))


def proof(index: int, extra: bytes | None = None) -> Proof:
    hashes = tuple(TREE.inclusion(index))
    return Proof(index=index, hashes=hashes, checkpoint=str(checkpoint()), extra=extra)


@pytest.mark.parametrize("index", range(len(ENTRIES)))
def test_every_entry_is_proven_by_its_file(index: int) -> None:
    read = Proof.parse(str(proof(index, b"\0\xff")).encode())
    assert read == proof(index, b"\0\xff")
    assert read.verify(ENTRIES[index], POLICY) == HEAD


def test_a_file_says_what_the_specification_says() -> None:
    lines = str(proof(3, b"x")).split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra eA==", "index 3"]
    assert lines[3 + len(TREE.inclusion(3))] == ""
    assert str(proof(0)).split("\n")[1] == "index 0"
    assert Proof.parse(str(proof(3)).encode()).extra is None


def test_another_entry_another_place_or_another_log_is_not_proven() -> None:
    with pytest.raises(BadNote, match="not in this log"):
        proof(3).verify(b"another line", POLICY)
    moved = Proof(index=4, hashes=proof(3).hashes, checkpoint=proof(3).checkpoint)
    with pytest.raises(BadNote, match="not in this log"):
        moved.verify(ENTRIES[3], POLICY)
    other = Policy.parse(f"log {LOG.vkey('house.example/debate/2')}\nquorum none")
    with pytest.raises(BadNote):
        proof(3).verify(ENTRIES[3], other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 3", "index 03"),
        ("index 3\n", ""),
        ("index 3", "extra eA=="),
        ("index 3\n", "index 3\nAAAA\n"),
        ("index 3\n", "index 3\n" + "A" * 43 + "=\n" * 64),
        ("\n\n", "\n"),
    ],
)
def test_what_is_no_proof_is_refused(old: str, new: str) -> None:
    with pytest.raises(BadNote):
        Proof.parse(str(proof(3)).replace(old, new).encode()).verify(ENTRIES[3], POLICY)


def test_bytes_that_are_no_text_are_no_proof() -> None:
    with pytest.raises(BadNote):
        Proof.parse(b"c2sp.org/tlog-proof@v1\nindex \xff\n\n")


@pytest.mark.parametrize(
    ("rule", "enough"),
    [
        ("quorum none", []),
        ("quorum w1", ["w1"]),
        ("group all all w1 w2\nquorum all", ["w1", "w2"]),
        ("group one any w1 w2\nquorum one", ["w2"]),
        ("group two 2 w1 w2 w3\nquorum two", ["w1", "w3"]),
        ("group a any w1 w2\ngroup b all a w3\nquorum b", ["w2", "w3"]),
    ],
)
def test_as_many_witnesses_are_needed_as_the_policy_says(rule: str, enough: list[str]) -> None:
    policy = Policy.parse("# ours\n" + LOG_LINE + "".join(map(witness_line, WITNESSES)) + rule)
    assert policy.open(str(checkpoint(*enough)).encode()) == HEAD
    if enough:
        with pytest.raises(BadNote, match="not enough"):
            policy.open(str(checkpoint(*enough[1:])).encode())


def test_witnesses_without_a_log_that_is_trusted_say_nothing() -> None:
    policy = Policy.parse(witness_line("w1") + "quorum w1")
    with pytest.raises(BadNote):
        policy.open(str(checkpoint("w1")).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        LOG_LINE,
        "quorum none\nquorum none",
        "quorum w1",
        LOG_LINE + LOG_LINE + "quorum none",
        f"log {LOG.vkey('another.example')}\n" + LOG_LINE + "quorum none",
        "log nonsense\nquorum none",
        "log\nquorum none",
        f"{LOG_LINE[:-1]} https://a b\nquorum none",
        "unheard of\nquorum none",
        f"witness w1 {WITNESSES['w1'].vkey('w1.example')}\nquorum w1",
        witness_line("w1") + witness_line("w1") + "quorum w1",
        witness_line("w1").replace(" w1 ", " none ") + "quorum none",
        witness_line("w1") + "group w1 any w1\nquorum w1",
        witness_line("w1") + "group g any\nquorum g",
        witness_line("w1") + "group g 0 w1\nquorum g",
        witness_line("w1") + "group g 2 w1\nquorum g",
        witness_line("w1") + "group g any w1 w1\nquorum g",
        witness_line("w1") + "group g any none\nquorum g",
        witness_line("w1") + "group g any w2\nquorum g",
        witness_line("w1") + "group g any w1\ngroup h any w1\nquorum h",
        "group g any w1\n" + witness_line("w1") + "quorum g",
        "quorum\u00a0none",
        "quorum none\r",
        "#\n" * 1_001 + "quorum none",
    ],
)
def test_what_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(BadPolicy):
        Policy.parse(text)


def test_a_policy_may_have_addresses_tabs_and_remarks() -> None:
    text = f"\t# of ours\n\n  {LOG_LINE[:-1]}\thttps://house.example\nquorum  none \n"
    assert Policy.parse(text).open(str(checkpoint()).encode()) == HEAD
