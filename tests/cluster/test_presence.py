"""Who is here, over all processes: sums of what each says of itself, and nothing of the dead."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from server.cluster import presence
from server.cluster.presence import NOBODY, Here, RedisPresence
from server.cluster.redis_link import connect
from server.debate.bursts import Burst
from server.debate.surroundings import Output
from server.redis_address import parse_address
from tests.given.services import Redis

CODE = "482915"


@pytest_asyncio.fixture
async def two(redis: Redis) -> AsyncIterator[tuple[RedisPresence, RedisPresence]]:
    clients = [connect(parse_address(redis.url), patience_s=0.3) for _ in range(2)]
    await clients[0].flushall()
    yield RedisPresence(clients[0], "tests"), RedisPresence(clients[1], "tests")
    for client in clients:
        await client.aclose()


async def test_each_process_learns_of_the_others_and_not_of_itself(
    two: tuple[RedisPresence, RedisPresence],
) -> None:
    one, other = two
    assert await one.exchange({CODE: Here(3, ("mira",))}) == {CODE: NOBODY}
    assert await other.exchange({CODE: Here(4), "111111": Here(1)}) == {
        CODE: Here(3, ("mira",)),
        "111111": NOBODY,
    }
    assert await one.exchange({CODE: Here(2)}) == {CODE: Here(4)}
    assert await other.exchange({CODE: Here(4)}) == {CODE: Here(2)}
    assert await one.exchange({}) == {}


async def test_each_tells_the_others_its_bursts_by_their_numbers(
    two: tuple[RedisPresence, RedisPresence],
) -> None:
    one, other = two
    names = ("young", "at_once", "only", "no_line", "regular", "networks")
    numbers: dict[str, Any] = dict.fromkeys(names, 1)
    burst = Burst(id="b1", at=1, until=2, voters=300, usual=2, votes=301, **numbers)
    await one.exchange({CODE: Here(3, bursts={"b1": burst})})
    assert await other.exchange({CODE: Here(4)}) == {CODE: Here(3, bursts={"b1": burst})}


async def test_screens_are_summed_by_their_view(
    two: tuple[RedisPresence, RedisPresence],
) -> None:
    one, other = two
    await other.exchange({CODE: Here(screens={"display": 2, "control": 1})})
    assert await one.exchange({CODE: Here(screens={"display": 1})}) == {
        CODE: Here(screens={"display": 2, "control": 1})
    }


async def test_each_tells_what_shows_graphics(two: tuple[RedisPresence, RedisPresence]) -> None:
    one, other = two
    outputs = {"a1": Output("OBS", "overlay", True), "b2": Output("Hall", "display")}
    await one.exchange({CODE: Here(outputs=outputs)})
    assert (await other.exchange({CODE: Here()}))[CODE].outputs == outputs


@pytest.mark.parametrize(
    "said",
    [b"", b"{}", b'["soon",4]', b"[1,4,7]", b"\xff", b"[1,4,[],{},{},{},{}," + b"[" * 100_000],
    ids=["nothing", "an object", "a word", "another shape", "no UTF-8", "too deep"],
)
async def test_who_says_what_cannot_be_read_is_passed_over(
    two: tuple[RedisPresence, RedisPresence], said: bytes
) -> None:
    """A process of another version, or whoever else writes into Redis."""
    one, other = two
    await other.exchange({CODE: Here(4)})
    for process in (b"newer", b"\xff"):
        await one._client.hset(f"tests:here:{CODE}", process, said)
    assert await one.exchange({CODE: Here(1)}) == {CODE: Here(4)}


async def test_a_process_that_says_nothing_more_is_forgotten(
    two: tuple[RedisPresence, RedisPresence], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, killed = two
    monkeypatch.setattr(presence, "FORGOTTEN_AFTER_S", 1.0)
    await killed.exchange({CODE: Here(4)})
    async with asyncio.timeout(5):
        assert await one.exchange({CODE: Here(1)}) == {CODE: Here(4)}
        while await one.exchange({CODE: Here(1)}) != {CODE: NOBODY}:
            await asyncio.sleep(0.1)


async def test_a_process_that_ends_is_forgotten_at_once(
    two: tuple[RedisPresence, RedisPresence],
) -> None:
    one, ending = two
    await ending.exchange({CODE: Here(4)})
    await ending.close()
    assert await one.exchange({CODE: Here(1)}) == {CODE: NOBODY}


async def test_while_redis_is_gone_what_was_known_last_holds_for_a_while(
    redis: Redis, two: tuple[RedisPresence, RedisPresence], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    await other.exchange({CODE: Here(4)})
    await one.exchange({CODE: Here(1)})
    redis.kill()
    try:
        assert await one.exchange({CODE: Here(1)}) == {CODE: Here(4)}
        monkeypatch.setattr(presence, "FORGOTTEN_AFTER_S", 0.0)
        assert await one.exchange({CODE: Here(1)}) == {}
        await one.close()
    finally:
        redis.start()
    monkeypatch.undo()
    await other.exchange({CODE: Here(5)})
    assert await one.exchange({CODE: Here(1)}) == {CODE: Here(5)}
