"""At least once, none lost, in order: over kill -9 and a stopped database."""

from pathlib import Path

import pytest

from tests.outgoing.storm import storm


@pytest.mark.slow
async def test_a_thousand_events_arrive_whatever_happens(tmp_path: Path) -> None:
    done = await storm(1_000, tmp_path)
    assert done.lost == []
    assert done.disordered == []
    assert done.at_once == 1
    assert done.unsigned == 0
    assert done.states["gone"] == "gone"
    assert done.states["private"] == done.states["hanging"] == "on"
    assert done.waiting["good"] == done.waiting["failing"] == done.waiting["redirecting"] == 0
    assert done.waiting["private"] == done.waiting["hanging"] == 1_000
