"""The key that signs: one for all processes of the house, and never two heads that disagree."""

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.store import Keys, Unavailable
from server.store.debates import ORPHAN_S
from server.store.secrecy.signing import ENDED, FOLDER, Signing, Unfaithful, _Kept
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.merkle import Tree
from server.transparency.rotation import key_after

SECRET = "a secret of the tests"
LINES = [f"line {n}".encode() for n in range(9)]


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return Signing(tmp_path, SECRET, "https://debates.example.org")


def test_the_house_is_called_as_its_address_was_when_its_key_was_made(tmp_path: Path) -> None:
    made = Signing(tmp_path, SECRET, "https://debates.example.org:8443").own()
    assert made.name == "debates.example.org:8443"
    assert made.debate("482915") == "debates.example.org:8443/debate/482915"
    moved = Signing(tmp_path, SECRET, "https://elsewhere.example.org").own()
    assert (moved.name, moved.key.sign(b"")) == (made.name, made.key.sign(b""))


def test_a_house_without_an_address_has_a_name_that_nobody_else_has(tmp_path: Path) -> None:
    names = {Signing(tmp_path / str(n), SECRET).own().name for n in range(5)}
    assert len(names) == 5
    assert all(name.startswith("tribina-") and name.endswith(".invalid") for name in names)


def test_processes_that_begin_together_have_one_key(tmp_path: Path) -> None:
    houses = [Signing(tmp_path, SECRET) for _ in range(20)]
    with ThreadPoolExecutor(20) as threads:
        made = list(threads.map(lambda house: house.own(), houses))
    assert len({(one.name, one.key.sign(b"")) for one in made}) == 1


def test_only_its_owner_can_read_the_file_and_only_the_house_the_key(
    signing: Signing, tmp_path: Path
) -> None:
    signing.sign(signing.own().log, Tree(LINES))
    folder = tmp_path / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    with pytest.raises(Unavailable, match="secret"):
        Signing(tmp_path, "another secret").own()


def test_no_key_of_a_debate_is_taken_for_it(signing: Signing, tmp_path: Path) -> None:
    signing.own()
    old = time.time() - 2 * ORPHAN_S
    os.utime(tmp_path / FOLDER, (old, old))
    assert Keys(tmp_path, SECRET).ages() == {}


def test_a_head_is_signed_under_the_name_of_its_log(signing: Signing) -> None:
    own, tree = signing.own(), Tree(LINES)
    note = signing.sign(own.debate("482915"), tree)
    vkey = own.key.vkey(own.debate("482915"))
    head, _ = open_checkpoint(str(note).encode(), [vkey])
    assert head == Checkpoint(own.debate("482915"), 9, tree.root())


def test_a_log_that_grows_is_signed_again_and_so_is_one_that_stays(signing: Signing) -> None:
    for size in (1, 4, 4, 9):
        signing.sign("log", Tree(LINES[:size]))


@pytest.mark.parametrize(
    "lines",
    [LINES[:4], [], [b"another", *LINES[1:]], [*LINES[:4], b"another", *LINES[5:], b"more"]],
    ids=["shorter", "empty", "another first", "rewritten and longer"],
)
def test_what_does_not_begin_with_what_was_signed_is_never_signed(
    signing: Signing, tmp_path: Path, lines: list[bytes]
) -> None:
    signing.sign("log", Tree(LINES[:5]))
    for house in (signing, Signing(tmp_path, SECRET)):
        with pytest.raises(Unfaithful):
            house.sign("log", Tree(lines))
    signing.sign("log", Tree(LINES))


def test_of_the_logs_of_a_debate_that_is_gone_it_is_known_that_there_were_some_and_no_more(
    signing: Signing, tmp_path: Path
) -> None:
    own, tree = signing.own(), Tree(LINES)
    for number in (1, 2):
        signing.sign(own.debate("482915", number), tree)
    signing.sign(own.debate("482916"), tree)

    for _ in range(2):
        signing.end("482915")

    for number in (1, 2):
        assert signing.last_head(own.debate("482915", number)) == ENDED
        for lines in (LINES, LINES[:2], [*LINES, b"more"]):
            with pytest.raises(Unfaithful):
                signing.sign(own.debate("482915", number), Tree(lines))
    heads = [file.read_bytes() for file in (tmp_path / FOLDER).glob("head-*")]
    assert len(heads) == 3 and not any(b"482915" in head for head in heads)
    assert signing.last_head(own.debate("482916")) is not None
    assert signing.last_head(own.debate("482917")) is None


def test_logs_do_not_stand_in_each_others_way(signing: Signing) -> None:
    tree = Tree(LINES)
    signing.sign("log", tree)
    assert signing.last_head("log") == Checkpoint("log", tree.size, tree.root())
    assert signing.last_head("another") is None
    signing.sign("another", Tree(LINES[:2]))


def test_of_two_heads_at_once_the_longer_one_stays(signing: Signing, tmp_path: Path) -> None:
    def sign(size: int) -> bool:
        try:
            Signing(tmp_path, SECRET).sign("log", Tree(LINES[:size]))
        except Unfaithful:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        signed = list(threads.map(sign, [9, 1, 5, 2, 9, 7, 3, 8] * 4))
    assert any(signed)
    with pytest.raises(Unfaithful):
        signing.sign("log", Tree(LINES[:8]))


def test_a_new_key_is_announced_by_both_and_taken_by_all(signing: Signing, tmp_path: Path) -> None:
    other_process, before = Signing(tmp_path, SECRET), signing.own()
    assert other_process.own().key.sign(b"") == before.key.sign(b"")
    next_ = signing.next_key()
    signing.take(next_)
    now = other_process.own()
    assert now.name == before.name and now.key.sign(b"") != before.key.sign(b"")
    announcement = str(next_.announcement).encode()
    assert key_after(announcement, before.key.vkey(before.name)) == now.key.vkey(now.name)


def test_a_key_that_was_announced_is_the_one_that_is_taken(
    signing: Signing, tmp_path: Path
) -> None:
    """Also where the program that announced it ended before it took it; and it is taken once."""
    announced = signing.next_key()
    again = Signing(tmp_path, SECRET).next_key()
    assert str(again.announcement) == str(announced.announcement)
    signing.take(again)
    assert signing.own().key.public == announced.key.public
    assert signing.next_key().key.public != announced.key.public


def test_no_seed_is_written_into_a_log(signing: Signing) -> None:
    kept = _Kept("house.example", b"an unguessable seed of 32 bytes.")
    assert "unguessable" not in repr(kept)
    assert "seed" not in repr(signing.next_key())


def test_a_folder_that_cannot_be_used_is_trouble_and_no_new_key(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(Unavailable):
        Signing(tmp_path, SECRET).own()
