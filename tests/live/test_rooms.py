"""The rooms of a process: which are open, on SQLite and PostgreSQL."""

import asyncio
from pathlib import Path

from tests.given.live_house import House, open_house


async def made_ready(house: House) -> list[str]:
    """The debates whose control screen is made before anybody has asked for it."""
    async with asyncio.timeout(10):
        while True:
            ready = [
                r.code for r in house.rooms.open_rooms() if r.views.look_again("control", set())
            ]
            if ready:
                return ready
            await asyncio.sleep(0.01)


async def test_what_is_live_is_ready_for_moderators_before_they_are_back(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path, database_url=database_url) as house:
        live = await house.debate()
        await house.debate("collecting")

    async with open_house(tmp_path, database_url=database_url) as house:
        assert await made_ready(house) == [live]
