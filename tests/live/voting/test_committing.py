"""What the database keeps of the ballots of an open debate is in the journal: who has the database
and the key of the debate cannot change it unseen."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from server.debate.deciding.sealing import BallotsCommitted
from server.debate.events import Entry
from server.live.room import Room
from server.live.voting.committing import EVERY_MS
from server.store import BEFORE_ALL
from server.transparency.merkle import Tree
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER, command
from tests.given.handles import handle
from tests.given.live_house import House, open_house
from tests.live.voters import vote, voted
from tests.store.rewriting import STUFF, stuffed


async def execute(house: House, statement: str, *values: Mapping[str, object]) -> int:
    """Somebody with access to the database; returns how many rows it changed."""
    async with house.store.ballots._database.write() as connection:
        rows = await connection.execute(text(statement), list(values) or None)
        return rows.rowcount


@pytest_asyncio.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Where nothing is compared but when a test says so."""
    async with open_house(tmp_path, database_url=database_url, cares=False) as opened:
        yield opened


async def committed(house: House, room: Room) -> list[BallotsCommitted]:
    entries = await house.store.journal.read(room.code)
    return [entry.event for entry in entries if isinstance(entry.event, BallotsCommitted)]


async def rows_of(house: House, handle_: str) -> list[dict[str, object]]:
    """As they are, by their sealed handle."""
    statement = text('SELECT handle, "on", commands, proof FROM ballots WHERE handle = :handle')
    async with house.store.ballots._database.read() as connection:
        rows = await connection.execute(statement, {"handle": handle_})
        return [dict(row._mapping) for row in rows]


async def as_kept(house: House) -> list[str]:
    async with house.store.ballots._database.read() as connection:
        rows = await connection.execute(text('SELECT question, handle, "on" FROM ballots'))
        return sorted(f"{row.question} {row.handle} {row.on:d}" for row in rows)


async def test_the_journal_says_how_many_there_are_and_their_root(house: House) -> None:
    room = await voted(house)

    await room.committing.compare()

    rows = await as_kept(house)
    mark = (await house.store.ballots.since(room.code, BEFORE_ALL)).mark
    root = Tree(row.encode() for row in rows).root().hex()
    assert len(rows) == 8, "with the one that was taken back"
    assert await committed(house, room) == [BallotsCommitted(ballots=8, root=root, mark=mark)]
    assert not room.around.disputed


async def test_nothing_is_said_where_nothing_moved_and_nobody_sees_that_it_was(
    house: House,
) -> None:
    room = await voted(house)
    acted, undoable = room.debate.acted, room.debate.undoable[-1].action
    for _ in range(3):
        await room.committing.compare()
    assert len(await committed(house, room)) == 1
    assert (room.debate.acted, room.debate.undoable[-1].action) == (acted, undoable)
    await room.handle(PRODUCER, command("undo", "u", action=undoable))
    await vote(room, "zora", "q3")
    await room.committing.compare()
    assert [one.ballots for one in await committed(house, room)] == [8, 9]


async def insert(house: House, room: Room, count: int) -> None:
    """With a mark of their own, and the tally that goes with them."""
    seal = await house.store.seals.must(room.code)
    mark = room.voting.mark + 1
    await execute(house, f"UPDATE debates SET mark = {mark}")
    await execute(house, STUFF, *stuffed(seal, room.code, "q3", count, mark))
    await execute(house, f"UPDATE tallies SET votes = votes + {count} WHERE question = 'q3'")


