"""Somebody who has the database and the key of an open debate, but not the secret of the house,
writes ballots."""

import pytest
import pytest_asyncio
from sqlalchemy import text

from server.store import BEFORE_ALL, Change, Store
from tests.given.handles import handle, told

CODE = "482915"


@pytest_asyncio.fixture
async def store(store: Store) -> Store:
    await store.debates.create(CODE, 1)
    changes = [
        Change("q1", handle(name), True, (told(f"c {name}"),)) for name in ("ana", "besa", "ceca")
    ]
    await store.ballots.write(CODE, changes)
    return store


async def sealed(store: Store, question: str, name: str) -> str:
    """What a row holds of a handle: the key of the debate is enough to make it."""
    seal = await store.seals.must(CODE)
    return seal.seal("ballot", [question], bytes.fromhex(handle(name))).hex()


async def execute(store: Store, statement: str, **values: object) -> None:
    async with store.ballots._database.write() as connection:
        assert (await connection.execute(text(statement), values)).rowcount


INSERT = """
INSERT INTO ballots (debate, question, handle, "on", was, commands, mark, burst, proof)
SELECT debate, 'q1', :handle, "on", was, commands, mark, burst, proof FROM ballots
WHERE handle = :like
"""


async def counted(store: Store) -> tuple[set[str], int]:
    """Whose ballots are on, and how many rows are forged, as every reader finds it."""
    moved = await store.ballots.since(CODE, BEFORE_ALL)
    read = await store.ballots.looked_at(CODE)
    assert sorted(read.ballots, key=str) == sorted(moved.ballots, key=str)
    assert read.forged == moved.forged
    return {ballot.handle for ballot in moved.ballots if ballot.on}, moved.forged


async def test_what_the_house_wrote_is_proved(store: Store) -> None:
    assert await counted(store) == ({handle("ana"), handle("besa"), handle("ceca")}, 0)


async def test_a_ballot_that_was_put_into_the_table_does_not_count(store: Store) -> None:
    await execute(
        store, INSERT, handle=await sealed(store, "q1", "x"), like=await sealed(store, "q1", "ana")
    )
    assert await counted(store) == ({handle("ana"), handle("besa"), handle("ceca")}, 1)


@pytest.mark.parametrize("change", ['"on" = false', "commands = ''", "proof = ''"])
async def test_a_ballot_that_was_changed_does_not_count(store: Store, change: str) -> None:
    ana = await sealed(store, "q1", "ana")
    await execute(store, f"UPDATE ballots SET {change} WHERE handle = :handle", handle=ana)
    assert await counted(store) == ({handle("besa"), handle("ceca")}, 1)


async def test_a_proof_does_not_prove_a_row_whose_handle_ends_elsewhere(store: Store) -> None:
    ana = await sealed(store, "q1", "ana")
    longer = """
INSERT INTO ballots (debate, question, handle, "on", was, commands, mark, burst, proof)
SELECT debate, question, substr(said, 1, :length), substr(said, :length + 1, 1) = '1', was,
    substr(said, :length + 2), mark, burst, proof
FROM (SELECT *, handle || '1' || substr(commands, 1, 32) AS said FROM ballots) AS rows
WHERE handle = :handle
"""
    for length in range(33, 65):
        await execute(store, longer, length=length, handle=ana)
    assert await counted(store) == ({handle("ana"), handle("besa"), handle("ceca")}, 32)


async def test_commands_that_nobody_can_open_are_told_and_hold_nothing_up(store: Store) -> None:
    ana = await sealed(store, "q1", "ana")
    await execute(
        store, "UPDATE ballots SET commands = commands || 'no digits' WHERE handle = :h", h=ana
    )
    assert await counted(store) == ({handle("besa"), handle("ceca")}, 1)


async def test_a_ballot_of_another_debate_does_not_count(store: Store) -> None:
    await store.debates.create("555555", 1)
    await execute(store, "UPDATE ballots SET debate = '555555'")
    assert (await store.ballots.looked_at("555555")).forged == 3


async def test_a_burst_that_was_written_by_somebody_else_is_none(store: Store) -> None:
    pairs = [("q1", handle("ana")), ("q1", handle("besa"))]
    moved = await store.ballots.belong(CODE, "b1", pairs)
    belong = dict.fromkeys([h for _, h in pairs], "b1")
    assert {b.handle: b.burst for b in moved.ballots if b.burst} == belong
    besa, ceca = await sealed(store, "q1", "besa"), await sealed(store, "q1", "ceca")

    await execute(
        store,
        "UPDATE ballots SET burst = (SELECT burst FROM ballots WHERE handle = :like)"
        " WHERE handle = :handle",
        like=besa,
        handle=ceca,
    )

    moved = await store.ballots.since(CODE, BEFORE_ALL)
    assert {b.handle: b.burst for b in moved.ballots if b.burst} == belong
    assert (len(moved.ballots), moved.forged) == (3, 1)


async def test_the_next_vote_puts_a_changed_ballot_right(store: Store) -> None:
    ana = await sealed(store, "q1", "ana")
    await execute(store, 'UPDATE ballots SET "on" = false WHERE handle = :handle', handle=ana)
    await store.ballots.write(CODE, [Change("q1", handle("ana"), True, (told("later"),))])
    assert (await counted(store))[1] == 0
