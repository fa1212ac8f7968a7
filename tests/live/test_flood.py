"""Questions made to cost as much as they can, while nobody looks: nobody waits for them."""

import asyncio
from collections.abc import Callable

import pytest

from server.debate.submitting import ImportQuestions, Written
from server.live.room import Room
from tests import holds, worst_texts
from tests.debates import PRODUCER
from tests.live.house import House

FLOOD = 150
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


def _with_hints(document: dict) -> int:  # type: ignore[type-arg]
    return sum("likely" in one or "almost" in one for one in document["questions"].values())
