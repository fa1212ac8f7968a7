"""Every wording that people had voted for is told. That the page says the same is in
tests/static/archive/test_verifier.py."""

import pytest

from server.archive.checking.main import check
from tests.archive.made import KEYS, archive_of
from tests.archive.rewordings import REWORDED, of_an_older_program, reworded
from tests.archive.third.verify import verify


@pytest.mark.parametrize("case", REWORDED)
def test_each_wording_that_had_votes_is_told_with_how_many(case: str) -> None:
    _, told = REWORDED[case]

    archive = archive_of(reworded(case))

    (question,) = archive["questions"]
    assert {name: question[name] for name in ("before", "between") if name in question} == told
    assert check(archive, KEYS).wrong == []
    assert verify(archive, KEYS) == []


@pytest.mark.parametrize("case", REWORDED)
def test_a_file_of_an_older_program_stays_right_and_what_it_does_not_tell_is_said(
    case: str,
) -> None:
    archive = of_an_older_program(archive_of(reworded(case)))

    report = check(archive, KEYS)

    assert report.wrong == verify(archive, KEYS) == []
    said = "what q1 said in between, when people voted: an older file"
    assert (said in report.cannot) == ("between" in REWORDED[case][1])


def test_one_wording_of_several_is_not_left_out() -> None:
    archive = archive_of(reworded("and back and again"))
    (question,) = archive["questions"]

    changed = archive | {"questions": [question | {"between": question["between"][:1]}]}

    assert check(changed, KEYS).wrong and verify(changed, KEYS)
