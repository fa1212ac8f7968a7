"""Who finds room at a door, and who has to go for it."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from server.entrance import porter
from server.entrance.porter import Entrant, Porter, Standing
from server.proxies import LOOPBACK, Proxies

AT_MOST = 16  # of which two may wait
CROWD = "203.0.113.9"


doors: list[Porter] = []


def door(at_most: int = AT_MOST, unsettled: int | None = None) -> Porter:
    doors.append(Porter(at_most, Proxies(LOOPBACK).is_one, unsettled))
    return doors[-1]


async def come(to: Porter, address: str, standing: Standing = Standing.BUSY) -> Entrant | None:
    """Somebody from there; who is sent away has left."""
    ours, theirs = socket.socketpair()
    theirs.close()
    entrant = await to.admit(ours, address)
    if entrant is not None:
        entrant.standing = lambda _: standing
        entrant.send_away = entrant.close
    return entrant


async def crowd(to: Porter, count: int, address: str, standing: Standing) -> list[Entrant]:
    entrants = [await come(to, address, standing) for _ in range(count)]
    assert all(entrants)
    return [entrant for entrant in entrants if entrant is not None]


def gone(entrants: list[Entrant]) -> int:
    return sum(entrant.fileno() < 0 for entrant in entrants)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(porter, "WAIT_S", 0.05)
    monkeypatch.setattr(porter, "AGAIN_S", 0.01)
    yield
    while doors:
        doors.pop().send_all_away()


async def test_one_network_leaves_a_quarter_to_others() -> None:
    at = door()
    entrants = await crowd(at, 10, CROWD, Standing.BUSY)
    assert await come(at, CROWD) is None
    assert await come(at, "203.0.113.10") is not None
    entrants[0].close()
    assert await come(at, CROWD) is not None


async def test_a_proxy_of_ours_is_no_network() -> None:
    at = door()
    await crowd(at, 14, "127.0.0.1", Standing.BUSY)
    assert await come(at, "127.0.0.1") is None


async def test_addresses_of_one_home_are_one_network() -> None:
    at = door()
    for number in range(10):
        assert await come(at, f"2001:db8:0:{number:x}::1")
    assert await come(at, "2001:db8:0:ff::1") is None
    assert await come(at, "2001:db8:0:100::1") is not None


async def test_who_holds_a_place_goes_before_who_is_idle_and_who_is_slow_last() -> None:
    at = door()
    slow = await crowd(at, 4, "198.51.100.1", Standing.SLOW)
    idle = await crowd(at, 4, "198.51.100.2", Standing.IDLE)
    holds = await crowd(at, 4, "198.51.100.3", Standing.HOLDS)
    busy = await crowd(at, 2, "198.51.100.4", Standing.BUSY)
    left = []
    for _ in range(12):
        assert await come(at, "198.51.100.5") or await come(at, "198.51.100.6")
        left.append((gone(holds), gone(idle), gone(slow)))
    assert left[3] == (4, 0, 0) and left[7] == (4, 4, 0) and left[11] == (4, 4, 4)
    assert not gone(busy)


async def test_a_crowd_replaces_only_its_own() -> None:
    at = door()
    others = await crowd(at, 4, "198.51.100.1", Standing.IDLE)
    theirs = await crowd(at, 10, CROWD, Standing.IDLE)
    await crowd(at, 20, CROWD, Standing.IDLE)
    assert not gone(others) and gone(theirs) == 10


async def test_who_said_what_for_is_not_sent_away_and_leaves_room_for_who_has_not() -> None:
    at = door(unsettled=4)
    phones = await crowd(at, 4, "127.0.0.1", Standing.IDLE)
    for phone in phones:
        at.settle(phone.fileno())
    silent = await crowd(at, 8, "127.0.0.1", Standing.IDLE)
    assert not gone(phones) and gone(silent) == 4


async def test_who_waits_comes_in_when_somebody_leaves_and_few_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(porter, "WAIT_S", 10.0)
    at = door()
    entrants = await crowd(at, 14, "127.0.0.1", Standing.BUSY)
    waiting = [asyncio.create_task(come(at, "127.0.0.1")) for _ in range(2)]
    await asyncio.sleep(0)
    assert await come(at, "127.0.0.1") is None, "too many wait already"
    entrants[0].close()
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert [task.result() is not None for task in done] == [True]
    at.close()
    assert [entrant is not None for entrant in await asyncio.gather(*waiting)].count(True) == 1
