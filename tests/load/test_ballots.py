"""The measurement of ballots into PostgreSQL: short, for its truth."""

import pytest

from tests.load.ballots import measure_ballots


@pytest.mark.slow
async def test_ballots_of_two_processes_are_all_kept_and_counted_once() -> None:
    figures = await measure_ballots(0.5, lambda line: None)

    assert all(row["votes_s"] > 0 for row in figures.values())
