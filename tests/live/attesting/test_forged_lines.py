"""Somebody who has the database, but not the secret of the house, writes into the journal of an
open debate: nothing of it is taken in, nothing signed, and everybody is told."""

import logging
import secrets

import pytest

from server.archive.verify import verify
from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.sealing import BallotsSealed, recount
from server.debate.refusals import Rejected
from server.live.room import Room
from server.store import NotOurs
from server.transparency.merkle import Tree
from tests.given.debates import PRODUCER, command
from tests.given.handles import handle
from tests.given.live_house import House
from tests.live.voters import voted
from tests.store.rewriting import append_forged, execute

TEXT, OTHER = "Ko je platio most?", "Koliko je most lep?"


def following(house: House, room: Room, *events: e.Event) -> list[e.Entry]:
    """As the producer's next deed."""
    seq, now = room.debate.seq + 1, house.clock.now()
    return [e.Entry(n, now, seq, "producer", event, "mira") for n, event in enumerate(events, seq)]


def closing(room: Room) -> tuple[list[e.Event], list[str]]:
    """What says that 500 voted for q1, and the list of ballots that goes with it."""
    ballots = sorted(f"q1 {secrets.token_hex(8)}" for _ in range(500))
    into = {one.id: one.merged_into for one in room.debate.questions.values()}
    counted = recount(ballots, into)
    return [
        BallotsSealed(ballots=500, root=Tree(b.encode() for b in ballots).root().hex()),
        e.TalliesSealed(tallies=counted.tallies, own=counted.own, ballots=500, participants=500),
        e.LengthsSealed(on_air={}, spoken={}, decision=0, wait=None),
        e.PhaseChanged(to="closed"),
    ], ballots


async def is_told_and_not_signed(house: House, room: Room) -> None:
    """At the next look, on a phone, and to whoever wants to do something."""
    before = await house.store.checkpoints.last(room.code)
    phone = await house.phone(room.code)
    await room.attesting.close()
    await room.attesting.look()
    await phone.until(lambda: phone.document["debate"].get("disputed") == ["journal"])
    await phone.leave()
    assert room.around.disputed == ("journal",)
    assert await house.store.checkpoints.last(room.code) == before
    report = await verify(house.store, room.code)
    assert report is not None and not report.ok


async def is_refused(room: Room) -> None:
    with pytest.raises(Rejected, match="unavailable"):
        await room.handle(PRODUCER, command("shut", secrets.token_hex(4), what="submissions"))


