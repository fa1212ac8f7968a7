"""Sealed handles: one way back with the key, none without, and no two rows alike."""

import pytest

from server.store import Seal
from tests.given.handles import handle

ONE, OTHER = Seal(b"k" * 32), Seal(b"o" * 32)
ANA, BESA = bytes.fromhex(handle("ana")), bytes.fromhex(handle("besa"))
QUESTIONS = [f"q{number}" for number in range(1, 200)]


def test_what_was_sealed_is_opened_again() -> None:
    blocks = b"".join((ANA, BESA)[number % 2] for number in range(len(QUESTIONS)))
    for purpose in ("ballot", "author", "command"):
        sealed = ONE.seal(purpose, QUESTIONS, blocks)
        assert ONE.open(purpose, QUESTIONS, sealed) == blocks
        assert Seal(b"k" * 32).open(purpose, QUESTIONS, sealed) == blocks
        assert OTHER.open(purpose, QUESTIONS, sealed) != blocks


def test_one_person_is_another_in_every_row() -> None:
    sealed = [
        seal.seal(purpose, [question], ANA)
        for seal in (ONE, OTHER)
        for purpose in ("ballot", "author", "command")
        for question in QUESTIONS
    ]
    assert len({*sealed, ANA}) == 2 * 3 * len(QUESTIONS) + 1


def test_two_rows_of_two_people_differ_by_nothing_that_a_third_has() -> None:
    """The tweak is no mere mask: what lies between two handles is not seen between the sealed."""
    between = [
        int.from_bytes(ONE.seal("ballot", [question], ANA))
        ^ int.from_bytes(ONE.seal("ballot", [question], BESA))
        for question in QUESTIONS
    ]
    assert len(set(between)) == len(QUESTIONS)


def test_the_same_person_is_the_same_row_of_a_question() -> None:
    assert ONE.seal("ballot", ["q1"], ANA) == ONE.seal("ballot", ["q1"], ANA)


def test_a_receipt_is_of_one_person_and_one_command() -> None:
    people, commands = (handle("ana"), handle("besa")), ("c1", "c2")
    kept = {ONE.receipt(person, command) for person in people for command in commands}
    assert len(kept) == 4 and not kept & set(people)
    assert ONE.receipt(people[0], "c1") in kept
    assert OTHER.receipt(people[0], "c1") not in kept


def test_as_many_blocks_as_questions() -> None:
    with pytest.raises(ValueError):
        ONE.seal("ballot", ["q1", "q2"], ANA)
