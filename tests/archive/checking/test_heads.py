"""Heads and signatures, as the checker verifies them with nothing but Python."""

import random

import pytest

from server.archive.checking.ed25519 import ORDER, is_signed
from server.archive.checking.heads import root_of
from server.archive.checking.main import check
from server.transparency.merkle import Tree
from server.transparency.vkeys import SigningKey
from tests.archive.evenings import complete_evening
from tests.archive.made import HOUSE, KEY, KEYS, VKEY, WITNESS_VKEY, Json, archive_of


@pytest.fixture(scope="module")
def archive() -> Json:
    return archive_of(complete_evening())


def test_the_root_is_that_of_the_log() -> None:
    for size in range(70):
        leaves = [bytes([number]) * number for number in range(size)]
        assert root_of(leaves) == Tree(leaves).root()


def test_signatures_are_taken_as_the_library_takes_them() -> None:
    chance = random.Random(8032)
    for _ in range(10):
        key, message = SigningKey(chance.randbytes(32)), chance.randbytes(chance.randrange(80))
        public, signature = key.vkey("any").key, key.sign(message)
        assert is_signed(public, message, signature)
        assert not is_signed(public, message + b".", signature)
        more = int.from_bytes(signature[32:], "little") + ORDER
        assert not is_signed(public, message, signature[:32] + more.to_bytes(32, "little"))
        assert not is_signed(public, message, signature[:-1])
        assert not is_signed(SigningKey(bytes(32)).vkey("any").key, message, signature)


def test_by_whom_it_was_signed_is_said(archive: Json) -> None:
    report = check(archive, KEYS)

    assert report.wrong == []
    assert [one.split()[2] for one in report.proved if one.startswith("signed by")] == [
        *("debates.example.org/debate/482915", "witness.example.org"),
    ]


@pytest.mark.parametrize("name", ["", "/log", "/debate/482915"])
def test_the_key_of_a_house_is_one_for_all_its_logs(archive: Json, name: str) -> None:
    assert check(archive, (str(KEY.vkey(HOUSE + name)),)).wrong == []
    assert check(archive, (str(KEY.vkey("another.example.org" + name)),)).wrong


def test_a_witness_that_is_not_known_is_no_proof_and_no_mistake(archive: Json) -> None:
    report = check(archive, (VKEY,))

    assert report.wrong == []
    assert any("witness.example.org" in one for one in report.cannot)


def test_a_key_that_came_with_the_archive_is_to_be_compared(archive: Json) -> None:
    report = check(archive, policy=(VKEY,))

    assert report.wrong == []
    assert not any("signed by" in one for one in report.proved)
    assert any(VKEY[-44:] in one and "came with" in one for one in report.cannot)


@pytest.mark.parametrize("key", ["", "a+b+c", VKEY[:-4] + "AAA=", VKEY.replace("debates", "house")])
def test_what_is_no_key_is_refused(archive: Json, key: str) -> None:
    assert check(archive, (key,)).wrong


def test_a_key_that_did_not_sign_is_named(archive: Json) -> None:
    other = str(SigningKey(bytes(31) + b"1").vkey("debates.example.org"))

    assert any("not signed by" in one for one in check(archive, (other,)).wrong)
    assert check(archive, (VKEY, WITNESS_VKEY, other)).wrong


def test_no_checkpoint_proves_no_lines(archive: Json) -> None:
    unsigned = {name: part for name, part in archive.items() if name != "checkpoint"}

    assert check(unsigned, KEYS).wrong
    report = check(unsigned)
    assert report.wrong == []
    assert any("nobody signed their head" in one for one in report.cannot)
