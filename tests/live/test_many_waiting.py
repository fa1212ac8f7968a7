"""Ten thousand questions in review at the live door: nobody waits while a control screen opens."""

import asyncio
from pathlib import Path
from time import thread_time

import pytest

from server.debate.commands import ApproveQuestion, EnterCard
from server.demo.visitor import Visitor
from server.tools import open_tools
from tests import holds, inboxes, worst_texts
from tests.debates import PRODUCER
from tests.live.house import House, open_house

WAITING = 10_000  # the audience's own are five thousand at most
NOTICED_MS = 100.0
FEW = 10


async def full_inbox(house: House) -> str:
    """A debate with one open question and all these in review, in the journal alone."""
    async with open_tools(house.settings) as tools:
        code = await tools.new_debate("social-club", ["Posao"], ["Ana"], phase="live")
        room = await tools._rooms.get(code)
        await room.handle(PRODUCER, EnterCard(id="card", text="Kada će voda?"))
        await room.handle(PRODUCER, ApproveQuestion(id="approve", question="q1"))
        await inboxes.fill(tools, code, worst_texts.nearly_same_texts(WAITING))
    return code


async def elsewhere(url: str, token: str) -> int:
    """Open a control screen in a thread of its own, as it is in another machine. Returns how many
    questions its first picture has."""

    async def look() -> int:
        moderator = Visitor(url, token)
        await moderator.arrive()
        seen = len(moderator.document["questions"])
        await moderator.leave()
        return seen

    return await asyncio.to_thread(asyncio.run, look())


@pytest.mark.alone
async def test_votes_count_at_once_while_a_control_screen_opens_on_ten_thousand(
    tmp_path: Path,
) -> None:
    async with open_house(tmp_path) as house:
        code = await full_inbox(house)
        token = await house.tools.new_token(code, "producer", "producer")
        waits: list[float] = []

        with holds.watched() as held:
            phone = await house.phone(code)
            control = asyncio.create_task(elsewhere(house.url(code, "control"), token))
            while not control.done():
                began = thread_time()  # what the one loop did until the answer was here
                await phone.do("vote", question="q1", on=len(waits) % 2 == 0)
                waits.append((thread_time() - began) * 1_000)

        assert control.result() == WAITING + 1
        assert held.longest_ms < holds.MOST_MS, held.what
        assert len(waits) > FEW, "there was somebody to wait"
        assert max(waits) < NOTICED_MS
        await phone.leave()
