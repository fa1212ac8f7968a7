"""How fast one participant may ask, and how much one address may hold."""

from collections.abc import Iterable

import pytest

from server.debate.refusals import Rejected
from server.limits.buckets import KEPT_AT_MOST, Buckets, Ceilings
from server.limits.table import Rate
from tests.given.clocks import FakeClock

RATE = Rate(burst=3, per_s=0.5)


def take_until_refused(buckets: Buckets, key: str) -> tuple[int, Rejected]:
    for taken in range(1_000):
        try:
            buckets.take(key)
        except Rejected as refusal:
            return taken, refusal
    raise AssertionError("never refused")


def test_a_burst_is_let_through_and_then_the_rate_holds() -> None:
    clock = FakeClock()
    buckets = Buckets(RATE, clock)

    taken, refusal = take_until_refused(buckets, "ana")

    assert (taken, refusal.code) == (3, "too_fast")
    clock.pass_s(refusal.retry_ms / 1_000)
    buckets.take("ana")


def test_one_participant_does_not_slow_another() -> None:
    buckets = Buckets(RATE, FakeClock())
    take_until_refused(buckets, "ana")
    buckets.take("besa")


def test_a_rehearsal_may_go_faster() -> None:
    taken, _ = take_until_refused(Buckets(RATE, FakeClock(), pace=10), "ana")
    assert taken == 30


def test_buckets_are_bounded_and_the_longest_unused_go_first() -> None:
    buckets = Buckets(Rate(burst=1, per_s=0.001), FakeClock())
    buckets.take("first")
    for number in range(KEPT_AT_MOST):
        buckets.take(str(number))
    buckets.take("first")


def test_a_hall_on_one_address_gets_in_and_a_flood_from_it_does_not() -> None:
    clock = FakeClock()
    ceilings = Ceilings(clock, connections=3, joins_per_s=500)
    keys = [ceilings.enter("10.0.0.1") for _ in range(3)]

    with pytest.raises(Rejected):
        ceilings.enter("10.0.0.1")
    ceilings.enter("10.0.0.2")

    ceilings.leave(keys[0])
    ceilings.enter("10.0.0.1")


def admitted(ceilings: Ceilings, addresses: Iterable[str]) -> int:
    """How many of these get in before the first is refused."""
    for count, address in enumerate(addresses):
        try:
            ceilings.enter(address)
        except Rejected:
            return count
    raise AssertionError("never refused")


def test_rotating_through_the_addresses_of_an_ipv6_network_brings_no_more() -> None:
    in_one = (f"2001:db8:1:2::{number:x}" for number in range(10_000))
    assert admitted(Ceilings(FakeClock(), 10_000, 500), in_one) == 500

    in_256 = (f"2001:db8:1:{number % 256:x}::{number:x}" for number in range(10_000))
    assert admitted(Ceilings(FakeClock(), 10_000, 500), in_256) == 1_000
    held = (f"2001:db8:1:{number % 256:x}::{number:x}" for number in range(10_000))
    assert admitted(Ceilings(FakeClock(), 100, 5_000), held) == 200


def test_who_leaves_makes_room_in_the_wider_network_too() -> None:
    ceilings = Ceilings(FakeClock(), connections=1, joins_per_s=500)
    first, _ = ceilings.enter("2001:db8::1"), ceilings.enter("2001:db8:0:1::1")
    with pytest.raises(Rejected):
        ceilings.enter("2001:db8:0:2::1")

    ceilings.leave(first)
    ceilings.enter("2001:db8:0:2::1")


def test_addresses_are_not_kept() -> None:
    ceilings = Ceilings(FakeClock(), connections=3, joins_per_s=500)
    for address in ("203.0.113.77", "2001:db8:77::1"):
        ceilings.enter(address)
    kept = repr([vars(part) for part in (ceilings, ceilings._near, ceilings._wide)])
    kept += repr([vars(part._joins) for part in (ceilings._near, ceilings._wide)])
    assert "203.0.113" not in kept and "2001:db8" not in kept
