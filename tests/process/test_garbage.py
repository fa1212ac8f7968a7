"""When the garbage collector looks, in a process with thousands of connections."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from server.process.garbage import FEW, SELDOM_EVERY_S, THOROUGH_EVERY_S, WAVE, Garbage
from tests.given.clocks import FakeClock


class House:
    """How many came, and how many there are."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.joined = 0
        self.connected = 0
        self.garbage = Garbage(self.clock, lambda: self.joined, lambda: self.connected)

    def come(self, count: int) -> None:
        self.joined += count
        self.connected += count


class Node:
    other: "Node"


@pytest.fixture
def house() -> Iterator[House]:
    thresholds = gc.get_threshold()
    house = House()
    house.garbage.start()
    yield house
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def cycle() -> Node:
    """What only the collector can find once it is let go."""
    one, two = Node(), Node()
    one.other, two.other = two, one
    return one


def set_aside(house: House) -> bool:
    """Whether the next look sets aside what there is."""
    kept = [Node() for _ in range(10)]
    before = gc.get_freeze_count()
    house.garbage.look()
    return gc.get_freeze_count() >= before + len(kept)


def test_the_oldest_are_never_looked_through_by_themselves(house: House) -> None:
    assert gc.get_threshold()[2] > 1_000_000


def test_a_wave_is_set_aside_though_more_are_coming(house: House) -> None:
    house.come(WAVE - 1)
    assert not set_aside(house)
    house.come(WAVE)
    assert set_aside(house)


def test_a_few_are_set_aside_once_nobody_comes_any_more(house: House) -> None:
    house.come(3)
    assert not set_aside(house)
    assert set_aside(house)
    assert not set_aside(house), "once is enough"


def lost_cycle(house: House) -> "weakref.ref[Node]":
    """Garbage that was set aside while it was none."""
    kept = cycle()
    lost = weakref.ref(kept)
    assert set_aside(house)
    return lost


def test_old_garbage_is_found_while_nobody_is_here(house: House) -> None:
    house.come(1)
    house.garbage.look()
    lost = lost_cycle(house)
    house.clock.pass_s(THOROUGH_EVERY_S + 1)
    house.garbage.look()
    assert lost() is not None, "somebody would have to wait"
    house.connected = 0
    house.garbage.look()
    assert lost() is None


def test_old_garbage_is_found_in_the_end_though_a_display_is_always_on(house: House) -> None:
    house.come(FEW + 1)
    house.garbage.look()
    lost = lost_cycle(house)
    house.clock.pass_s(SELDOM_EVERY_S + 1)
    house.garbage.look()
    assert lost() is not None, "with many here, nothing is looked through"
    house.connected = 1
    house.garbage.look()
    assert lost() is None
