"""Questions made to cost as much as they can, while nobody looks: nobody waits for them."""

import asyncio
from collections.abc import Callable

import pytest

from server.debate.actors import Actor, Source
from server.debate.inner_commands import ImportQuestions, Written
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question, Touched
from server.debate.surroundings import Surroundings
from server.limits.asking import Asking
from server.limits.shared import NoSharedLimits
from server.live.alike import Alike
from server.live.room import Room
from tests.given import holds, worst_texts
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER
from tests.given.live_house import House

FLOOD = 150
LONG = "Када ће општина отворити улицу? " * 8
Texts = Callable[[int], list[str]]
KINDS: tuple[Texts, ...] = (
    worst_texts.lexicon_texts,
    worst_texts.one_letter_texts,
    worst_texts.nearly_same_texts,
)


async def until(happened: Callable[[], bool], within_s: float = 60) -> None:
    async with asyncio.timeout(within_s):
        while not happened():
            await asyncio.sleep(0.02)


async def flooded(house: House, texts: Texts, number: int = FLOOD) -> Room:
    room = await house.rooms.get(await house.debate())
    written = tuple(Written(text) for text in texts(number))
    for at in range(0, number, 50):
        some = ImportQuestions(id=f"flood {at}", questions=written[at : at + 50])
        await room.handle(PRODUCER, some)
    return room


@pytest.mark.parametrize("texts", KINDS)
@pytest.mark.alone
async def test_a_flood_holds_the_loop_for_nobody_when_a_moderator_opens_the_control_screen(
    house: House, texts: Texts
) -> None:
    room = await flooded(house, texts)

    with holds.watched() as held:
        moderator = await house.moderator(room.code)
        assert len(moderator.document["questions"]) == FLOOD
        if texts is worst_texts.nearly_same_texts:
            await until(lambda: _with_hints(moderator.document) > FLOOD // 2)

    assert held.longest_ms < holds.MOST_MS, held.what
    await moderator.leave()


def _with_hints(document: Json) -> int:
    return sum("likely" in one or "almost" in one for one in document["questions"].values())


@pytest.mark.alone
async def test_a_search_among_many_of_the_worst_questions_holds_the_loop_for_nobody(
    house: House,
) -> None:
    """What one typed of the worst kind cost 119 ms among 300 questions."""
    room = await house.rooms.get(await house.debate())
    for at, text in enumerate(worst_texts.lexicon_texts(100)):
        room.debate.put(Question(id=f"q{at + 1}", text=text, author=f"a{at}", lang="sr", at=at))
        room.debate.change(f"q{at + 1}", state="open")
    room.views.touch(Touched(questions=set(room.debate.questions)))
    worst = worst_texts.lexicon_texts(110)[-1]
    await room.views.alike.suggest(worst)

    with holds.watched() as held:
        await asyncio.gather(*(room.views.alike.suggest(worst) for _ in range(5)))
        await asyncio.gather(*(room.views.alike.more(None, worst) for _ in range(5)))

    assert held.longest_ms < holds.MOST_MS, held.what


async def test_who_searches_too_often_is_refused_and_so_is_a_network_but_no_hall() -> None:
    clock = FakeClock()
    alike = Alike(Debate(), Surroundings(), clock, 1.0, lambda _: None)
    one = Actor("participant", "one", source=Source(near="home"))
    for _ in range(30):
        alike.pace(one)
    with pytest.raises(Rejected, match="too_fast"):
        alike.pace(one)

    def from_hall(number: int) -> Actor:
        return Actor("participant", f"p{number}", source=Source(near="hall"))

    for second in range(10):
        for at in range(50):  # of five hundred, each of whom types for a second in ten
            alike.pace(from_hall(second * 50 + at))
        clock.pass_s(1.0)
    with pytest.raises(Rejected, match="too_fast"):
        for at in range(1_000):
            alike.pace(from_hall(at))


async def test_while_questions_are_taken_slowly_one_network_crowds_nobody_out() -> None:
    debate, clock = Debate(), FakeClock()
    inbox = Asking(debate, clock, 1.0, NoSharedLimits())

    def somebody(number: int, network: str) -> Actor:
        return Actor("participant", f"p{number}", source=Source(near=network))

    for number in range(500):
        await inbox.take(somebody(number, "flood"))
    debate.waiting.slow = True
    for number in range(60):
        await inbox.take(somebody(number, "flood"))
    with pytest.raises(Rejected, match="too_fast"):
        await inbox.take(somebody(60, "flood"))
    await inbox.take(somebody(61, "another"))


@pytest.mark.alone
async def test_two_hundred_go_and_come_back_at_once_and_hold_the_loop_for_nobody(
    house: House,
) -> None:
    room = await flooded(house, worst_texts.nearly_same_texts, 200)
    moderator = await house.moderator(room.code)
    asked = list(moderator.document["questions"])

    with holds.watched() as held:
        await moderator.do("dismiss_many", questions=asked, reason="spam")
        await moderator.until(lambda: _in_state(moderator.document, "dismissed") == 200)
        await moderator.do("undo")
        await moderator.until(lambda: _in_state(moderator.document, "in_review") == 200)

    assert held.longest_ms < holds.MOST_MS, held.what
    await moderator.leave()


@pytest.mark.alone
async def test_as_many_as_may_be_are_merged_and_approved_at_once_and_hold_the_loop_for_nobody(
    house: House,
) -> None:
    room = await flooded(house, lambda number: [LONG] * number, 200)
    moderator = await house.moderator(room.code)
    asked = list(moderator.document["questions"])

    with holds.watched() as held:
        for at in range(1, 197, 49):
            await moderator.do("merge_many", questions=[asked[0], *asked[at : at + 49]])
        await moderator.until(lambda: _in_state(moderator.document, "merged") == 196)
        for _ in range(4):
            await moderator.do("undo")
        await moderator.do("approve_many", questions=asked)
        await moderator.until(lambda: _in_state(moderator.document, "open") == 200)

    assert held.longest_ms < holds.MOST_MS, held.what
    await moderator.leave()


def _in_state(document: Json, state: str) -> int:
    return sum(one["state"] == state for one in document["questions"].values())
