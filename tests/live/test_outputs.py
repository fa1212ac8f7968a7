"""Displays and overlays that are there, as long as they say so."""

import pytest

from server.debate.state import Debate, Touched
from server.debate.surroundings import Output, Surroundings
from server.live.outputs import LIFE_S, Outputs
from tests.given.clocks import FakeClock

HALL = Output("Hall", "display")
OBS = Output("OBS", "overlay", True)


@pytest.fixture
async def outputs() -> tuple[Outputs, Surroundings, FakeClock, list[Touched]]:
    around, clock, touched = Surroundings(), FakeClock(), list[Touched]()
    return Outputs(Debate(), around, clock, touched.append), around, clock, touched


Given = tuple[Outputs, Surroundings, FakeClock, list[Touched]]


async def test_what_is_no_longer_heard_of_is_gone(outputs: Given) -> None:
    known, around, clock, _ = outputs
    known.heard("a", HALL)
    clock.pass_s(LIFE_S / 2)
    known.heard("b", OBS)
    clock.pass_s(LIFE_S / 2)
    known.expire()

    assert around.outputs == {"b": OBS}
    known.close()


async def test_what_says_the_same_again_is_no_news(outputs: Given) -> None:
    known, _, _, touched = outputs
    for _ in range(3):
        known.heard("a", HALL)

    assert len(touched) == 1
    known.close()


async def test_those_of_other_processes_stand_beside_them(outputs: Given) -> None:
    known, around, _, _ = outputs
    known.heard("a", HALL)
    known.elsewhere({"b": OBS})
    assert around.outputs == {"a": HALL, "b": OBS}

    known.elsewhere({})
    assert around.outputs == {"a": HALL}
    known.close()
