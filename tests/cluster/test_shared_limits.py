"""Limits over all processes together, and what holds while Redis does not answer."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from server.cluster import shared_limits
from server.cluster.redis_link import connect
from server.cluster.shared_limits import RedisLimits
from server.debate.refusals import Rejected
from server.identity.throttle import OF_STRANGERS
from server.limits import shared
from server.limits.shared import Joins
from server.limits.table import (
    ALL_AGAIN,
    GUESSES_TOGETHER,
    JOINS_TOGETHER,
    MINUTE_S,
    PROVIDERS,
    QUESTIONS,
    STRANGERS,
    Limit,
    Window,
)
from server.redis_address import parse_address
from tests.given.services import Redis

SECRET = "a secret of the tests"
ASKED = (QUESTIONS,)
QUESTIONS_A_MINUTE = QUESTIONS.within(MINUTE_S)


@pytest_asyncio.fixture
async def processes(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[RedisLimits, RedisLimits]]:
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 1.0)  # this machine may be busy
    address = parse_address(redis.url)
    client = connect(address)
    await client.flushall()
    await client.aclose()
    both = RedisLimits(address, "tests", SECRET), RedisLimits(address, "tests", SECRET)
    yield both
    for limits in both:
        await limits.close()


async def test_questions_of_one_participant_count_whichever_process_takes_them(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    for number in range(QUESTIONS_A_MINUTE):
        await processes[number % 2].take(ASKED, "482915", "ana")
    for limits in processes:
        with pytest.raises(Rejected, match="too_fast") as caught:
            await limits.take(ASKED, "482915", "ana")
        assert 0 < caught.value.retry_ms <= 60_001
    await processes[0].take(ASKED, "482915", "besa")
    await processes[0].take(ASKED, "111111", "ana")


@pytest.mark.parametrize("limit", [ALL_AGAIN, PROVIDERS], ids=["webhooks", "providers"])
async def test_what_the_house_is_made_to_send_counts_whichever_process_is_asked(
    processes: tuple[RedisLimits, RedisLimits], limit: Limit
) -> None:
    for number in range(limit.within(limit.together_s)):
        await processes[number % 2].take((limit,), "aktiv")
    for limits in processes:
        with pytest.raises(Rejected, match="too_fast"):
            await limits.take((limit,), "aktiv")
    await processes[0].take((limit,), "baza")


async def test_an_address_has_one_ceiling_for_all_processes(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    joins = [Joins(limits, JOINS_TOGETHER.most) for limits in processes]
    begun = time.time()
    refused = 0
    for number in range(JOINS_TOGETHER.most + 200):
        try:
            await joins[number % 2].take("192.0.2.1")
        except Rejected:
            refused += 1
    # As many again may come in with every second that this took.
    assert refused >= 200 - JOINS_TOGETHER.most * (time.time() - begun)
    await joins[0].take("192.0.2.2")


async def test_guesses_of_a_password_count_together_until_one_is_right(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    one, other = processes
    for number in range(GUESSES_TOGETHER[0].most):
        await processes[number % 2].take(GUESSES_TOGETHER, "mira", "laptop")
    with pytest.raises(Rejected, match="too_fast") as caught:
        await one.take(GUESSES_TOGETHER, "mira", "laptop")
    assert 0 < caught.value.retry_s <= 60
    await other.take(GUESSES_TOGETHER, "agon", "laptop")
    await other.forget(GUESSES_TOGETHER, "mira", "laptop")
    await one.take(GUESSES_TOGETHER, "mira", "laptop")


async def test_strangers_guesses_count_together_by_account_and_network(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    for number in range(STRANGERS.within(MINUTE_S)):
        await processes[number % 2].take(OF_STRANGERS, "mira", "192.0.2.7")
    with pytest.raises(Rejected, match="too_fast"):
        await processes[0].take(OF_STRANGERS, "mira", "192.0.2.7")
    await processes[1].take(OF_STRANGERS, "mira", "192.0.2.8")
    await processes[1].take(OF_STRANGERS, "agon", "192.0.2.7")
    await processes[1].take(GUESSES_TOGETHER, "mira", "laptop")


async def test_redis_never_learns_who_is_counted(
    redis: Redis, processes: tuple[RedisLimits, RedisLimits]
) -> None:
    await processes[0].take(ASKED, "482915", "handle-of-ana")
    await Joins(processes[0], JOINS_TOGETHER.most).take("192.0.2.77")
    await processes[0].take(GUESSES_TOGETHER, "mira", "laptop")
    await processes[0].take(OF_STRANGERS, "mira", "192.0.2.77")
    client = connect(parse_address(redis.url))
    keys = b" ".join(await client.keys("*"))
    await client.aclose()
    assert keys.count(b"tests:limits") >= 3
    for secret in (b"ana", b"192.0.2.77", b"mira", b"laptop", b"482915"):
        assert secret not in keys


async def test_without_redis_nothing_waits_and_each_process_is_left_to_its_own_limits(
    redis: Redis, processes: tuple[RedisLimits, RedisLimits], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = processes
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 0.05)
    redis.freeze()
    try:
        began = time.monotonic()
        for _ in range(QUESTIONS_A_MINUTE + 100):
            await one.take(ASKED, "482915", "ana")
        assert time.monotonic() - began < 1.0, "asked once, then left alone"
    finally:
        redis.thaw()
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 1.0)
    async with asyncio.timeout(10):
        with pytest.raises(Rejected):
            while True:
                await one.take(ASKED, "482915", "ana")
                await asyncio.sleep(0.02)


async def test_an_ipv6_network_has_one_ceiling_and_those_around_it_another(
    processes: tuple[RedisLimits, RedisLimits], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_minute = Window(most=5, seconds=MINUTE_S, what="joins", of="network")
    monkeypatch.setattr(shared, "JOINS_TOGETHER", in_a_minute)
    joins = [Joins(limits, 5) for limits in processes]
    for number in range(5):
        await joins[number % 2].take(f"2001:db8:1:2::{number}")
    with pytest.raises(Rejected, match="too_fast"):
        await joins[0].take("2001:db8:1:2:ffff::1")
    for number in range(5):
        await joins[number % 2].take(f"2001:db8:1:3::{number}")
    with pytest.raises(Rejected, match="too_fast"):
        await joins[0].take("2001:db8:1:4::1")
