"""What a room does not know yet, another process may have told the phone already."""

import asyncio
from pathlib import Path

from sqlalchemy import event

from server.debate.refusals import Rejected
from server.limits.table import MESSAGES
from server.live.room import Room
from server.live.voting.catching_up import APART_S, SharedCatchUp
from tests.given.debates import command
from tests.given.live_house import House, open_house
from tests.live.test_room import opened, person


class Standing:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.at = 100.0

    def monotonic(self) -> float:
        return self.at

    def now(self) -> int:
        return int(self.at * 1000)


async def both(apart: tuple[House, House]) -> tuple[Room, Room]:
    code = await apart[0].debate()
    return await apart[0].rooms.get(code), await apart[1].rooms.get(code)


async def test_a_vote_for_what_another_process_opened_a_moment_ago_is_kept(
    apart: tuple[House, House],
) -> None:
    one, other = await both(apart)
    question = await opened(one)

    await other.handle(person("besa"), command("vote", "v", question=question, on=True))

    assert other.debate.tally(question) == 1


async def test_over_a_socket_too(apart: tuple[House, House]) -> None:
    one, other = await both(apart)
    phone = await apart[1].phone(other.code)
    question = await opened(one)

    await phone.do("vote", question=question, on=True)

    assert other.debate.tally(question) == 1


async def test_many_votes_for_nothing_cost_the_store_two_readings_and_are_refused(
    apart: tuple[House, House],
) -> None:
    _, room = await both(apart)
    read: list[str] = []
    engine = apart[1].store.journal._database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *a: read.append(a[2]))

    answers = await asyncio.gather(
        *(
            room.handle(person(f"p{n}"), command("vote", "v", question="q99", on=True))
            for n in range(200)
        ),
        return_exceptions=True,
    )

    assert {str(answer) for answer in answers} == {"unknown_question"}
    assert 1 <= sum("FROM journal" in statement for statement in read) <= 2


async def test_a_vote_in_vain_counts_once_against_the_pace(tmp_path: Path) -> None:
    async with open_house(tmp_path, pace=1.0) as house:
        room = await house.rooms.get(await house.debate())
        votes = [command("vote", f"v{n}", question="q99", on=True) for n in range(100)]
        answers = await asyncio.gather(
            *(room.handle(person("besa"), vote) for vote in votes), return_exceptions=True
        )
    codes = [answer.code for answer in answers if isinstance(answer, Rejected)]
    assert len(codes) == 100
    assert MESSAGES.burst <= codes.count("unknown_question") < MESSAGES.burst + 10
    assert set(codes) == {"unknown_question", "too_fast"}


async def test_a_catch_up_serves_those_who_asked_before_it_began_and_nobody_else() -> None:
    readings = 0
    go_on = asyncio.Event()

    async def read() -> None:
        nonlocal readings
        readings += 1
        await go_on.wait()

    clock = Standing()
    shared = SharedCatchUp(read, clock)
    first = [asyncio.ensure_future(shared.after_now()) for _ in range(3)]
    while not readings:
        await asyncio.sleep(0)
    clock.at += APART_S
    late = asyncio.ensure_future(shared.after_now())
    go_on.set()
    await asyncio.gather(*first)
    await late
    assert readings == 2
