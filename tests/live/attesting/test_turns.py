"""However many debates a process serves, their logs are looked at one at a time, and first where
people vote."""

import asyncio

import pytest

from server.debate import commands as c
from server.live.attesting.attesting import Attesting
from server.live.attesting.turns import SHARE, Turns
from server.live.room import Room
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER
from tests.given.live_house import House

TOOK_S = 2.0


class Looks:
    """What was looked at, and how many at a time at most; each look takes two seconds."""

    def __init__(self, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.codes: list[str] = []
        self.most = self._now = 0
        self._clock = clock
        looks = self

        async def look(attesting: Attesting) -> None:
            looks.codes.append(attesting._known.code)
            await looks.take_time()

        monkeypatch.setattr(Attesting, "look", look)

    async def take_time(self) -> None:
        self._now += 1
        self.most = max(self.most, self._now)
        for _ in range(5):
            await asyncio.sleep(0)
        self._clock.pass_s(TOOK_S)
        self._now -= 1


async def debates(house: House, number: int) -> list[Room]:
    rooms = [await house.rooms.get(await house.debate()) for _ in range(number)]
    for room in rooms:
        await room.attesting.close()
    return rooms


async def test_one_is_looked_at_after_the_other_and_first_where_people_vote(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.rooms._turns.close()
    rooms, clock = await debates(house, 3), FakeClock()
    for room in rooms[:2]:
        await room.handle(PRODUCER, c.ShutDoor(id="shut", what="voting"))
    monkeypatch.setattr(Attesting, "is_due", True)
    looks, turns = Looks(clock, monkeypatch), Turns(clock)

    turns.care(rooms)
    turns.care(rooms)
    assert turns._round is not None
    await turns._round

    assert (looks.codes[0], looks.most) == (rooms[2].code, 1)
    assert sorted(looks.codes) == sorted(room.code for room in rooms)


async def test_looks_of_all_rooms_together_leave_most_of_the_time_to_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.rooms._turns.close()
    rooms, clock = await debates(house, 3), FakeClock()
    monkeypatch.setattr(Attesting, "is_due", True)
    looks, turns = Looks(clock, monkeypatch), Turns(clock)
    turns.care(rooms)
    assert turns._round is not None
    await turns._round

    worked_s = TOOK_S * len(rooms)
    clock.pass_s(worked_s * (1 / SHARE - 1) - 1)
    turns.care(rooms)
    assert turns._round.done()
    clock.pass_s(1)
    turns.care(rooms)
    await turns._round

    assert len(looks.codes) == 2 * len(rooms)
