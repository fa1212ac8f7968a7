"""What a witness answers: every status of tlog-witness, and never two logs under one name."""

import pytest

from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import EMPTY, Tree
from server.transparency.notes import BadNote, sign
from server.transparency.vkeys import SigningKey
from server.transparency.witnessing import Asked, Verdict, judge

LOG = SigningKey(bytes(32))
ORIGIN = "house.example/log"
TRUSTED = (LOG.vkey(ORIGIN),)
TREE = Tree(f"line {n}".encode() for n in range(20))
FORK = Tree([f"line {n}".encode() for n in range(6)] + [b"another"] * 14)


def head(size: int, tree: Tree = TREE) -> Checkpoint:
    return Checkpoint(ORIGIN, size, tree.root(size))


def asked(old: int, size: int, tree: Tree = TREE, key: SigningKey = LOG) -> Asked:
    note = str(sign(head(size, tree).text, key, ORIGIN)).encode()
    proof = tuple(tree.consistency(min(old, size), size))
    return Asked.parse(bytes(Asked(old=old, proof=proof, note=note, origin=ORIGIN)))


def test_a_log_that_grows_is_cosigned_from_nothing_to_the_last_entry() -> None:
    latest: Checkpoint | None = None
    for size in (0, 1, 2, 7, 7, 8, 20):
        verdict = judge(asked(0 if latest is None else latest.size, size), TRUSTED, latest)
        assert verdict.status == 200
        assert verdict.note is not None
        latest = Checkpoint.parse(verdict.note.text)
    assert latest == head(20)


def test_what_is_kept_is_signed_by_the_log_alone() -> None:
    note = sign(head(7).text, LOG, ORIGIN)
    with_stranger = str(note) + "\u2014 stranger.example AAAAAAA=\n"
    body = Asked(old=0, proof=(), note=with_stranger.encode(), origin=ORIGIN)
    assert judge(body, TRUSTED, None) == Verdict(status=200, note=note)


def test_a_log_that_is_not_known_is_not_found() -> None:
    assert judge(asked(0, 7), (), None) == Verdict(status=404)


def test_another_key_is_forbidden() -> None:
    assert judge(asked(0, 7, key=SigningKey(bytes([1]) * 32)), TRUSTED, None).status == 403


def test_a_size_behind_the_head_is_a_mistake() -> None:
    assert judge(asked(9, 7), TRUSTED, head(7)).status == 400


@pytest.mark.parametrize("old", [0, 6, 8])
def test_who_does_not_know_what_was_cosigned_last_is_told(old: int) -> None:
    assert judge(asked(old, 12), TRUSTED, head(7)) == Verdict(status=409, size=7)


def test_a_smaller_head_is_never_cosigned_again() -> None:
    assert judge(asked(5, 5), TRUSTED, head(7)) == Verdict(status=409, size=7)


def test_another_head_of_the_same_size_is_a_fork() -> None:
    assert judge(asked(8, 8, FORK), TRUSTED, head(8)) == Verdict(status=409, forked=True)


def test_a_log_that_was_rewritten_cannot_be_shown_to_follow() -> None:
    assert judge(asked(8, 12, FORK), TRUSTED, head(8)) == Verdict(status=422, forked=True)


def test_a_proof_where_none_is_needed_is_wrong() -> None:
    for old, size, latest in ((0, 7, None), (7, 7, head(7))):
        good = asked(old, size)
        spoilt = Asked(old=old, proof=(EMPTY,), note=good.note, origin=ORIGIN)
        assert judge(spoilt, TRUSTED, latest).status == 422


def test_an_empty_log_has_the_root_of_nothing() -> None:
    note = str(sign(Checkpoint(ORIGIN, 0, TREE.root(1)).text, LOG, ORIGIN)).encode()
    assert judge(Asked(old=0, proof=(), note=note, origin=ORIGIN), TRUSTED, None).status == 409


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"old 7", b"old 07"),
        (b"old 7", b"old -7"),
        (b"old 7", b"7"),
        (b"old 7", b"old 7 "),
        (b"old 7\n", b"old 7\nAAAA\n"),
        (b"old 7\n", b"old 7\n\xff\n"),
        (b"old 7\n", b"old 7\n" + (b"A" * 43 + b"=\n") * 64),
        (b"house.example/log\n12\n", b"house.example/log\n012\n"),
        (b"\n\n", b"\n"),
    ],
)
def test_what_is_no_question_is_a_mistake(old: bytes, new: bytes) -> None:
    body = bytes(asked(7, 12))
    assert old in body
    with pytest.raises(BadNote):
        Asked.parse(body.replace(old, new))
