"""A live debate that no moderator looks after closes by itself, on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.debate.actors import Actor
from server.debate.commands import ShutDoor
from server.live.abandoned import A_LAST_LOOK_MS
from tests.given.clocks import FakeClock
from tests.given.live_house import House

HOURS = 12
ALMOST_S = HOURS * 60 * 60 - 60


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def evening(tmp_path: Path, database_url: str, clock: FakeClock) -> AsyncIterator[House]:
    """A house whose clock moves when told."""
    house = House(tmp_path, database_url=database_url, close_after_h=HOURS)
    house.clock = clock
    await house.open()
    yield house
    await house.close()


async def phase(house: House, code: str) -> str:
    row = await house.store.debates.get(code)
    assert row is not None
    return row.phase


@pytest.mark.parametrize("is_open", [True, False])
async def test_a_live_debate_closes_after_hours_without_a_moderator(
    evening: House, clock: FakeClock, is_open: bool
) -> None:
    code, ahead = await evening.debate(), await evening.debate("collecting")
    if not is_open:
        await evening.rooms.forget(code)

    clock.pass_s(ALMOST_S)
    await evening.rooms.close_abandoned()
    assert await phase(evening, code) == "live"

    clock.pass_s(120)
    await evening.rooms.close_abandoned()
    clock.pass_s(A_LAST_LOOK_MS / 1_000)
    await evening.rooms.close_abandoned()

    assert (await phase(evening, code), await phase(evening, ahead)) == ("closed", "collecting")
    journal = await evening.store.journal.read(code)
    assert {entry.role for entry in journal[-2:]} == {"server"}
    assert await evening.store.seals.of(code) is None, "the key is still there"


async def test_whoever_has_a_control_screen_open_looks_after_it(
    evening: House, clock: FakeClock
) -> None:
    code = await evening.debate()
    moderator = await evening.moderator(code)
    room = await evening.rooms.get(code)
    async with asyncio.timeout(10):
        while not room.around.moderators:
            await asyncio.sleep(0.01)

    for _ in range(3):
        clock.pass_s(ALMOST_S)
        await evening.rooms.close_abandoned()
    assert await phase(evening, code) == "live"

    await moderator.leave()
    async with asyncio.timeout(10):
        while room.around.moderators:
            await asyncio.sleep(0.01)
    clock.pass_s(ALMOST_S)
    await evening.rooms.close_abandoned()
    assert await phase(evening, code) == "live"

    clock.pass_s(120)
    await evening.rooms.close_abandoned()
    assert await phase(evening, code) == "closed"


async def test_a_command_without_a_screen_counts_as_well(evening: House, clock: FakeClock) -> None:
    code = await evening.debate()
    clock.pass_s(ALMOST_S)
    room = await evening.rooms.get(code)
    await room.handle(Actor("producer", "token:1", "Script"), ShutDoor(id="c1", what="voting"))

    clock.pass_s(ALMOST_S)
    await evening.rooms.close_abandoned()

    assert await phase(evening, code) == "live"
