"""Law 5. Whatever is lost between processes, hints or whole processes, everybody who looks comes
to see the same; and of two who act on the same thing at the same time exactly one does.
"""

import asyncio
import contextlib
import itertools
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, get_args

import pytest
import pytest_asyncio

from server.cluster.relay import Heard
from server.debate.actors import Role
from server.debate.refusals import Rejected
from server.debate.showing.documents import View
from server.demo.visitor import Visitor
from tests.cluster import Cluster
from tests.given.databases import fresh_postgresql
from tests.given.live_house import House, open_house
from tests.given.servers import Site
from tests.given.services import PostgreSQL

TWO_LOOKS_S = 5.0  # a lost hint costs two seconds, and this machine may be busy
BUSY_S = 20.0  # where others run beside it
ROUNDS = 1_000
HEAD_START_S = 0.01  # of one before the other, at most: about as long as a command takes
OF_A_PROCESS = ("online", "moderators", "log")  # told through Redis; looked at in its own time
MIDDLE = ("approve", "dismiss", "restore", "cue", "uncue", "take", "answered", "clear", "undo")


class LossyRelay:
    """Of one process: hints reach the other one as often as `chance` says."""

    alone = False
    working = True

    def __init__(self, dice: random.Random) -> None:
        self.chance = 1.0
        self.other: LossyRelay
        self._dice = dice
        self._listeners: list[Heard] = []

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def hint(self, what: str, by: Heard | None = None, *, calm: bool = False) -> None:
        if self._dice.random() < self.chance:
            for heard in self.other._listeners:
                heard(what)

    async def close(self) -> None:
        self._listeners.clear()


@pytest_asyncio.fixture
async def two(tmp_path: Path, postgresql: PostgreSQL) -> AsyncIterator[tuple[House, House]]:
    """Two processes' rooms on one database."""
    dice = random.Random(5)
    one, other = LossyRelay(dice), LossyRelay(dice)
    one.other, other.other = other, one
    with fresh_postgresql(postgresql) as url:
        async with (
            open_house(tmp_path, relay=one, database_url=url) as here,
            open_house(tmp_path, relay=other, database_url=url) as there,
        ):
            yield here, there


async def attempt(visitor: Visitor, do: str, **fields: Any) -> str:
    """`ok`, or why not."""
    try:
        await visitor.do(do, **fields)
    except Rejected as refusal:
        return refusal.code
    return "ok"


async def attempt_after(wait_s: float, visitor: Visitor, do: str, **fields: Any) -> str:
    """`attempt`, by somebody who comes so much later to it."""
    await asyncio.sleep(wait_s)
    return await attempt(visitor, do, **fields)


async def act(dice: random.Random, people: list[Visitor], desks: list[Visitor], times: int) -> None:
    """Anything, allowed or not, at any of them, several at once."""
    for number in range(times):
        question = f"q{dice.randint(1, 8)}"
        vote = attempt(dice.choice(people), "vote", question=question, on=dice.random() < 0.7)
        doing = dice.choice(MIDDLE)
        fields = {} if doing in ("clear", "undo") else {"question": question}
        if doing == "dismiss":
            fields["reason"] = "off_topic"
        steps = [vote, attempt(dice.choice(desks), doing, **fields)]
        if number % 8 == 0:
            steps.append(attempt(dice.choice(people), "submit", text=f"Kada će biti put {number}?"))
            steps.append(attempt(dice.choice(desks), "say", text=f"Pazi {number}", to="host"))
            steps.append(attempt(dice.choice(desks), "heard", remark=dice.randint(1, 3)))
        await asyncio.gather(*steps)


