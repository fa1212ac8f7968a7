"""Whose turn it is: who is here before who comes or goes, a few at a time, and everybody once."""

import contextlib
import selectors
import socket
from collections.abc import Callable, Iterator

import pytest

from server.process.turns import AT_ONCE, LOOKS, PASSING_AT_ONCE, TURN_S, Turns

CROWD = 3 * AT_ONCE + 1


class Clock:
    """One that stands still between two turns, unless work is said to have taken a while."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Ready:
    """Connections that have something to say, by number; those from `newcomers` on just came."""

    def __init__(self, count: int, newcomers: int | None = None) -> None:
        self.clock = Clock()
        self.pairs = [socket.socketpair() for _ in range(count)]
        self.new = {ours.fileno() for ours, _ in self.pairs[newcomers:]} if newcomers else set()
        self.turns = Turns(self.new.__contains__, self.clock)
        for number, (ours, theirs) in enumerate(self.pairs):
            theirs.send(b"!")
            self.turns.register(ours.fileno(), selectors.EVENT_READ, number)

    def turn(self) -> list[int]:
        """Who has it; each says no more than this one thing."""
        heard = [key.data for key, _ in self.turns.select(0)]
        for number in heard:
            self.pairs[number][0].recv(10)
        return heard


@pytest.fixture
def ready() -> Iterator[Callable[..., Ready]]:
    with contextlib.ExitStack() as ends:

        def make(count: int, newcomers: int | None = None) -> Ready:
            made = Ready(count, newcomers)
            ends.callback(made.turns.close)
            for pair in made.pairs:
                for end in pair:
                    ends.callback(end.close)
            return made

        yield make


def test_what_is_ready_comes_in_portions_and_each_once_a_round(
    ready: Callable[..., Ready],
) -> None:
    crowd = ready(CROWD)
    portions = [crowd.turn() for _ in range(4)]
    assert [len(portion) for portion in portions] == [AT_ONCE, AT_ONCE, AT_ONCE, 1]
    assert {number for portion in portions for number in portion} == set(range(CROWD))


def test_who_was_closed_or_changed_before_their_turn_is_left_out(
    ready: Callable[..., Ready],
) -> None:
    crowd = ready(CROWD)
    first = crowd.turn()
    closed, changed, *_ = (n for n in range(CROWD) if n not in first)
    crowd.turns.unregister(crowd.pairs[closed][0].fileno())
    both = selectors.EVENT_READ | selectors.EVENT_WRITE
    crowd.turns.modify(crowd.pairs[changed][0].fileno(), both, changed)
    rest = [number for _ in range(3) for number in crowd.turn()]
    assert closed not in rest
    assert changed not in rest
    assert crowd.turn() == [changed], "in the next round it is found as it is now"


def test_newcomers_come_after_those_who_are_here(ready: Callable[..., Ready]) -> None:
    crowd = ready(2 * AT_ONCE + 10, newcomers=10)
    first = crowd.turn()
    assert first[:10] == list(range(10))
    assert len(first) == 10 + PASSING_AT_ONCE
    crowd.pairs[0][1].send(b"!")
    assert crowd.turn()[0] == 0, "who is here is asked again before the crowd of newcomers is done"


def test_of_newcomers_there_are_as_many_as_keep_a_turn_short(ready: Callable[..., Ready]) -> None:
    crowd = ready(4 * AT_ONCE, newcomers=1)
    counts = []
    for _ in range(12):
        heard = crowd.turn()
        counts.append(len(heard) - heard.count(0))
        crowd.clock.now += len(heard) * TURN_S / 4  # each takes a quarter of it
    assert counts[:3] == [16, 8, 4]
    assert max(counts[3:]) <= 5
    assert min(counts) >= 2
    crowd.clock.now += 100 * TURN_S
    for _ in range(10):
        heard = crowd.turn()
        crowd.clock.now += 100 * TURN_S
    assert len(heard) == 1, "and one in each turn, however long turns are"


def test_who_has_settled_is_no_newcomer_any_more(ready: Callable[..., Ready]) -> None:
    crowd = ready(3 * AT_ONCE, newcomers=1)
    last = crowd.pairs[-1][0].fileno()
    crowd.turn()
    crowd.turns.settle(last)
    assert crowd.turn()[0] == 3 * AT_ONCE - 1
    crowd.turns.settle(last)
    crowd.turns.unregister(last)
    crowd.turns.settle(last)


def test_in_a_crowd_who_hangs_up_comes_after_who_stays(ready: Callable[..., Ready]) -> None:
    crowd = ready(4 * AT_ONCE)
    for _, theirs in crowd.pairs[: 3 * AT_ONCE]:
        theirs.close()
    first = crowd.turn()
    staying = set(range(3 * AT_ONCE, 4 * AT_ONCE))
    assert staying <= set(first)
    assert len(first) <= AT_ONCE + PASSING_AT_ONCE
    rest = [number for _ in range(3 * AT_ONCE) for number in crowd.turn()]
    assert set(first) | set(rest) == set(range(4 * AT_ONCE)), "they are heard out, too"


def test_a_turn_looks_at_no_more_than_it_has_time_for(ready: Callable[..., Ready]) -> None:
    crowd = ready((LOOKS + 2) * AT_ONCE)
    for _, theirs in crowd.pairs:
        theirs.close()
    assert len(crowd.turn()) <= PASSING_AT_ONCE
