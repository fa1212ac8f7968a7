"""The chaos of `make bench`, in short: the same accidents, the same truth."""

import pytest

from tests.load.chaos import chaos

pytestmark = [pytest.mark.slow, pytest.mark.alone]


async def test_whatever_goes_away_nothing_is_lost_and_nothing_counted_twice() -> None:
    said: list[str] = []
    figures = await chaos(15, 100, said.append)
    assert figures["ballots"] > 0 and figures["questions"] > 0
    assert any("Redis" in line for line in said), "nothing happened"
