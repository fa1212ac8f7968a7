"""Debates of thousands of questions are opened, read and closed while nobody waits for it."""

import asyncio
from typing import get_args

import pytest

from server.debate import commands as c
from server.debate.showing.documents import View
from tests.given import enormous, holds
from tests.given.debates import OWNER
from tests.given.live_house import House

SIZE = enormous.Size(asked=1_000, shown=400, translated=100, voters=300)
VIEWS = get_args(View)


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.alone
async def test_one_is_opened_and_holds_the_loop_for_nobody(house: House, closed: bool) -> None:
    """Reading 10,000 ballots at once took 100 ms."""
    await enormous.write(house.store, SIZE, closed=closed)

    with holds.watched() as held:
        room = await house.rooms.get(enormous.CODE)
        for view in VIEWS:
            await room.views.ready(view)
            await room.views.document(view)

    assert len(room.debate.questions) == SIZE.asked
    assert room.debate.ballots == SIZE.voters * enormous.VOTED_EACH
    assert held.longest_ms < holds.MOST_MS, held.what


@pytest.mark.alone
async def test_one_is_closed_while_moderators_look_and_holds_the_loop_for_nobody(
    house: House,
) -> None:
    """Of 10,000 questions it took 2.4 s of everybody's time."""
    await enormous.write(house.store, SIZE, closed=False)
    moderator, phone = await house.moderator(enormous.CODE), await house.phone(enormous.CODE)
    room = await house.rooms.get(enormous.CODE)
    await asyncio.sleep(0.1)

    with holds.watched() as held:
        await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))
        for view in ("control", "audience"):
            await room.views.channel(view).settled()

    assert held.longest_ms < holds.MOST_MS, held.what
    await moderator.until(lambda: moderator.document["debate"]["phase"] == "closed")
    await asyncio.gather(moderator.leave(), phone.leave())
