"""Timetables are kept where nobody looks, on SQLite and PostgreSQL."""

from server.debate.inner_commands import DescribeDebate
from tests.given.live_house import House


async def test_a_debate_opens_by_itself_without_a_room(house: House) -> None:
    now = house.clock.now()
    settings = DescribeDebate(
        id="new", programme="social-club", title={"en": "Jobs"}, opens_at=now - 1_000
    )
    later = DescribeDebate(
        id="new", programme="social-club", title={"en": "Jobs"}, opens_at=now + 3_600_000
    )
    due, other = [await house.tools.create(one) for one in (settings, later)]
    for code in (due, other):
        await house.rooms.forget(code)

    await house.rooms.keep_timetables()
    await house.rooms.keep_timetables()

    rows = {row.code: row.phase for row in await house.store.debates.list()}
    assert (rows[due], rows[other]) == ("collecting", "draft")
    assert [entry.role for entry in await house.store.journal.read(due)][-1] == "server"
    assert len(await house.store.journal.read(due)) == 2