async def test_a_closing_that_somebody_wrote_is_not_taken_in(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    room = await voted(house)
    await room.committing.compare()
    await room.attesting.look()
    seq, tallies = room.debate.seq, [room.debate.tally(one) for one in ("q1", "q3")]
    events, ballots = closing(room)
    await append_forged(house.store, room.code, following(house, room, *events))
    await execute(house.store, "DELETE FROM ballots")
    await execute(
        house.store,
        'INSERT INTO ballots (debate, question, handle, "on", was, commands, mark, proof)'
        " VALUES (:code, 'q1', :handle, true, false, '', 0, '')",
        *({"code": room.code, "handle": one.split()[1]} for one in ballots),
    )
    await execute(house.store, "UPDATE debates SET phase = 'closed', closed_at = 1")

    await is_refused(room)

    assert (room.debate.phase, room.debate.seq) == ("live", seq)
    assert [room.debate.tally(one) for one in ("q1", "q3")] == tallies
    await is_told_and_not_signed(house, room)
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    said = {(one.debate, one.line) for one in told if hasattr(one, "line")}  # type: ignore[attr-defined]
    assert said == {(room.code, seq + 1)}


async def test_a_dismissal_that_somebody_wrote_is_not_taken_in_after_a_restart_either(
    house: House,
) -> None:
    room = await asked(house)
    forged = e.QuestionDismissed(question="q1", reason="off_topic")
    await append_forged(house.store, room.code, following(house, room, forged))

    await is_refused(room)
    assert room.debate.questions["q1"].state == "open"
    await is_told_and_not_signed(house, room)

    again = house.again(room)
    await again.load()
    assert (again.debate.seq, again.debate.questions["q1"].state) == (room.debate.seq, "open")
    assert again.around.disputed == ("journal",)
    await is_refused(again)
    await again.close()


async def asked(house: House) -> Room:
    """A question of this text is open, and the log is signed."""
    room = await house.rooms.get(await house.debate())
    ana = Actor("participant", handle("ana"))
    await room.handle(ana, c.SubmitQuestion(id="s1", text=TEXT))
    await room.handle(PRODUCER, command("approve", "a1", question="q1"))
    await room.attesting.close()
    await room.attesting.look()
    assert not room.around.disputed
    return room


REWRITTEN = {
    "the text": f"sealed = replace(sealed, '{TEXT}', '{OTHER}')",
    "the time": "at = at + 600000",
    "the action": "action = action + 1",
    "the role": "role = 'owner'",
    "the moderator": "\"by\" = 'somebody'",
    "the author": "author = '" + "ab" * 16 + "'",
    "the proof": "proof = ''",
}


@pytest.mark.parametrize("what", REWRITTEN)
async def test_what_stands_beside_a_line_is_rewritten_by_nobody_unnoticed(
    house: House, what: str
) -> None:
    room = await asked(house)
    first = "(SELECT min(seq) FROM journal WHERE author IS NOT NULL)"
    await execute(house.store, f"UPDATE journal SET {REWRITTEN[what]} WHERE seq = {first}")

    await is_told_and_not_signed(house, room)
    assert room.debate.questions["q1"].text == TEXT

    again = house.again(room)
    await again.load()
    assert again.around.disputed == ("journal",)
    assert OTHER not in [one.text for one in again.debate.questions.values()]
    await is_refused(again)
    await again.close()


async def test_lines_of_an_open_debate_whose_proofs_are_all_gone_are_of_nobody(
    house: House,
) -> None:
    """Also where its row says that it is closed."""
    room = await asked(house)
    await execute(house.store, "UPDATE journal SET proof = ''")
    await execute(house.store, "UPDATE debates SET phase = 'closed'")

    await house.store.debates.make_good()

    assert house.store.seals.keys.has(room.code), "what closes a debate is its journal"
    await is_told_and_not_signed(house, room)
    with pytest.raises(NotOurs):
        await house.again(room).load()


async def test_a_closed_debate_is_read_without_proofs_and_what_comes_behind_needs_one(
    house: House,
) -> None:
    """Its house may have had another secret, or none that proved lines."""
    room = await asked(house)
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    await execute(house.store, "UPDATE journal SET proof = ''")

    again = house.again(room)
    assert again._known.seal is None
    await again.load()
    await again.attesting.look()
    assert (again.debate.phase, again.around.disputed) == ("closed", ())

    forged = e.PhaseChanged(to="archived")
    await append_forged(house.store, room.code, following(house, room, forged))
    await again.attesting.look()
    assert (again.debate.phase, again.around.disputed) == ("closed", ("journal",))
    await again.close()


async def test_another_process_takes_in_a_closing_whose_authors_are_others_by_now(
    house: House,
) -> None:
    room = await asked(house)
    other = house.again(room)
    await other.load()
    ana = Actor("participant", handle("ana"))
    await room.handle(ana, c.SubmitQuestion(id="s2", text=OTHER))
    await room.handle(PRODUCER, command("phase", "end", to="closed"))

    await other.catch_up()

    assert (other.debate.phase, other.around.disputed) == ("closed", ())
    await other.attesting.close()
    await other.attesting.look()
    assert other.around.disputed == ()
    await other.close()


async def test_lines_behind_a_closed_debate_are_found_also_where_no_process_ran_meanwhile(
    house: House,
) -> None:
    """They follow the hash before them, as whoever has the database can write; those that were
    signed need no proof, these do."""
    room = await asked(house)
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    await room.attesting.close()
    await execute(house.store, "UPDATE journal SET proof = ''")
    before = await house.store.checkpoints.last(room.code)
    await append_forged(
        house.store, room.code, following(house, room, e.PhaseChanged(to="archived"))
    )

    again = house.again(room, alone=True)
    await again.load()
    await again.attesting.look()

    assert again.around.disputed == ("journal",)
    assert await house.store.checkpoints.last(room.code) == before
    report, _ = await house.tools.verify(room.code, lambda part: None)
    assert f"line {room.debate.seq + 1}: this house did not write it" in report["problems"]
    await again.close()


async def test_what_is_wrong_is_logged_once_however_often_it_is_looked_for(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """As where several processes look at each other's every other second."""
    room = await asked(house)
    forged = e.QuestionDismissed(question="q1", reason="off_topic")
    await append_forged(house.store, room.code, following(house, room, forged))

    for _ in range(3):
        house.rooms._look(room)
        await house.rooms._catching_up[room.code]

    told = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one.getMessage() for one in told] == [
        "the journal of a debate is not what it was: nothing of it is signed"
    ]
