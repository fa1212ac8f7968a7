"""Whose password is checked next, when many are waiting."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from server.identity import turns as turns_module
from server.identity.turns import (
    EACH_AT_MOST,
    HALF_LIFE_S,
    STRANGERS_AT_MOST,
    Busy,
    PasswordQueue,
    Stranger,
)
from tests.given.clocks import FakeClock


class Desk:
    """Somebody is being checked all the time; who comes has to wait."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.turns = PasswordQueue(self.clock)
        self.served: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._open = asyncio.Event()

    async def occupy(self) -> None:
        self._tasks.append(asyncio.create_task(self._hold()))
        await asyncio.sleep(0)

    async def come(self, who: str, network: str | None, name: str = "mira") -> asyncio.Task[None]:
        task = asyncio.create_task(self._visit(who, Stranger(network, name) if network else None))
        self._tasks.append(task)
        await asyncio.sleep(0)
        return task

    async def end(self) -> list[str]:
        self._open.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return self.served

    async def _hold(self) -> None:
        async with self.turns.turn(None):
            await self._open.wait()

    async def _visit(self, who: str, stranger: Stranger | None) -> None:
        async with self.turns.turn(stranger):
            self.served.append(who)


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    await desk.occupy()
    yield desk
    await desk.end()


async def test_who_is_known_comes_before_all_strangers(desk: Desk) -> None:
    for number in range(5):
        await desk.come(f"stranger {number}", f"192.0.2.{number}")
    await desk.come("mira", None)

    assert (await desk.end())[0] == "mira"


async def test_a_stranger_from_elsewhere_comes_before_a_network_that_fails(desk: Desk) -> None:
    for _ in range(3):
        desk.turns.failed(Stranger("192.0.2.7", "mira"))
    for number in range(5):
        await desk.come(f"flood {number}", "192.0.2.7")
    await desk.come("vesna", "192.0.2.9")

    assert (await desk.end())[0] == "vesna"


async def test_another_name_comes_before_the_one_that_fails_there(desk: Desk) -> None:
    for _ in range(3):
        desk.turns.failed(Stranger("192.0.2.7", "mira"))
    for number in range(EACH_AT_MOST):
        await desk.come(f"flood {number}", "192.0.2.7", "mira")
    await desk.come("vesna", "192.0.2.7", "vesna")

    served = await desk.end()
    assert served[0] == "vesna" and len(served) == EACH_AT_MOST, "the last of the flood went"


async def test_every_other_turn_is_of_whoever_has_waited_longest(desk: Desk) -> None:
    for _ in range(3):
        desk.turns.failed(Stranger("192.0.2.7", "mira"))
    await desk.come("in the hall", "192.0.2.7")
    for number in range(50):
        await desk.come(f"flood {number}", f"198.51.100.{number}")

    assert (await desk.end()).index("in the hall") == 1


async def test_a_network_is_forgiven_in_time(desk: Desk) -> None:
    desk.turns.failed(Stranger("192.0.2.7", "mira"))
    desk.clock.pass_s(HALF_LIFE_S * 2)
    await desk.come("first", "192.0.2.7")
    await desk.come("second", "192.0.2.9")

    assert await desk.end() == ["first", "second"]


async def test_who_is_one_too_many_is_told_at_once(desk: Desk) -> None:
    for number in range(EACH_AT_MOST + 5):
        await desk.come(str(number), "192.0.2.7")
    await desk.come("elsewhere", "192.0.2.9")

    assert len(await desk.end()) == EACH_AT_MOST + 1


async def test_all_strangers_together_are_bounded_and_keep_out_nobody_who_is_known(
    desk: Desk,
) -> None:
    for number in range(STRANGERS_AT_MOST + 50):
        await desk.come(str(number), f"network {number}")
    await desk.come("mira", None)

    served = await desk.end()
    assert served[0] == "mira" and len(served) == STRANGERS_AT_MOST + 1


async def test_nobody_waits_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "PATIENCE_S", 0.0)

    late = [await desk.come("late", network) for network in (None, *["192.0.2.7"] * 5)]
    assert [type(one) for one in await asyncio.gather(*late, return_exceptions=True)] == [Busy] * 6

    monkeypatch.undo()
    await desk.come("next", "192.0.2.7")
    assert await desk.end() == ["next"]


async def test_who_goes_while_waiting_leaves_the_turn_to_others(desk: Desk) -> None:
    gone = [await desk.come("gone", network) for network in (None, "192.0.2.7")]
    await desk.come("stays", "192.0.2.7")
    for task in gone:
        task.cancel()

    assert await desk.end() == ["stays"]


async def test_a_turn_that_comes_to_who_is_just_going_goes_on() -> None:
    """Between the end of somebody's patience and their leaving the queue there is a moment."""
    desk = Desk()
    await desk.occupy()
    going = [await desk.come("gone", network) for network in ("192.0.2.7", "192.0.2.8", None)]
    await desk.come("stays", "192.0.2.9")
    desk._open.set()
    for task in going:
        task.cancel()
    await asyncio.sleep(0)

    assert await desk.end() == ["stays"]
    async with asyncio.timeout(1), desk.turns.turn(None):
        pass
