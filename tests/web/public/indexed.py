"""A house whose closed debates are in the index, as a server's background work puts them there."""

from typing import Any

from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.indexing import Indexing
from server.live.room import Room
from server.store import Programme
from tests.given.web_house import OWNER, PRODUCER, House

STARTS_AT = 1_772_903_100_000  # 7 March 2026, 18:05 in Mitrovica


async def index(house: House) -> None:
    """All that is to be done now."""
    while await Indexing(house.store, house.jobs, house.settings.database).look():
        pass


async def another_organisation(house: House) -> None:
    """`aktiv` with a programme `aktiv/voda`."""
    await house.store.organisations.add("aktiv", "Aktiv", 1)
    await house.store.programmes.add(Programme("aktiv/voda", {"en": "Water"}, "aktiv", "#2f5d8a"))


async def debate(
    house: House,
    code: str,
    phase: c.Phase = "collecting",
    programme: str = "social-club",
    title: str = "Jobs",
    **settings: Any,
) -> Room:
    """With a date; in this phase."""
    await house.store.debates.create(code, house.clock.now())
    room = await house.rooms.get(code)
    described = DescribeDebate(
        id="new",
        code=code,
        programme=programme,
        title={"en": title},
        **{"starts_at": STARTS_AT} | settings,
    )
    await room.handle(OWNER, described)
    if phase != "draft":
        await room.handle(OWNER, c.ChangePhase(id="to", to=phase))
    return room


async def asked(house: House, room: Room, text: str) -> str:
    """A question that was put to the guests, in a live debate."""
    id_ = await house.question(room, text)
    await room.handle(PRODUCER, c.TakeQuestion(id=f"t{id_}", question=id_))
    await room.handle(PRODUCER, c.AnswerQuestion(id=f"w{id_}", question=id_, how="answered"))
    return id_


async def close(room: Room) -> None:
    await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))