async def agree(*screens: Visitor, within_s: float = TWO_LOOKS_S) -> None:
    """Wait until all documents are equal. Raises AssertionError."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            while any(kept_of(screen) != kept_of(screens[0]) for screen in screens):
                await asyncio.sleep(0.01)
    for screen in screens:
        assert kept_of(screen) == kept_of(screens[0])


def kept_of(screen: Visitor) -> dict[str, Any]:
    """Its document without what each process knows for itself."""
    debate = {k: v for k, v in screen.document["debate"].items() if k not in OF_A_PROCESS}
    return screen.document | {"debate": debate}


async def watchers(house: House | Site, code: str) -> dict[View, Visitor]:
    roles: dict[View, Role] = {"control": "producer", "display": "display", "host": "host"}
    seen = {view: await house.moderator(code, view, role) for view, role in roles.items()}
    return seen | {"audience": await house.phone(code)}


@pytest.mark.slow
@pytest.mark.parametrize("chance", [0.5, 0.0])
async def test_every_view_in_both_processes_comes_to_be_the_same_whatever_hints_are_lost(
    two: tuple[House, House], chance: float
) -> None:
    dice = random.Random(repr(chance))
    code = await two[0].debate()
    screens = [await watchers(house, code) for house in two]
    people = [await house.phone(code) for house in two for _ in range(3)]
    desks = [seen["control"] for seen in screens]
    for number in range(8):
        asked = await people[number % 6].do(
            "submit", text=f"Pitanje {number}: kada će raditi vrtić?"
        )
        await desks[number % 2].do("approve", question=asked["question"])
    for house in two:
        house.relay.chance = chance  # type: ignore[attr-defined]

    await act(dice, people, desks, times=40)

    one, other = [await house.rooms.get(code) for house in two]
    async with asyncio.timeout(TWO_LOOKS_S):
        while one.debate.seq != other.debate.seq:
            await asyncio.sleep(0.01)
    here, there = screens
    await agree_on_all(here, there)
    tallies = await two[0].store.ballots.tallies(code)
    assert sum(tallies.values()) > 0
    for visitor in [*people, *(screen for seen in screens for screen in seen.values())]:
        await visitor.leave()


@pytest.mark.slow
async def test_processes_come_to_show_the_same_after_one_was_killed_and_redis_was_gone() -> None:
    dice = random.Random(11)
    async with Cluster(durable=False, TRIBINA_PACE="1000") as cluster:
        one, other = cluster.processes
        code = await cluster.debate()
        here, there = await watchers(one, code), await watchers(other, code)
        people = [await process.phone(code) for process in (one, other) for _ in range(2)]
        for number in range(8):
            asked = await people[number % 4].do("submit", text=f"Pitanje {number}: kada?")
            await there["control"].do("approve", question=asked["question"])
        await act(dice, people, [here["control"], there["control"]], times=20)

        await one.kill()
        await act(dice, people[2:], [there["control"]], times=20)
        await one.start()
        here, people[:2] = await watchers(one, code), [await one.phone(code) for _ in range(2)]
        await asyncio.to_thread(cluster.redis.kill)
        await act(dice, people, [here["control"], there["control"]], times=20)
        await agree_on_all(here, there, within_s=BUSY_S)
        await asyncio.to_thread(cluster.redis.start)
        await act(dice, people, [here["control"], there["control"]], times=20)
        await agree_on_all(here, there, within_s=BUSY_S)

        # Who looks for the first time sees what those came to see who saw it all happen.
        await agree_on_all(there, await watchers(one, code), within_s=BUSY_S)


async def agree_on_all(
    here: dict[View, Visitor], there: dict[View, Visitor], within_s: float = TWO_LOOKS_S
) -> None:
    """Wait until every view is the same for both. Raises AssertionError."""
    for view in get_args(View):
        assert here[view].document
        await agree(here[view], there[view], within_s=within_s)


@pytest.mark.alone
async def test_of_two_moderators_at_the_same_question_one_does_it_each_time(
    two: tuple[House, House],
) -> None:
    code = await two[0].debate()
    phone = await two[0].phone(code)
    question = (await phone.do("submit", text="Kada će biti posla?"))["question"]
    mira, agon = [await house.moderator(code) for house in two]
    await mira.do("approve", question=question)
    winners, dice = [0, 0], random.Random(11)
    for number, doing in zip(range(ROUNDS), itertools.cycle(("cue", "uncue")), strict=False):
        await agree_on(question, mira, agon)
        waits = [0.0, 0.0]
        waits[dice.randrange(2)] = dice.uniform(0, HEAD_START_S)
        answers = await asyncio.gather(
            *(
                attempt_after(wait_s, desk, doing, question=question)
                for wait_s, desk in zip(waits, (mira, agon), strict=True)
            )
        )
        assert sorted(answers) == ["ok", "wrong_state"], (number, answers)
        winners[answers.index("ok")] += 1
    await agree_on(question, mira, agon)
    assert min(winners) > ROUNDS / 10, f"it was hardly a race: {winners}"
    for visitor in (phone, mira, agon):
        await visitor.leave()


async def agree_on(question: str, *desks: Visitor) -> None:
    """Wait until both show it alike, and the same rundown. Raises TimeoutError."""

    def shown(desk: Visitor) -> Any:
        return desk.document["questions"][question], desk.document["debate"].get("order")

    async with asyncio.timeout(TWO_LOOKS_S):
        while shown(desks[0]) != shown(desks[1]):
            await asyncio.sleep(0.005)
