"""Bursts in a room: watched, told to moderators, set apart with the ballots, in every process and
after a restart."""

import asyncio
import json
import time
from collections import Counter

import pytest

from server.archive.checking.main import check
from server.archive.export_json import export_json
from server.archive.load import load_record
from server.archive.verify import verify
from server.cluster.relay import InProcessRelay
from server.debate import commands as c
from server.debate.actors import Actor, Source
from server.debate.refusals import Rejected
from server.debate.showing.documents import you_document
from server.debate.showing.heads import audience_debate
from server.debate.state import Debate
from server.debate.surroundings import Surroundings
from server.live import watching
from server.live.room import Room
from server.live.rooms import Rooms
from server.live.watching import NOTED_AT_MOST, Watching
from server.metrics import Metrics
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER, command, control_head
from tests.given.live_house import House

BOTS = 60
PATIENCE_S = 20


async def evening(house: House) -> tuple[Room, str]:
    """A debate with one question that two people voted for."""
    room = await house.rooms.get(await house.debate())
    done = await room.handle(
        Actor("participant", room.handle_of("author")), c.SubmitQuestion(id="s", text="Ko?")
    )
    question = str(done["question"])
    await room.handle(PRODUCER, c.ApproveQuestion(id="a", question=question))
    for name in ("ana", "besa"):
        await vote(room, question, name, Source(name, "", name, True, 0))
    return room, question


async def vote(room: Room, question: str, name: str, source: Source, on: bool = True) -> None:
    actor = Actor("participant", room.handle_of(name), source=source)
    await room.handle(actor, c.Vote(id=f"v{on}", question=question, on=on))


async def attack(room: Room, question: str, names: range = range(BOTS)) -> None:
    """A script over HTTP, from one network, with a token for each vote."""
    script = Source("one", "", "one", False, round(time.time()))
    await asyncio.gather(*(vote(room, question, f"bot {n}", script) for n in names))


async def told(room: Room) -> str:
    """The id of the burst that is told."""
    async with asyncio.timeout(PATIENCE_S):
        while not any(
            burst.voters == sum(burst.ballots.values()) == BOTS
            for burst in room.around.bursts.values()
        ):
            await asyncio.sleep(0.05)
    return next(iter(room.around.bursts))


async def until(room: Room, question: str, tally: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while room.debate.tally(question) != tally:
            await asyncio.sleep(0.05)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_S", 0.05)


async def test_a_script_is_told_set_apart_and_let_in_again_also_after_a_restart(
    house: House,
) -> None:
    room, question = await evening(house)
    await attack(room, question)
    burst = await told(room)
    assert room.around.bursts[burst].ballots == {question: BOTS}

    await room.handle(PRODUCER, command("set_apart", "s1", burst=burst))
    assert room.debate.tally(question) == 2
    assert audience_debate(room.debate, room.around)["totals"]["apart"] == BOTS
    assert you_document(room.debate, room.handle_of("bot 1"))["votes"] == {question: True}

    # As after kill -9: a process that knows only the store.
    other = Rooms(house.store, InProcessRelay(), house.clock, house.settings, Metrics())
    again = await other.get(room.code)
    assert again.debate.tally(question) == 2
    assert control_head(again.debate, again.around)["bursts"][burst]["apart"] is True
    await again.handle(PRODUCER, command("let_in", "l1", burst=burst))
    assert again.debate.tally(question) == 2 + BOTS
    await room.catch_up()
    assert room.debate.tally(question) == 2 + BOTS
    await other.close()


async def test_who_comes_later_in_the_same_burst_is_set_apart_with_it(house: House) -> None:
    room, question = await evening(house)
    await attack(room, question)
    burst = await told(room)
    await room.handle(PRODUCER, command("set_apart", "s1", burst=burst))

    await attack(room, question, range(BOTS, BOTS + 20))

    await until(room, question, 2)
    assert room.debate.ballots_apart == BOTS + 20


async def test_a_moderator_elsewhere_sets_apart_what_this_process_watched(house: House) -> None:
    room, question = await evening(house)
    others = Rooms(house.store, InProcessRelay(), house.clock, house.settings, Metrics())
    other = await others.get(room.code)
    await attack(room, question)
    burst = await told(room)

    other.attendance.elsewhere(room.attendance.here)
    assert other.around.bursts.keys() == {burst}
    await other.handle(PRODUCER, command("set_apart", "s1", burst=burst))
    await room.catch_up()

    await until(room, question, 2)
    await other.catch_up()
    assert other.debate.tally(question) == 2
    await others.close()


async def test_closing_leaves_both_numbers_and_no_trace_of_who_came_together(house: House) -> None:
    room, question = await evening(house)
    await attack(room, question)
    burst = await told(room)
    await room.handle(PRODUCER, command("set_apart", "s1", burst=burst))

    await room.handle(PRODUCER, command("phase", "p", to="closed"))

    sealed = room.debate.sealed
    assert sealed is not None
    assert (sealed.own, sealed.apart) == ({question: 2}, {question: BOTS})
    kept = await house.store.ballots.read(room.code)
    assert len(kept) == 2 + BOTS and {ballot.burst for ballot in kept} == {"", "apart"}
    report = await verify(house.store, room.code)
    record = await load_record(house.store, room.code)
    assert report is not None and report.ok and record is not None
    assert check(json.loads(export_json(record))).wrong == []
    (result,) = record.results.questions
    assert (result.votes, result.apart) == (2, BOTS)
    (told_of,) = record.results.moderation.bursts or ()
    assert (told_of.voters, told_of.ballots, told_of.outcome) == (BOTS, BOTS, "apart")
    assert room._watching.here == {} and not room._watching._watch._votes
    with pytest.raises(Rejected, match="wrong_phase"):
        await room.handle(PRODUCER, command("let_in", "l", burst=burst))


async def test_no_table_holds_an_address_or_a_token(house: House) -> None:
    room, question = await evening(house)
    caller, who = "203.0.113.77", house.identity.new_participant()
    source = house.identity.minting.source(caller, False, round(time.time()))
    actor = Actor("participant", room.handle_of(who), source=source)
    await room.handle(actor, c.Vote(id="v", question=question, on=True))
    await attack(room, question)
    await room.handle(PRODUCER, command("set_apart", "s1", burst=await told(room)))

    kept = repr(await house.store.ballots.read(room.code))
    kept += repr(await house.store.journal.lines(room.code))
    assert not [one for one in (caller, who, source.near, source.area) if one in kept]


def test_what_is_noted_of_a_vote_is_bounded_and_costs_less_than_a_microsecond() -> None:
    """In CPU time, of the best of twenty batches: what is left when nothing else had to be done."""
    clock = FakeClock()
    beside = Surroundings()
    watched = Watching(Debate(), beside, clock, lambda touched: None, None)  # type: ignore[arg-type]
    watched._timer = object()  # type: ignore[assignment]
    actor = Actor("participant", "ana", source=Source("one", "", "one", True, 0))

    spent = []
    for _ in range(20):
        began = time.process_time()
        for _ in range(NOTED_AT_MOST // 20):
            watched.voted(actor, "q1", True)
        spent.append((time.process_time() - began) / (NOTED_AT_MOST // 20))
    watched.voted(actor, "q1", True)

    assert len(watched._noted) == NOTED_AT_MOST
    assert min(spent) < 1e-6, f"{min(spent) * 1e9:.0f} ns"
    assert Counter(vote.question for vote in watched._noted) == {"q1": NOTED_AT_MOST}
