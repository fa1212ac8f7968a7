"""Ballots: one for each question and participant, in groups with the tallies they change."""

from server.store import Change, Store
from server.store.ballots import REMEMBERED, digest

CODE = "482915"


async def test_the_last_word_of_a_participant_stands(store: Store) -> None:
    await store.ballots.write(CODE, [Change("q1", "ana", True, ("c1",))], {"q1": 1})
    await store.ballots.write(CODE, [Change("q1", "ana", False, ("c2",))], {"q1": 0})
    (ballot,) = await store.ballots.read(CODE)
    assert (ballot.on, ballot.digests) == (False, (digest("c2"), digest("c1")))
    assert await store.ballots.tallies(CODE) == {"q1": 0}


async def test_only_the_last_commands_are_remembered(store: Store) -> None:
    for number in range(REMEMBERED + 3):
        change = Change("q1", "ana", number % 2 == 0, (f"c{number}",))
        await store.ballots.write(CODE, [change], {"q1": 1})
    (ballot,) = await store.ballots.read(CODE)
    assert len(ballot.digests) == REMEMBERED
    assert ballot.digests[0] == digest(f"c{REMEMBERED + 2}")


async def test_the_order_of_rows_does_not_tell_who_voted_when(store: Store) -> None:
    for name in ("ceca", "ana", "besa"):
        await store.ballots.write(CODE, [Change("q1", name, True, ("c",))], {"q1": 1})
    assert [ballot.handle for ballot in await store.ballots.read(CODE)] == ["ana", "besa", "ceca"]


async def test_other_debates_are_other_ballots(store: Store) -> None:
    await store.ballots.write(CODE, [Change("q1", "ana", True, ())], {"q1": 1})
    assert await store.ballots.read("000000") == []
