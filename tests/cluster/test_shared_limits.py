"""Limits over all processes together, and what holds while Redis does not answer."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from limits import RateLimitItemPerMinute

from server.cluster import shared_limits
from server.cluster.redis_link import connect
from server.cluster.shared_limits import (
    GUESSES_A_MINUTE,
    QUESTIONS_A_MINUTE,
    STRANGERS_A_MINUTE,
    RedisLimits,
)
from server.debate.refusals import Rejected
from server.redis_address import parse_address
from server.settings import Settings
from tests.given.services import Redis

SETTINGS = Settings(secret="a secret of the tests")


@pytest_asyncio.fixture
async def processes(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[RedisLimits, RedisLimits]]:
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 1.0)  # this machine may be busy
    address = parse_address(redis.url)
    client = connect(address)
    await client.flushall()
    await client.aclose()
    both = RedisLimits(address, "tests", SETTINGS), RedisLimits(address, "tests", SETTINGS)
    yield both
    for limits in both:
        await limits.close()


async def test_questions_of_one_participant_count_whichever_process_takes_them(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    for number in range(QUESTIONS_A_MINUTE):
        await processes[number % 2].submit("482915", "ana")
    for limits in processes:
        with pytest.raises(Rejected, match="too_fast") as caught:
            await limits.submit("482915", "ana")
        assert 0 < caught.value.retry_ms <= 60_001
    await processes[0].submit("482915", "besa")
    await processes[0].submit("111111", "ana")


async def test_an_address_has_one_ceiling_for_all_processes(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    begun = time.time()
    refused = 0
    for number in range(SETTINGS.joins_per_address_s + 200):
        try:
            await processes[number % 2].join("192.0.2.1")
        except Rejected:
            refused += 1
    # As many again may come in with every second that this took.
    assert refused >= 200 - SETTINGS.joins_per_address_s * (time.time() - begun)
    await processes[0].join("192.0.2.2")


async def test_guesses_of_a_password_count_together_until_one_is_right(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    one, other = processes
    for number in range(GUESSES_A_MINUTE):
        assert await processes[number % 2].guess("mira", "laptop", "") == 0
    assert 0 < await one.guess("mira", "laptop", "") <= 60
    assert await other.guess("agon", "laptop", "") == 0
    await other.guessed("mira", "laptop")
    assert await one.guess("mira", "laptop", "") == 0


async def test_strangers_guesses_count_together_by_account_and_network(
    processes: tuple[RedisLimits, RedisLimits],
) -> None:
    for number in range(STRANGERS_A_MINUTE):
        assert await processes[number % 2].guess("mira", "", "192.0.2.7") == 0
    assert await processes[0].guess("mira", "", "192.0.2.7") > 0
    assert await processes[1].guess("mira", "", "192.0.2.8") == 0
    assert await processes[1].guess("agon", "", "192.0.2.7") == 0
    assert await processes[1].guess("mira", "laptop", "192.0.2.7") == 0


async def test_redis_never_learns_who_is_counted(
    redis: Redis, processes: tuple[RedisLimits, RedisLimits]
) -> None:
    await processes[0].submit("482915", "handle-of-ana")
    await processes[0].join("192.0.2.77")
    await processes[0].guess("mira", "laptop", "192.0.2.77")
    await processes[0].guess("mira", "", "192.0.2.77")
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
            await one.submit("482915", "ana")
        assert time.monotonic() - began < 1.0, "asked once, then left alone"
    finally:
        redis.thaw()
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 1.0)
    async with asyncio.timeout(10):
        with pytest.raises(Rejected):
            while True:
                await one.submit("482915", "ana")
                await asyncio.sleep(0.02)


async def test_an_ipv6_network_has_one_ceiling_and_those_around_it_another(
    processes: tuple[RedisLimits, RedisLimits], monkeypatch: pytest.MonkeyPatch
) -> None:
    minute = [RateLimitItemPerMinute(5)], [RateLimitItemPerMinute(10)]
    for limits in processes:
        monkeypatch.setattr(limits, "_joins", minute[0])
        monkeypatch.setattr(limits, "_wide_joins", minute[1])
    for number in range(5):
        await processes[number % 2].join(f"2001:db8:1:2::{number}")
    with pytest.raises(Rejected, match="too_fast"):
        await processes[0].join("2001:db8:1:2:ffff::1")
    for number in range(5):
        await processes[number % 2].join(f"2001:db8:1:3::{number}")
    with pytest.raises(Rejected, match="too_fast"):
        await processes[0].join("2001:db8:1:4::1")
