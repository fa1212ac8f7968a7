"""Closing puts a list in the place of the ballots: anybody can count it, nobody is known in it."""

from collections import Counter

import pytest
from sqlalchemy import text

from server.debate import commands as c
from server.debate import events as e
from server.debate.deciding.sealing import BallotsSealed, parts_of, recount
from server.live.room import Room
from server.store import Change, Unavailable
from server.transparency.merkle import Tree
from tests.given import enormous, holds
from tests.given.debates import OWNER, PRODUCER, command
from tests.given.handles import handle
from tests.given.live_house import House
from tests.live.voters import voted


async def close(room: Room) -> list[e.Event]:
    """Returns what it wrote in the journal."""
    before = room.debate.seq
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    return [
        entry.event for entry in await room._following._store.journal.read(room.code, after=before)
    ]


async def test_the_list_has_all_ballots_and_its_root_is_in_the_journal(house: House) -> None:
    room = await voted(house)

    sealed, *others = await close(room)

    rows = await house.store.ballots.sealed_list(room.code)
    assert Counter(parts_of(row)[0] for row in rows) == {"q1": 2, "q2": 2, "q3": 3}
    assert rows == sorted(rows)
    assert all(len(parts_of(row)[1]) == 16 for row in rows)
    root = Tree(row.encode() for row in rows).root().hex()
    assert sealed == BallotsSealed(ballots=7, root=root)
    assert isinstance(others[0], e.PhaseChanged)
    (seal,) = [event for event in others if isinstance(event, e.TalliesSealed)]
    counts = recount(rows, {"q1": None, "q2": "q1", "q3": None})
    assert (counts.own, counts.tallies) == (seal.own, seal.tallies)
    assert (counts.people, seal.participants) == ((3, 6), 4)


async def test_a_person_has_one_handle_in_a_tree_and_another_elsewhere(house: House) -> None:
    room = await voted(house)
    await close(room)
    of: dict[str, set[str]] = {"q1": set(), "q2": set(), "q3": set()}
    for row in await house.store.ballots.sealed_list(room.code):
        question, whose, _ = parts_of(row)
        of[question].add(whose)
    assert len(of["q1"] & of["q2"]) == 1, "ana voted for both"
    assert not (of["q1"] | of["q2"]) & of["q3"]


async def test_nothing_of_the_old_rows_is_left_in_the_file(house: House) -> None:
    """Of PostgreSQL's files tells tests/store/test_raw_image.py."""
    room = await voted(house)
    if not house.file.exists():
        return
    old = await kept(room, "handle", "proof", "commands")
    before = files(house)
    await close(room)
    secrets = {part[:32].encode() for row in old for part in row}
    assert all(one in before for one in secrets), "there is something to find"
    left = files(house)
    assert not [one for one in secrets if one in left]


def files(house: House) -> bytes:
    return b"".join(path.read_bytes() for path in house.file.parent.glob("tribina.db*"))


async def kept(room: Room, *columns: str) -> list[tuple[str, ...]]:
    """Of the ballots, as the database has them."""
    async with room._following._store.ballots._database.read() as connection:
        rows = await connection.execute(text(f"SELECT {', '.join(columns)} FROM ballots"))
        return [tuple(row) for row in rows]


async def test_what_was_set_apart_is_in_the_list_as_such(house: House) -> None:
    room = await voted(house)
    besa = room.debate.tallies
    await room._box.belong("b1", [("q1", handle("besa"))])
    assert besa.burst_of(handle("besa")) == "b1"
    apart = e.BallotsSetApart(
        burst="b1", rule="r", seconds=1, voters=1, usual=0, ballots=1, questions={"q1": 1}, signs={}
    )
    await house.store.journal.append(
        room.code, [apart], after=room.debate.seq, at=1, role="producer", by="mira"
    )
    await room.catch_up()

    events = await close(room)

    rows = await house.store.ballots.sealed_list(room.code)
    assert [parts_of(row)[0] for row in rows if parts_of(row)[2]] == ["q1"]
    (seal,) = [event for event in events if isinstance(event, e.TalliesSealed)]
    counts = recount(rows, {"q1": None, "q2": "q1", "q3": None})
    assert (counts.own, counts.tallies) == (seal.own, seal.tallies)
    assert (counts.apart, counts.with_apart) == (seal.apart, seal.with_apart)


async def test_killed_before_the_key_was_destroyed_it_is_closed_with_its_list(house: House) -> None:
    room = await voted(house)

    async def killed(code: str) -> None:
        raise Unavailable("killed")

    house.store.debates.unlink = killed  # type: ignore[method-assign]
    with pytest.raises(Exception, match="unavailable"):
        await close(room)
    del house.store.debates.unlink
    assert await house.store.seals.of(room.code) is not None
    rows = await house.store.ballots.sealed_list(room.code)
    assert len(rows) == 7

    await house.store.debates.make_good()

    assert await house.store.ballots.sealed_list(room.code) == rows
    again = house.again(room)
    await again.load()
    assert again.debate.ballots == 7 and not again.is_half_closed


async def test_what_an_older_program_had_half_closed_is_unlinked(house: House) -> None:
    room = await voted(house)
    before = {ballot.handle for ballot in await house.store.ballots.read(room.code)}
    sealed = {handle for (handle,) in await kept(room, "handle")}
    await house.store.journal.append(
        room.code,
        [e.PhaseChanged(to="closed")],
        after=room.debate.seq,
        at=1,
        role="producer",
        by="mira",
    )

    await house.store.debates.make_good()

    left = await house.store.ballots.read(room.code)
    assert Counter(b.question for b in left if b.on) == {"q1": 2, "q2": 2, "q3": 3}
    assert not {ballot.handle for ballot in left} & (before | sealed)


async def test_a_vote_through_another_process_is_in_the_list_or_refused(house: House) -> None:
    room = await voted(house)
    other = Change("q3", handle("zora"), True, ())
    await house.store.ballots.write(room.code, [other])  # nobody has told this room

    await close(room)

    rows = await house.store.ballots.sealed_list(room.code)
    assert Counter(parts_of(row)[0] for row in rows)["q3"] == 4


@pytest.mark.alone
async def test_a_list_of_100_000_is_made_while_nobody_waits_for_it(house: House) -> None:
    size = enormous.Size(asked=100, shown=100, translated=0, voters=10_000)
    await enormous.write(house.store, size, closed=False)
    room = await house.rooms.get(enormous.CODE)

    with holds.watched() as held:
        await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))

    assert held.longest_ms < holds.MOST_MS, held.what
    assert len(await house.store.ballots.sealed_list(enormous.CODE)) == 100_000
