"""A room in which some have voted."""

from server.debate.actors import Actor
from server.live.room import Room
from tests.given.debates import PRODUCER, command
from tests.given.handles import handle
from tests.given.live_house import House

VOTES = {"ana": (1, 2, 3), "besa": (1,), "ceca": (2, 3), "dren": (3,)}


async def voted(house: House) -> Room:
    """Three questions, the second merged into the first; `VOTES`, and one that was taken back."""
    room = await house.rooms.get(await house.debate())
    for number in (1, 2, 3):
        person = Actor("participant", handle(f"author {number}"))
        await room.handle(person, command("submit", f"s{number}", text=f"Kada {number}?"))
        await room.handle(PRODUCER, command("approve", f"a{number}", question=f"q{number}"))
    for name, numbers in VOTES.items():
        for number in numbers:
            await vote(room, name, f"q{number}")
    await vote(room, "ema", "q1")
    await vote(room, "ema", "q1", on=False)
    await room.handle(PRODUCER, command("merge", "m", question="q2", into="q1"))
    return room


async def vote(room: Room, name: str, question: str, on: bool = True) -> None:
    voter, id_ = Actor("participant", handle(name)), f"{question} {on}"
    await room.handle(voter, command("vote", id_, question=question, on=on))
