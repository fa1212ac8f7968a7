"""How guessing of passwords is slowed down."""

from server.web.throttle import (
    FIRST_DELAY_S,
    FORGOTTEN_AFTER_S,
    FREE_FAILURES,
    LONGEST_DELAY_S,
    STRANGERS_A_MINUTE,
    Throttle,
)
from tests.clocks import FakeClock


async def exhausted(throttle: Throttle, name: str = "mira", device: str = "") -> None:
    for _ in range(FREE_FAILURES + 1):
        assert await throttle.attempt(name, device) == 0


async def test_a_few_failures_cost_nothing() -> None:
    throttle = Throttle(FakeClock())

    await exhausted(throttle)

    assert await throttle.attempt("mira", "") == FIRST_DELAY_S


async def test_the_delay_grows_up_to_a_minute_and_ends() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await exhausted(throttle)
    waits = []
    for _ in range(10):
        waits.append(await throttle.attempt("mira", ""))
        clock.pass_s(waits[-1])
        assert await throttle.attempt("mira", "") == 0

    assert waits[:3] == [FIRST_DELAY_S, 2 * FIRST_DELAY_S, 4 * FIRST_DELAY_S]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_DELAY_S


async def test_what_is_refused_does_not_make_the_wait_longer() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle)

    waits = [await throttle.attempt("mira", "") for _ in range(50)]

    assert set(waits) == {FIRST_DELAY_S}


async def test_a_success_forgets_the_failures() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle)

    await throttle.succeeded("mira", "")

    await exhausted(throttle)


async def test_failures_are_forgotten_after_a_while() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    await exhausted(throttle)

    clock.pass_s(FORGOTTEN_AFTER_S + 1)

    await exhausted(throttle)


async def test_strangers_cannot_keep_out_who_has_logged_in_here_before() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle, device="")

    assert await throttle.attempt("mira", "") > 0
    assert await throttle.attempt("mira", "her own laptop") == 0


async def test_a_known_device_is_slowed_down_as_well() -> None:
    throttle = Throttle(FakeClock())
    await exhausted(throttle, device="her own laptop")

    assert await throttle.attempt("mira", "her own laptop") == FIRST_DELAY_S


async def test_strangers_together_have_a_limit_for_all_accounts() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    for number in range(STRANGERS_A_MINUTE):
        assert await throttle.attempt(f"account{number}", "") == 0

    assert await throttle.attempt("another", "") > 0
    assert await throttle.attempt("mira", "her own laptop") == 0

    clock.pass_s(1.01)
    assert await throttle.attempt("another", "") == 0
