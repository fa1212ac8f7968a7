"""What proves that this house wrote a row of the ballots."""

from pathlib import Path
from typing import Any

import pytest

from server.store import Keys
from server.store.secrecy.proofs import LineRow, Proofs
from tests.given.handles import handle

ROW = ("q1", handle("ana"), True, "ab" * 48)
PROOFS = Proofs(bytes(32))


@pytest.mark.parametrize(
    "other",
    [
        ("482915", ("q2", *ROW[1:])),
        ("482915", ("q1", handle("besa"), *ROW[2:])),
        ("482915", (*ROW[:2], False, ROW[3])),
        ("482915", (*ROW[:3], "cd" * 16)),
        ("482916", ROW),
    ],
)
def test_a_proof_is_of_all_that_the_row_says(
    other: tuple[str, tuple[str, str, bool, str]],
) -> None:
    (proof,) = PROOFS.of_ballots("482915", [ROW])
    assert len(proof) == 32
    assert PROOFS.of_ballots(other[0], [other[1]]) != [proof]


def test_only_the_newest_command_is_in_it() -> None:
    longer = (*ROW[:3], ROW[3][:32] + "cd" * 32)
    assert PROOFS.of_ballots("482915", [ROW]) == PROOFS.of_ballots("482915", [longer])


def test_no_proof_is_that_of_a_row_whose_parts_end_elsewhere() -> None:
    question, whose, newest = "q1", handle("ana"), "10" * 16
    (proof,) = PROOFS.of_ballots("482915", [(question, whose, True, newest)])
    said = f"{whose}1{newest}"
    shifted = [
        (question, said[:length], said[length] == "1", said[length + 1 :], "", proof)
        for length in range(33, 65)
    ]
    assert PROOFS.proved("482915", shifted) == ([], len(shifted))


@pytest.mark.parametrize(
    "row",
    [
        ("q1", handle("ana")[:31], True, ""),
        ("q1", handle("ana").upper(), True, ""),
        ("q1", "g" * 32, True, ""),
        ("q1", handle("ana"), True, "ab" * 8),
        ("q1", handle("ana"), True, "ab" * 16 + "not hexadecimal, but long enough"),
    ],
)
def test_a_row_that_cannot_be_opened_is_forged_whatever_its_proof(
    row: tuple[str, str, bool, str],
) -> None:
    (proof,) = PROOFS.of_ballots("482915", [row])
    assert PROOFS.proved("482915", [(*row, "", proof)]) == ([], 1)


def test_a_ballot_proves_no_burst() -> None:
    of_bursts = {PROOFS.of_burst("482915", burst, "q1", ROW[1]) for burst in ("b1", "b2")}
    assert len(of_bursts) == 2
    assert not of_bursts & set(PROOFS.of_ballots("482915", [ROW]))


LINE: LineRow = (3, 60_000, 2, "producer", "mira", "ab" * 32, '{"by":""}', None)


@pytest.mark.parametrize(
    ("place", "other"),
    list(enumerate((4, 60_001, 3, "owner", "agon", "cd" * 32, None, handle("ana")))),
)
def test_the_proof_of_a_line_is_of_all_that_stands_in_the_table(place: int, other: Any) -> None:
    changed: Any = (*LINE[:place], other, *LINE[place + 1 :])
    assert PROOFS.of_line("482915", changed) != PROOFS.of_line("482915", LINE)
    assert PROOFS.of_line("482916", LINE) != PROOFS.of_line("482915", LINE)


def test_what_stands_in_one_column_is_no_part_of_the_next() -> None:
    rows: list[LineRow] = [
        (3, 1, 2, *texts)
        for texts in (
            ("owner", "a", "b", "c", "d"),
            ("owne", "ra", "b", "c", "d"),
            ("owner", "1 b", "", "c", "d"),
            ("owner", "a", "b", "c1 d", None),
            ("owner", "a", "b", None, "c1 d"),
            ("owner", "a", "b", "-", None),
            ("owner", "a", "b", None, "-"),
            ("owner", "a", "b", "", None),
            ("owner", "a", "b", None, ""),
        )
    ]
    assert len({PROOFS.of_line("482915", row) for row in rows}) == len(rows)


def test_they_follow_from_the_secret_of_the_house_alone(tmp_path: Path) -> None:
    one, same = (Keys(tmp_path / folder, "a secret").proofs for folder in ("here", "there"))
    other = Keys(tmp_path / "here", "another").proofs
    assert one.of_ballots("482915", [ROW]) == same.of_ballots("482915", [ROW])
    assert one.of_ballots("482915", [ROW]) != other.of_ballots("482915", [ROW])
