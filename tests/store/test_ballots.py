"""Ballots: one for each question and participant, in groups with the tallies they change."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from server.debate import events as e
from server.debate.deciding.sealing import SealedList
from server.store import BEFORE_ALL, Change, Closed, Conflict, Kept, Moved, Store
from server.store.ballots import BEHIND_AT_MOST, REMEMBERED
from tests.given.handles import handle, told

CODE = "482915"


@pytest_asyncio.fixture
async def store(store: Store) -> Store:
    await store.debates.create(CODE, 1)
    return store


@pytest_asyncio.fixture
async def other(store: Store, url: str) -> AsyncIterator[Store]:
    """The same store as another process has it."""
    opened = await Store.open(url, store.seals.keys)
    yield opened
    await opened.close()


def change(question: str, name: str, on: bool, commands: tuple[str, ...] = ()) -> Change:
    return Change(question, handle(name), on, tuple(map(told, commands)))


def kept(question: str, name: str, on: bool, *commands: str) -> Kept:
    return Kept(question, handle(name), on, tuple(told(command) for command in commands))


async def mark_of(store: Store) -> int:
    """Of the newest ballots there are."""
    return (await store.ballots.since(CODE, BEFORE_ALL)).mark


async def closed(store: Store, mark: int) -> None:
    async def nothing() -> SealedList:
        return SealedList([], "")

    closing = e.PhaseChanged(to="closed")
    await store.journal.close(
        CODE, [closing], after=0, at=9, role="producer", mark=mark, sealing=nothing
    )


async def test_the_last_word_of_a_participant_stands(store: Store) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True, ("c1",))])
    await store.ballots.write(CODE, [change("q1", "ana", False, ("c2",))])
    assert await store.ballots.read(CODE) == [kept("q1", "ana", False, "c2", "c1")]
    assert await store.ballots.tallies(CODE) == {"q1": 0}


async def test_only_the_last_commands_are_remembered(store: Store) -> None:
    for number in range(REMEMBERED + 3):
        one = change("q1", "ana", number % 2 == 0, (f"c{number}",))
        await store.ballots.write(CODE, [one])
    (ballot,) = await store.ballots.read(CODE)
    assert len(ballot.digests) == REMEMBERED
    assert ballot.digests[0] == told(f"c{REMEMBERED + 2}")


async def test_the_order_of_rows_does_not_tell_who_voted_when(store: Store) -> None:
    names = [f"p{number}" for number in range(12)]
    for name in names:
        await store.ballots.write(CODE, [change("q1", name, True, ("c",))])
    kept = [ballot.handle for ballot in await store.ballots.read(CODE)]
    assert set(kept) == set(map(handle, names))
    assert kept != list(map(handle, names)), "twelve could be in order by chance, but never are"


async def test_other_debates_are_other_ballots(store: Store) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True, ())])
    assert await store.ballots.read("000000") == []


async def test_a_tally_counts_what_really_changed(store: Store) -> None:
    everyone = [change("q1", name, True) for name in ("ana", "besa", "ceca")]
    await store.ballots.write(CODE, everyone)
    await store.ballots.write(CODE, [*everyone, change("q2", "ana", True)])
    await store.ballots.write(CODE, [change("q1", "besa", False), change("q1", "dren", False)])
    assert await store.ballots.tallies(CODE) == {"q1": 2, "q2": 1}


async def test_a_command_that_was_kept_changes_nothing_when_it_comes_again(
    store: Store, other: Store
) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True, ("c1",))])
    await store.ballots.write(CODE, [change("q1", "ana", False, ("c2",))])
    moved = await other.ballots.write(CODE, [change("q1", "ana", True, ("c1",))])
    assert moved.ballots == [kept("q1", "ana", False, "c2", "c1")]
    assert await store.ballots.tallies(CODE) == {"q1": 0}


async def test_whoever_writes_behind_others_still_has_them_to_read(
    store: Store, other: Store
) -> None:
    mine = await store.ballots.write(CODE, [change("q1", "ana", True, ("a",))])
    assert mine.ballots == [kept("q1", "ana", True, "a")]
    theirs = await other.ballots.write(CODE, [change("q1", "besa", True, ("b",))])
    assert (theirs.mark, theirs.ballots) == (BEFORE_ALL, [kept("q1", "besa", True, "b")])
    both = await other.ballots.since(CODE, theirs.mark)
    expected = [kept("q1", "ana", True, "a"), kept("q1", "besa", True, "b")]
    assert sorted(both.ballots, key=lambda one: one.handle) == sorted(
        expected, key=lambda one: one.handle
    )
    next_ = await other.ballots.write(CODE, [change("q2", "besa", True, ("c",))], both.mark)
    assert next_.ballots == [kept("q2", "besa", True, "c")]


async def test_whoever_is_many_groups_behind_learns_all_of_them_at_once(
    store: Store, other: Store
) -> None:
    known = await mark_of(store)
    for number in range(BEHIND_AT_MOST):
        await store.ballots.write(CODE, [change("q1", f"p{number}", True)])
    moved = await other.ballots.write(CODE, [change("q1", "besa", True)], known)
    assert (moved.mark, len(moved.ballots)) == (await mark_of(store), BEHIND_AT_MOST + 1)


async def test_what_moved_behind_a_mark_is_read_once(store: Store, other: Store) -> None:
    assert (await other.ballots.since(CODE, BEFORE_ALL)).ballots == []
    await store.ballots.write(CODE, [change("q1", "ana", True, ("a",))])
    first = await mark_of(store)
    assert (
        await store.ballots.write(CODE, [change("q1", "ana", False, ("b",))], first)
    ).mark > first
    moved = await other.ballots.since(CODE, first)
    assert moved.ballots == [kept("q1", "ana", False, "b", "a")]
    assert await other.ballots.since(CODE, moved.mark) == type(moved)(moved.mark, [])
    assert (await other.ballots.since("000000", 3)).mark == 3


async def test_of_a_closed_debate_nothing_moved_and_nothing_is_to_be_compared(
    store: Store, other: Store
) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True)])
    mark = await mark_of(store)
    await closed(store, mark)
    assert await other.ballots.since(CODE, BEFORE_ALL) == Moved(BEFORE_ALL, [])
    async with other.ballots.look(CODE) as look:
        assert look.mark is None


async def test_after_closing_no_ballot_is_kept(store: Store, other: Store) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True)])
    await closed(store, await mark_of(store))
    with pytest.raises(Closed):
        await other.ballots.write(CODE, [change("q1", "besa", True)])
    assert await store.ballots.tallies(CODE) == {"q1": 1}


async def test_a_debate_that_is_not_there_takes_no_ballots(store: Store) -> None:
    with pytest.raises(Closed):
        await store.ballots.write("000000", [change("q1", "ana", True)])


async def test_whoever_closes_must_know_all_ballots(store: Store, other: Store) -> None:
    await store.ballots.write(CODE, [change("q1", "ana", True)])
    known = await mark_of(store)
    await other.ballots.write(CODE, [change("q1", "besa", True)])
    with pytest.raises(Conflict):
        await closed(store, known)
    await closed(store, await mark_of(store))


async def test_two_writers_at_once_lose_nothing_and_count_nothing_twice(
    store: Store, other: Store
) -> None:
    async def vote(through: Store, number: int) -> None:
        changes = [change(f"q{n}", f"p{(number + n) % 7}", number % 3 > 0) for n in range(5)]
        await through.ballots.write(CODE, changes)

    await asyncio.gather(*(vote((store, other)[n % 2], n) for n in range(60)))

    ballots = await store.ballots.read(CODE)
    counted = {f"q{n}": sum(b.on for b in ballots if b.question == f"q{n}") for n in range(5)}
    assert await store.ballots.tallies(CODE) == counted


async def test_a_reader_beside_writers_misses_nothing(store: Store, other: Store) -> None:
    seen: dict[tuple[str, str], bool] = {}
    mark = BEFORE_ALL

    async def write(through: Store) -> None:
        for number in range(40):
            one = change("q1", f"p{number % 10}", number % 4 > 0)
            await through.ballots.write(CODE, [one, change("q2", f"p{number}", True)])

    writing = asyncio.gather(write(store), write(other))
    while True:
        done = writing.done()
        moved = await store.ballots.since(CODE, mark)
        assert moved.mark >= mark
        mark = moved.mark
        seen |= {(b.question, b.handle): b.on for b in moved.ballots}
        if done:
            break
    await writing
    assert seen == {(b.question, b.handle): b.on for b in await store.ballots.read(CODE)}
