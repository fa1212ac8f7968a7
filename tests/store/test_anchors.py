"""What others are asked about the house's log: the newest head, until they answer, and by one
process at a time."""

import asyncio

from server.store import Store
from server.store.logs.anchors import (
    ASKING_MS,
    FIRST_AGAIN_MS,
    LONGEST_AGAIN_MS,
    STAMPS,
    TRIES,
    Anchor,
    Other,
)

WITNESS = Other("witness", "north.example/witness+00000000+AAAA")
AUTHORITY = Other("rfc3161", "https://stamps.example.org")
CALENDAR = Other("opentimestamps", "https://stamps.example.org")
ALL = (WITNESS, AUTHORITY, CALENDAR)
NOW = 1_800_000_000_000


async def due(store: Store, now: int) -> list[Anchor]:
    """All that is to be asked then; and whoever asks here has not answered."""
    found = []
    while (anchor := await store.anchors.next(now)) is not None:
        found.append(anchor)
    return sorted(found, key=lambda anchor: str(anchor.other))


async def test_everybody_is_asked_once_about_a_head(store: Store) -> None:
    for _ in range(2):
        await store.anchors.queue(ALL, 3, NOW)
    asked = await due(store, NOW)
    assert {anchor.other for anchor in asked} == set(ALL) and len(asked) == len(ALL)
    assert {(anchor.size, anchor.tries) for anchor in asked} == {(3, 0)}
    for anchor in asked:
        await store.anchors.done(anchor, "said")
    await store.anchors.queue(ALL, 3, NOW)
    assert await due(store, NOW + ASKING_MS) == []


async def test_who_is_asked_by_one_process_is_not_by_another_until_that_is_gone(
    store: Store,
) -> None:
    await store.anchors.queue((AUTHORITY,), 3, NOW)
    at_once = await asyncio.gather(*(store.anchors.next(NOW) for _ in range(4)))
    assert [anchor for anchor in at_once if anchor] == [Anchor(AUTHORITY, 3)]
    assert await due(store, NOW + ASKING_MS - 1) == []
    assert await due(store, NOW + ASKING_MS) == [Anchor(AUTHORITY, 3)]


async def test_who_does_not_answer_is_asked_less_and_less_often(store: Store) -> None:
    await store.anchors.queue((AUTHORITY,), 3, NOW)
    now, pauses = NOW, list[int]()
    for tries in range(TRIES):
        (anchor,) = await due(store, now)
        assert anchor.tries == tries
        await store.anchors.later(anchor, now)
        pause = min(FIRST_AGAIN_MS << tries, LONGEST_AGAIN_MS)
        assert await due(store, now + pause - 1) == []
        now, pauses = now + pause, [*pauses, pause]
    assert await due(store, now + LONGEST_AGAIN_MS) == []
    assert sum(pauses) > 7 * 24 * 60 * 60 * 1000
    assert await store.anchors.waiting(3) == (1, 1)


async def test_only_the_newest_head_waits_and_what_was_said_of_others_stays(store: Store) -> None:
    await store.anchors.queue(ALL, 3, NOW)
    await store.anchors.done(Anchor(WITNESS, 3), "— signed\n")
    await store.anchors.done(Anchor(CALENDAR, 3), "file")
    await store.anchors.queue(ALL, 5, NOW)

    assert {(anchor.other, anchor.size) for anchor in await due(store, NOW)} == {
        (other, 5) for other in ALL
    }
    assert await store.anchors.cosignatures(3) == ["— signed\n"]
    assert await store.anchors.cosigned(WITNESS.whom) == 3
    assert await store.anchors.cosigned("another") == 0
    assert await store.anchors.stamps(9) == [Anchor(CALENDAR, 3)]
    assert await store.anchors.answer(Anchor(CALENDAR, 3)) == "file"
    assert await store.anchors.answer(Anchor(AUTHORITY, 3)) == ""


async def test_a_process_that_is_behind_takes_no_newer_head_away(store: Store) -> None:
    await store.anchors.queue(ALL, 5, NOW)
    await store.anchors.queue(ALL, 3, NOW)
    assert {anchor.size for anchor in await due(store, NOW)} == {5}


async def test_who_is_no_longer_to_be_asked_is_not(store: Store) -> None:
    await store.anchors.queue(ALL, 3, NOW)
    await store.anchors.done(Anchor(CALENDAR, 3), "file")
    await store.anchors.queue((), 3, NOW)
    assert await due(store, NOW) == [] and await store.anchors.waiting(3) == (0, 1)
    assert await store.anchors.stamps(9) == [Anchor(CALENDAR, 3)]


async def test_stamps_are_told_the_newest_first(store: Store) -> None:
    for size in (2, 4, 9):
        await store.anchors.queue(ALL, size, NOW)
        for other in ALL:
            await store.anchors.done(Anchor(other, size), "said")
    stamps = await store.anchors.stamps(5)
    assert [stamp.size for stamp in stamps] == [9, 9, 4, 4, 2]
    assert {stamp.other.kind for stamp in stamps} == set(STAMPS)
    assert [stamp.size for stamp in await store.anchors.stamps(5, to=8)] == [4, 4, 2, 2]
