"""A rehearsal that nobody changes for days goes by itself, wholly, on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.cluster.relay import InProcessRelay
from server.debate.actors import Actor
from server.debate.commands import ShutDoor
from server.debate.inner_commands import DescribeDebate
from server.live.outdated import AT_FIRST_S
from tests.given.clocks import FakeClock
from tests.given.live_house import House

DAYS = 14
DAY_S = 24 * 60 * 60
PRODUCER = Actor("producer", "account:mira", "mira")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def houses(
    tmp_path: Path, database_url: str, clock: FakeClock
) -> AsyncIterator[tuple[House, House]]:
    """Two processes whose one clock moves when told."""
    both = [
        House(tmp_path, InProcessRelay(alone=False), database_url=database_url) for _ in range(2)
    ]
    for house in both:
        house.clock = clock
        await house.open()
    yield both[0], both[1]
    for house in both:
        await house.close()


async def rehearsal(house: House) -> str:
    settings = DescribeDebate(
        id="new", programme="social-club", title={"en": "Try it"}, rehearsal=True
    )
    code = await house.tools.create(settings, "collecting")
    phone = await house.phone(code)
    await phone.do("submit", text="Kada će opština?")
    await phone.leave()
    await house.tools.new_token(code, "display", "OBS")
    return code


async def codes(house: House) -> set[str]:
    return {row.code for row in await house.store.debates.list()}


async def look(*houses: House) -> None:
    """All at the same moment, and each for what is gone then."""
    await asyncio.gather(*(house.rooms.outdated.look() for house in houses))
    for house in houses:
        await house.rooms.gone.look()


async def test_it_goes_days_after_its_last_change_with_all_that_is_in_it(
    houses: tuple[House, House], clock: FakeClock
) -> None:
    one, _ = houses
    code, debate = await rehearsal(one), await one.debate()
    for house in houses:
        await house.rooms.get(code)

    clock.pass_s(DAYS * DAY_S - 120)
    await look(*houses)
    assert await codes(one) == {code, debate}

    clock.pass_s(240)
    await look(*houses)

    assert await codes(one) == {debate}
    assert await one.store.journal.read(code) == []
    assert await one.store.ballots.tallies(code) == {}
    assert await one.store.tokens.list(code) == []
    assert one.store.seals.keys.get(code) is None
    for house in houses:
        assert code not in {room.code for room in house.rooms.open_rooms()}


async def test_whatever_is_changed_begins_its_days_anew(
    houses: tuple[House, House], clock: FakeClock
) -> None:
    one, _ = houses
    code = await rehearsal(one)
    made = await one.rooms.outdated.end_of(code)
    clock.pass_s((DAYS - 1) * DAY_S)

    await (await one.rooms.get(code)).handle(PRODUCER, ShutDoor(id="s", what="voting"))

    assert await one.rooms.outdated.end_of(code) - made >= (DAYS - 1) * DAY_S * 1000
    clock.pass_s(2 * DAY_S)
    await look(*houses)
    assert code in await codes(one)


async def test_one_that_is_planned_for_later_stays_until_days_after_its_beginning(
    houses: tuple[House, House], clock: FakeClock
) -> None:
    one, _ = houses
    begins = clock.now() + 3 * DAYS * DAY_S * 1000
    settings = DescribeDebate(
        id="new",
        programme="social-club",
        title={"en": "Try it"},
        rehearsal=True,
        starts_at=begins,
    )
    code = await one.tools.create(settings, "draft")

    clock.pass_s((DAYS + 1) * DAY_S)
    await look(*houses)

    assert code in await codes(one)
    assert await one.rooms.outdated.end_of(code) == begins + DAYS * DAY_S * 1000


async def test_a_process_looks_by_itself_but_not_all_the_time(
    houses: tuple[House, House], clock: FakeClock
) -> None:
    one, _ = houses
    code = await rehearsal(one)
    await one.rooms.outdated.look()
    clock._ms += DAYS * DAY_S * 1000

    await one.rooms.outdated.look()
    assert code in await codes(one)

    clock.pass_s(AT_FIRST_S)
    async with asyncio.timeout(10):
        while code in await codes(one):
            await asyncio.sleep(0.1)
