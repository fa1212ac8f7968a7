"""Remarks in rooms: kept once, seen in every process, told through both doors."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from server.cluster.relay import InProcessRelay
from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.live.room import Room
from tests.given.debates import HOST, PRODUCER, SCREENER, command
from tests.given.live_house import House, open_house


async def say(room: Room, id_: str = "s", by: Actor = PRODUCER, **fields: Any) -> int:
    return int((await room.handle(by, command("say", id_, **fields)))["remark"])


async def hear(room: Room, remark: int, id_: str = "h") -> None:
    await room.handle(HOST, command("heard", id_, remark=remark))


async def test_the_same_command_says_it_once_also_after_a_restart(house: House) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    assert await say(room, "c1", text="Pazi na vreme", to="host") == 1
    assert await say(room, "c1", text="Pazi na vreme", to="host") == 1
    await hear(room, 1)
    await house.rooms.forget(code)

    again = await house.rooms.get(code)

    assert await say(again, "c1", text="Pazi na vreme", to="host") == 1
    await hear(again, 1)
    assert [(r.text, r.heard_at is None) for r in again.around.remarks.values()] == [
        ("Pazi na vreme", False)
    ]


async def test_nothing_of_it_is_in_the_journal_and_closing_forgets_it(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    before = room.debate.seq
    await say(room, text="Kraj")
    assert room.debate.seq == before == len(await house.store.journal.read(room.code))

    await room.handle(PRODUCER, command("phase", "p", to="closed"))

    assert await house.store.remarks.read(room.code) == []
    assert room.around.remarks == {}
    with pytest.raises(Rejected, match="wrong_phase"):
        await say(room, "after", text="Hvala")


async def test_who_says_too_much_has_to_wait(tmp_path: Path) -> None:
    # So slow that nothing comes back meanwhile.
    async with open_house(tmp_path, pace=0.001) as house:
        room = await house.rooms.get(await house.debate())
        for number in range(20):
            await say(room, f"c{number}", text="Brže")
        with pytest.raises(Rejected, match="too_fast"):
            await say(room, "one more", text="Brže")
        assert await say(room, "c3", text="Brže") == 4  # said before
        assert await say(room, by=SCREENER, text="Polako") == 21


@pytest.mark.parametrize("hinted", [True, False], ids=["at once", "without a hint"])
async def test_another_process_sees_what_was_said_and_heard(
    tmp_path: Path, database_url: str, hinted: bool
) -> None:
    relay = InProcessRelay(alone=False)
    other = relay if hinted else InProcessRelay(alone=False)
    given = {"database_url": database_url, "cares": not hinted}  # so that only the hint is heard
    async with (
        open_house(tmp_path, relay=relay, **given) as one,
        open_house(tmp_path, relay=other, **given) as two,
    ):
        code = await one.debate()
        here, there = await one.rooms.get(code), await two.rooms.get(code)
        host = await two.moderator(code, "host", role="host")
        producer = await one.moderator(code)

        await say(here, preset="wrap_up", to="host")
        await host.until(lambda: "1" in host.document["debate"]["remarks"])
        await host.do("heard", remark=1)
        await producer.until(lambda: "heard_at" in producer.document["debate"]["remarks"]["1"])

        # Each through the process that has not seen what the other said a moment ago.
        both = await asyncio.gather(say(here, "a", text="Jedan"), say(there, "b", text="Dva"))
        assert sorted(both) == [2, 3]
        await here.catch_up()
        await there.catch_up()
        assert here.around.remarks == there.around.remarks
        for visitor in (host, producer):
            await visitor.leave()


async def test_a_host_hears_what_was_said_elsewhere_a_moment_ago(
    tmp_path: Path, database_url: str
) -> None:
    far = InProcessRelay(alone=False)
    async with (
        open_house(tmp_path, relay=InProcessRelay(alone=False), database_url=database_url) as one,
        open_house(tmp_path, relay=far, database_url=database_url) as two,
    ):
        code = await one.debate()
        here, there = await one.rooms.get(code), await two.rooms.get(code)
        number = await say(here, text="Kraj", to="host")
        await hear(there, number)
        assert there.around.remarks[number].heard_at is not None


async def test_while_the_database_is_locked_nothing_is_said_and_afterwards_it_is(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    async with house.locked():
        with pytest.raises(Rejected, match="unavailable"):
            await say(room, "c", text="Kraj")
    assert room.around.remarks == {}
    assert await say(room, "c", text="Kraj") == 1