async def test_a_thousand_inserted_ballots_are_told_and_count_nowhere(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    room = await voted(house)
    phone = await house.phone(room.code)
    await insert(house, room, 1_000)

    await room.catch_up_on_ballots()
    await room.committing.compare()

    assert room.debate.tally("q3") == 3
    assert (await committed(house, room))[-1].disputed == 1_000
    assert room.around.disputed == ("ballots",)
    await phone.until(lambda: phone.document["debate"].get("disputed") == ["ballots"])
    await phone.leave()
    again = house.again(room)
    await again.load()
    assert (again.debate.tally("q3"), again.around.disputed) == (3, ("ballots",))
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert {(one.debate, one.ballots) for one in told} == {(room.code, 1_000)}  # type: ignore[attr-defined]
    events = room.debate.seq
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    assert len(await house.store.ballots.sealed_list(room.code)) == 7
    assert room.debate.seq > events


async def test_dropped_ballots_are_told(house: House) -> None:
    room = await voted(house)
    for number in range(12):
        await vote(room, f"p{number}", "q3")
    await room.committing.compare()
    dropped = await execute(
        house,
        "DELETE FROM ballots WHERE handle IN (SELECT handle FROM ballots"
        " WHERE question = 'q3' ORDER BY handle LIMIT 10)",
    )
    assert dropped == 10

    await room.committing.compare()

    assert (await committed(house, room))[-1].disputed == 10
    assert room.around.disputed == ("ballots",)
    assert room.debate.tally("q3") == 15, "here they are known"


async def test_a_turned_ballot_is_told(house: House) -> None:
    room = await voted(house)
    seal = await house.store.seals.must(room.code)
    of_ana = seal.seal("ballot", ["q3"], bytes.fromhex(handle("ana"))).hex()
    assert await execute(house, f"UPDATE ballots SET \"on\" = false WHERE handle = '{of_ana}'") == 1

    await room.committing.compare()

    assert (await committed(house, room))[-1].disputed == 1


async def test_what_was_changed_while_no_process_ran_is_told_by_the_last_root(
    house: House,
) -> None:
    room = await voted(house)
    seal = await house.store.seals.must(room.code)
    of_ana = seal.seal("ballot", ["q3"], bytes.fromhex(handle("ana"))).hex()
    (earlier,) = await rows_of(house, of_ana)
    await vote(room, "ana", "q3", on=False)
    await room.committing.compare()
    put_back = 'UPDATE ballots SET "on" = :on, commands = :commands, proof = :proof'
    assert await execute(house, f"{put_back} WHERE handle = :handle", earlier) == 1
    again = house.again(room)
    await again.load()
    assert not again.around.disputed, "each row is one that this house wrote"

    await again.committing.compare()

    assert again.around.disputed == ("ballots",)
    await room.catch_up()
    assert room.around.disputed == ("ballots",), "another process read it in the journal"


async def test_ballots_that_were_dropped_while_no_process_ran_are_told_before_anybody_votes(
    house: House,
) -> None:
    room = await voted(house)
    for number in range(12):
        await vote(room, f"p{number}", "q3")
    await room.committing.compare()
    await execute(
        house,
        "DELETE FROM ballots WHERE handle IN (SELECT handle FROM ballots"
        " WHERE question = 'q3' ORDER BY handle LIMIT 10)",
    )
    await execute(house, "UPDATE debates SET mark = mark + 1")

    again = house.again(room)
    await again.load()

    assert again.around.disputed == ("ballots",)
    told = [(one.ballots, one.disputed) for one in await committed(house, room)]
    assert told == [(20, None), (10, 10)]
    await vote(again, "zora", "q3")
    await again.committing.compare()
    assert (await committed(house, room))[-1].disputed is None, "it is said once"


async def test_a_smaller_mark_is_told(house: House) -> None:
    room = await voted(house)
    await room.committing.compare()
    await execute(house, "UPDATE debates SET mark = mark - 3")

    await room.committing.compare()
    again = house.again(room)
    await again.load()

    assert [one.disputed for one in await committed(house, room)] == [None, 1]
    assert room.around.disputed == again.around.disputed == ("ballots",)


async def test_a_mark_that_was_made_smaller_while_no_process_ran_is_told_before_anybody_votes(
    house: House,
) -> None:
    room = await voted(house)
    await room.committing.compare()
    await execute(house, "UPDATE debates SET mark = mark - 3")

    again = house.again(room)
    await again.load()

    assert again.around.disputed == ("ballots",)


async def test_of_several_processes_one_commits(house: House) -> None:
    room = await voted(house)
    other = house.again(room)
    await other.load()

    await asyncio.gather(room.committing.compare(), other.committing.compare())

    assert len(await committed(house, room)) == 1


async def test_whoever_looks_just_behind_a_closing_finds_nothing_wrong(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await voted(house)
    other = house.again(room)
    await other.load()
    await room.handle(PRODUCER, command("phase", "end", to="closed"))

    await other.committing.compare()
    await other.catch_up_on_ballots()

    entries = await house.store.journal.read(room.code)

    async def before_closing(*_: object, **__: object) -> list[Entry]:
        return entries[: other.debate.seq]

    monkeypatch.setattr(house.store.journal, "read", before_closing)
    late = house.again(room)
    await late.load()
    assert not (other.around.disputed or late.around.disputed)
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


async def looked(room: Room) -> None:
    room.committing.look()
    if room.committing._task is not None:
        await room.committing._task


async def test_it_is_time_twice_a_minute_at_most(house: House) -> None:
    house.clock = clock = FakeClock()
    room = house.again(await voted(house))
    await room.load()
    clock.pass_s(EVERY_MS / 1000)
    await looked(room)
    assert len(await committed(house, room)) == 1
    for _ in range(3):
        await vote(room, f"p{_}", "q3")
        clock.pass_s(EVERY_MS / 1000 - 1)
        await looked(room)
        clock.pass_s(2)
        await looked(room)
    assert len(await committed(house, room)) == 4


async def test_one_that_costs_much_is_made_seldom(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clock = clock = FakeClock()
    room = house.again(await voted(house))
    await room.load()
    clock.pass_s(EVERY_MS / 1000)
    begin = clock.monotonic()
    kept = room.committing._compared

    async def costly(*args: object) -> object:
        found = await kept(*args)  # type: ignore[arg-type]
        room.committing._worked_s = 0.6
        return found

    monkeypatch.setattr(room.committing, "_compared", costly)
    await looked(room)
    assert room.committing._not_before == pytest.approx(begin + 120)
