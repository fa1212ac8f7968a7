"""How guessing of passwords is slowed down, without keeping anybody out."""

import random

from server.debate.refusals import Rejected
from server.identity.throttle import (
    FIRST_DELAY_S,
    FORGOTTEN_AFTER_S,
    FREE_FAILURES,
    LONGEST_DELAY_S,
    Throttle,
)
from server.limits.table import STRANGERS
from tests.given.clocks import FakeClock

LAPTOP = "her own laptop"
HALL = "192.0.2.7"
TRIES_A_S = 19  # of the attack that once kept an owner out


async def tried(throttle: Throttle, name: str, device: str, caller: str = "") -> float:
    """0 when a password may be tried now, else the seconds to wait."""
    try:
        await throttle.take(name, device, caller)
    except Rejected as refusal:
        assert refusal.code == "too_fast"
        return refusal.retry_ms / 1000
    return 0.0


async def exhausted(throttle: Throttle) -> None:
    for _ in range(FREE_FAILURES + 1):
        assert await tried(throttle, "mira", LAPTOP) == 0


async def flooded(throttle: Throttle, clock: FakeClock, seconds: int, caller: str = HALL) -> int:
    """Tries with one name from one place; returns how many were let through."""
    let = 0
    for _ in range(seconds * TRIES_A_S):
        let += await tried(throttle, "mira", "", caller) == 0
        clock.pass_s(1 / TRIES_A_S)
    return let


# A browser that is known.


async def test_a_few_failures_cost_nothing() -> None:
    throttle = Throttle(FakeClock())

    await exhausted(throttle)

    assert await tried(throttle, "mira", LAPTOP) == FIRST_DELAY_S


async def test_the_delay_grows_up_to_a_minute_and_ends() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await exhausted(throttle)
    waits = []
    for _ in range(10):
        waits.append(await tried(throttle, "mira", LAPTOP))
        clock.pass_s(waits[-1])
        assert await tried(throttle, "mira", LAPTOP) == 0

    assert waits[:3] == [FIRST_DELAY_S, 2 * FIRST_DELAY_S, 4 * FIRST_DELAY_S]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_DELAY_S


async def test_what_is_refused_does_not_make_the_wait_longer() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle)

    waits = [await tried(throttle, "mira", LAPTOP) for _ in range(50)]

    assert set(waits) == {FIRST_DELAY_S}


async def test_a_success_forgets_the_failures() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle)

    await throttle.succeeded("mira", LAPTOP)

    await exhausted(throttle)


async def test_failures_are_forgotten_after_a_while() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await exhausted(throttle)

    clock.pass_s(FORGOTTEN_AFTER_S + 1)

    await exhausted(throttle)


# Strangers.


async def test_strangers_get_some_tries_at_once_and_some_a_second() -> None:
    clock = FakeClock()
    let = await flooded(Throttle(clock), clock, seconds=30)

    at_once, per_s = STRANGERS.burst, STRANGERS.per_s
    assert at_once + 28 * per_s <= let <= at_once + 30 * per_s


async def test_a_flood_of_hours_gets_one_try_a_second() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await flooded(throttle, clock, seconds=1_000)

    assert await flooded(throttle, clock, seconds=100) <= 101


async def test_a_flood_keeps_nobody_out_who_is_known_or_elsewhere_or_somebody_else() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await flooded(throttle, clock, seconds=60)
    await flooded(throttle, clock, seconds=60, caller="2001:db8::1")

    assert await tried(throttle, "mira", LAPTOP) == 0
    assert await tried(throttle, "mira", "", "192.0.2.8") == 0
    assert await tried(throttle, "agon", "", HALL) == 0


async def test_who_shares_network_and_name_with_a_flood_gets_in_between() -> None:
    """Of as many tries as a patient person makes in 30 s, one every two seconds, some are let
    through, and the first of them is enough."""
    clock, dice = FakeClock(), random.Random(1)
    throttle = Throttle(clock)
    await flooded(throttle, clock, seconds=60)

    let = []
    for _ in range(20):  # as many people
        mine = 0
        for _ in range(15):
            moment = dice.randrange(2 * TRIES_A_S)
            for turn in range(2 * TRIES_A_S):
                if turn == moment:
                    mine += await tried(throttle, "mira", "", HALL) == 0
                await tried(throttle, "mira", "", HALL)
                clock.pass_s(dice.expovariate(TRIES_A_S))
        let.append(mine)

    assert min(let) >= 1


async def test_an_ipv6_line_is_one_stranger_whatever_addresses_it_takes() -> None:
    throttle = Throttle(FakeClock())
    tries = [await tried(throttle, "mira", "", f"2001:db8:1:2::{n:x}") for n in range(1, 100)]

    assert sum(wait == 0 for wait in tries) == STRANGERS.burst
