"""Who floods a room with questions keeps neither moderators waiting nor who asks from elsewhere."""

import asyncio

from server.debate.actors import Actor, Source
from tests.given.debates import command
from tests.given.handles import handle
from tests.given.live_house import House

PRODUCER = Actor("producer", "account:mira", "mira")
CROWD = 60


def phone(name: str, network: str) -> Actor:
    return Actor("participant", handle(name), source=Source(near=network))


async def test_who_moderates_or_asks_from_elsewhere_does_not_wait_for_a_crowd(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    done: list[str] = []

    async def ask(name: str, network: str) -> None:
        text = f"Kada dolazi {name}?"
        await room.handle(phone(name, network), command("submit", name, text=text))
        done.append(network)

    async def moderate() -> None:
        await room.handle(PRODUCER, command("countdown", "m"))
        done.append("moderator")

    async with asyncio.TaskGroup() as tasks:
        for number in range(CROWD):
            tasks.create_task(ask(f"broj {number}", "crowd"))
        for number in range(3):
            tasks.create_task(ask(f"drugi {number}", "elsewhere"))
        tasks.create_task(moderate())

    assert done.index("moderator") <= 2, "the one that is being done, and the one that is next"
    assert [done.index("elsewhere"), done[:7].count("elsewhere")] <= [3, 3], "one after the other"
    assert len(done) == CROWD + 4


async def test_one_network_is_heard_in_the_order_it_asked(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await asyncio.gather(
        *(
            room.handle(phone(f"{n}", "crowd"), command("submit", f"{n}", text=f"Kada {n}?"))
            for n in range(8)
        )
    )
    texts = [question.text for question in room.debate.questions.values()]
    assert texts == [f"Kada {n}?" for n in range(8)]
