"""Hints through a real Redis: they arrive, they never stop anybody, and silence is noticed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest_asyncio

from server.cluster.redis_link import connect
from server.cluster.redis_relay import RedisRelay
from server.cluster.relay import EVERYTHING
from server.metrics import Metrics
from server.redis_address import parse_address
from tests.given.services import Redis

BEAT_S = 0.1
PATIENCE_S = 5.0


class Listener:
    """A relay of a process of its own, and what it was told."""

    def __init__(self, url: str, beat_s: float = BEAT_S) -> None:
        self.client = connect(parse_address(url), patience_s=0.3)
        self.metrics = Metrics()
        self.relay = RedisRelay(self.client, "tests", self.metrics, heartbeat_s=beat_s)
        self.told: list[str] = []
        self.relay.listen(self.told.append)

    async def start(self) -> None:
        self.relay.start()
        await until(lambda: self.relay.working)

    async def close(self) -> None:
        await self.relay.close()
        await self.client.aclose()

    def hints(self, what: str) -> float:
        found = self.metrics.registry.get_sample_value("tribina_hints_total", {"what": what})
        assert found is not None
        return found


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def two(url: str) -> AsyncIterator[tuple[Listener, Listener]]:
    one, other = Listener(url), Listener(url)
    await one.start()
    await other.start()
    one.told.clear()
    other.told.clear()
    yield one, other
    await one.close()
    await other.close()


@pytest_asyncio.fixture
async def pair(redis: Redis) -> AsyncIterator[tuple[Listener, Listener]]:
    async with two(redis.url) as both:
        yield both


async def test_a_hint_reaches_the_other_process_and_does_not_come_back(
    pair: tuple[Listener, Listener],
) -> None:
    one, other = pair
    one.relay.hint("482915", by=one.told.append)
    await until(lambda: other.told == ["482915"])
    other.relay.hint("111111")
    await until(lambda: one.told == ["111111"])


async def test_others_in_the_same_process_hear_a_hint_at_once(
    pair: tuple[Listener, Listener],
) -> None:
    one, _ = pair
    beside: list[str] = []
    one.relay.listen(beside.append)
    one.relay.hint("482915", by=one.told.append)
    assert (one.told, beside) == ([], ["482915"])


async def test_hints_about_tallies_wait_for_each_other_and_others_do_not(
    pair: tuple[Listener, Listener],
) -> None:
    one, other = pair
    for number in range(1_000):
        one.relay.hint(f"{number % 3}", calm=True)
        if number % 100 == 0:
            await asyncio.sleep(0)
    await until(lambda: len(other.told) == 3)
    assert sorted(other.told) == ["0", "1", "2"]
    assert one.hints("sent") == 3

    one.relay.hint("tallies", calm=True)
    one.relay.hint("journal")
    await until(lambda: {"tallies", "journal"} <= set(other.told))


async def test_too_many_different_hints_become_one(pair: tuple[Listener, Listener]) -> None:
    one, other = pair
    for number in range(5_000):
        one.relay.hint(f"{number:06}")
    await until(lambda: EVERYTHING in other.told)
    assert one.hints("sent") <= 1_000


async def test_a_subscription_that_redis_ends_is_renewed_and_everything_looked_at(
    pair: tuple[Listener, Listener],
) -> None:
    one, other = pair
    await one.client.client_kill_filter(_type="pubsub")
    await until(lambda: EVERYTHING in one.told and EVERYTHING in other.told)
    one.relay.hint("482915")
    await until(lambda: "482915" in other.told)


async def test_a_subscription_that_falls_silent_is_noticed_and_renewed(redis: Redis) -> None:
    async with Pipe(redis.port) as pipe, two(f"redis://127.0.0.1:{pipe.port}") as (one, other):
        pipe.swallow_answers()
        await until(lambda: not one.relay.working and not other.relay.working)
        pipe.let_new_ones_through()
        await until(lambda: one.relay.working and other.relay.working)
        assert EVERYTHING in one.told and EVERYTHING in other.told
        one.relay.hint("482915")
        await until(lambda: "482915" in other.told)


async def test_without_redis_hinting_neither_waits_nor_fails_and_it_comes_back_by_itself(
    redis: Redis, pair: tuple[Listener, Listener]
) -> None:
    one, other = pair
    redis.kill()
    try:
        await until(lambda: not one.relay.working)
        for number in range(10_000):
            one.relay.hint(f"{number:06}")
        await until(lambda: one.hints("lost") > 0)
    finally:
        redis.start()
    await until(lambda: one.relay.working and other.relay.working)
    await until(lambda: EVERYTHING in other.told)
    one.relay.hint("482915")
    await until(lambda: "482915" in other.told)


async def test_what_is_not_ours_in_the_channel_is_passed_over(
    pair: tuple[Listener, Listener],
) -> None:
    one, other = pair
    for text in (b"", b"\xff", b"{}", b"[1,[]]", b'["a","b"]', b"x" * 100_000):
        await one.client.publish("tests:hints", text)
    one.relay.hint("482915")
    await until(lambda: other.told == ["482915"])


class Pipe:
    """A way to Redis that can go silent while its connections stay open."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._silent: set[asyncio.StreamWriter] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._all_silent = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Pipe":
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def swallow_answers(self) -> None:
        """Nothing comes back from Redis any more, on any connection."""
        self._all_silent = True
        self._silent |= self._writers

    def let_new_ones_through(self) -> None:
        self._all_silent = False

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {writer, forth}
        if self._all_silent:
            self._silent.add(writer)
        for source, target in ((reader, forth), (back, writer)):
            task = asyncio.create_task(self._carry(source, target))
            self._tasks.add(task)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65_536):
                if target not in self._silent:
                    target.write(data)
        target.close()
