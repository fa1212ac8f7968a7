"""Names that strangers typed in are looked up apart from all else."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from server.process.names import AT_ONCE, Names


class Slow:
    """The names of `.slow` are found once they may be."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may = threading.Event()

    def getaddrinfo(self, host: str, port: int, *_: Any, flags: int = 0, **__: Any) -> list[Any]:
        if flags & socket.AI_NUMERICHOST:
            raise socket.gaierror
        self.asked.append(host)
        if host.endswith(".slow"):
            self.may.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", port))] * 2


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(socket, "getaddrinfo", slow.getaddrinfo)
    yield slow
    slow.may.set()


async def asked(slow: Slow, count: int) -> None:
    async with asyncio.timeout(5):
        while len(slow.asked) < count:
            await asyncio.sleep(0.005)


async def test_each_address_is_told_once(slow: Slow) -> None:
    assert await Names().look_up("a", "there.example", 443) == ["192.0.2.1"]


async def test_who_typed_in_a_slow_name_has_no_second_looked_up(slow: Slow) -> None:
    names = Names()
    first = asyncio.create_task(names.look_up("a", "one.slow", 443))
    await asked(slow, 1)
    second = asyncio.create_task(names.look_up("a", "two.example", 443))

    assert await names.look_up("b", "three.example", 443)
    assert slow.asked == ["one.slow", "three.example"]
    slow.may.set()
    assert await first == await second == ["192.0.2.1"]


async def test_who_stops_waiting_has_not_ended_it(slow: Slow) -> None:
    names = Names()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await names.look_up("a", "one.slow", 443)

    assert slow.asked == ["one.slow"]
    assert await names.look_up("b", "three.example", 443)


async def test_who_stops_waiting_for_a_thread_is_not_looked_up(slow: Slow) -> None:
    names = Names()
    waiting = [asyncio.create_task(names.look_up(str(n), f"{n}.slow", 443)) for n in range(AT_ONCE)]
    await asked(slow, AT_ONCE)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await names.look_up("late", "late.example", 443)
    slow.may.set()
    await asyncio.gather(*waiting)

    assert await names.look_up("late", "again.example", 443)
    assert "late.example" not in slow.asked


async def test_an_address_is_no_name_and_waits_for_none() -> None:
    names = Names()
    for n in range(AT_ONCE):
        names._threads.submit(threading.Event().wait, 1 + n / 10)

    async with asyncio.timeout(0.5):
        assert await names.look_up("a", "192.0.2.7", 443) == ["192.0.2.7"]
        assert await names.look_up("a", "2001:db8::7", 443) == ["2001:db8::7"]
