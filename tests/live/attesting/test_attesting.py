"""The log of a debate: its head is signed and told as it grows, and what somebody changes behind
the server's back is never signed, by any process, nor after an older database was put back."""

import asyncio
import itertools
import json
import logging
from typing import Any

import pytest
from sqlalchemy import text

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.showing.documents import VIEWS
from server.live.attesting.attesting import ANYWAY_S, EVERY_S, SHARE, Attesting
from server.live.known import Known
from server.live.room import Room
from server.store import Unavailable
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.merkle import Tree
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER
from tests.given.live_house import House
from tests.store.rewriting import write_anew

SECRET_TEXT = "Ko je platio most?"


async def evening(house: House) -> Room:
    """A debate with some lines, attested."""
    room = await house.rooms.get(await house.debate())
    await ask(room, 5)
    await room.attesting.look()
    return room


async def ask(room: Room, number: int, since: int = 0) -> None:
    for n in range(since, since + number):
        actor = Actor("participant", room.handle_of(f"author {n}"))
        await room.handle(actor, c.SubmitQuestion(id=f"s{n}", text=SECRET_TEXT))


async def bodies(house: House, code: str) -> list[bytes]:
    return [line.body for line in await house.store.journal.lines(code)]


async def behind_its_back(house: House, *statements: str, code: str) -> None:
    """What somebody does who has the database."""
    async with house.store.journal._database.write() as connection:
        for statement in statements:
            await connection.execute(text(statement), {"code": code})


def disputed(room: Room) -> list[list[str]]:
    return [room.views.state(view).doc["debate"].get("disputed", []) for view in VIEWS]


def told(room: Room) -> set[str]:
    return {room.views.state(view).doc["debate"].get("log", "") for view in VIEWS}


async def shown(room: Room) -> None:
    for view in VIEWS:
        await room.views.document(view)


async def signed(house: House, code: str) -> Checkpoint:
    """The last head that was kept, verified."""
    kept = await house.store.checkpoints.last(code)
    assert kept is not None
    own = house.rooms.signing.own()
    vkey = own.key.vkey(own.debate(code))
    head, _ = open_checkpoint(kept.note.encode(), [vkey])
    assert head == kept.head
    return head


async def test_the_head_of_all_lines_is_signed_and_told_in_every_view(house: House) -> None:
    room = await evening(house)
    tree = Tree(await bodies(house, room.code))

    await shown(room)
    head = await signed(house, room.code)
    assert (head.size, head.root) == (tree.size, tree.root())
    assert told(room) == {f"{tree.size}:{encoded(tree.root())}"}
    assert disputed(room) == [[], [], [], []]


async def test_what_grows_is_signed_again_and_the_first_head_is_how_it_begins(
    house: House,
) -> None:
    room = await evening(house)
    first = await signed(house, room.code)

    await ask(room, 3, since=5)
    await room.attesting.look()
    second = await signed(house, room.code)
    assert second.size == first.size + 3
    assert Tree(await bodies(house, room.code)).begins_with(first.size, first.root)


async def test_a_change_of_phase_and_the_end_do_not_wait(house: House) -> None:
    room = await evening(house)

    for phase in ("closed", "archived"):
        await room.handle(PRODUCER, c.ChangePhase(id=phase, to=phase))
        await room.attesting.close()
        assert (await signed(house, room.code)).size == room.debate.seq


TAMPERED = {
    "a line rewritten": "UPDATE journal SET body = replace(body, 'q2', 'q1')"
    " WHERE debate = :code AND seq = 4",
    "the first line rewritten": "UPDATE journal SET body = replace(body, 'seq', 'sec')"
    " WHERE debate = :code AND seq = 1",
    "the first line without its nonce": "UPDATE journal SET body = replace(body, 'nonce', 'once')"
    " WHERE debate = :code AND seq = 1",
    "the last line cut off": "DELETE FROM journal WHERE debate = :code"
    " AND seq = (SELECT max(seq) FROM journal WHERE debate = :code)",
    "a line taken out": "DELETE FROM journal WHERE debate = :code AND seq = 3",
    "all lines taken out": "DELETE FROM journal WHERE debate = :code",
    "a line doubled": "UPDATE journal SET body = (SELECT body FROM journal AS other"
    " WHERE other.debate = journal.debate AND other.seq = 3) WHERE debate = :code AND seq = 4",
}


@pytest.mark.parametrize("how", TAMPERED)
async def test_lines_that_somebody_changed_are_disputed_and_not_signed(
    house: House, how: str
) -> None:
    room = await evening(house)
    before = await signed(house, room.code)

    await behind_its_back(house, TAMPERED[how], code=room.code)
    await room.attesting.look()

    await shown(room)
    assert disputed(room) == [["journal"]] * 4
    assert await signed(house, room.code) == before
    now = Tree(await bodies(house, room.code))
    assert told(room) == {f"{now.size}:{encoded(now.root())}" if now.size else ""}


async def test_what_was_changed_before_a_process_began_is_found_by_what_was_signed(
    house: House,
) -> None:
    room = await evening(house)
    await behind_its_back(house, TAMPERED["a line rewritten"], code=room.code)

    again = house.again(room)
    await again.load()
    await again.attesting.look()
    assert again.around.disputed == ("journal",)
    await again.close()


async def test_lines_between_two_heads_are_remembered_too(house: House) -> None:
    """Even by whom nothing was signed of."""
    room = await evening(house)
    await ask(room, 2, since=5)
    await room.attesting.look()
    await behind_its_back(house, "DELETE FROM checkpoints WHERE debate = :code", code=room.code)

    await behind_its_back(house, TAMPERED["the last line cut off"], code=room.code)
    await room.attesting.look()
    assert room.around.disputed == ("journal",)


async def test_an_older_database_is_not_signed_and_neither_is_what_grows_from_it(
    house: House,
) -> None:
    room = await evening(house)
    cut = "DELETE FROM journal WHERE debate = :code AND seq > 4"
    older = "DELETE FROM checkpoints WHERE debate = :code"
    await behind_its_back(house, cut, older, code=room.code)

    restored = house.again(room, alone=True)
    await restored.load()
    await restored.attesting.look()
    assert restored.around.disputed == ("journal",)
    await ask(restored, 20, since=100)
    await restored.attesting.look()
    assert restored.around.disputed == ("journal",)
    assert await house.store.checkpoints.last(room.code) is None
    await restored.close()


async def test_lines_that_are_put_right_are_signed_again(house: House) -> None:
    room = await evening(house)
    change = "UPDATE journal SET body = replace(body, '{}', '{}') WHERE debate = :code AND seq = 4"
    await behind_its_back(house, change.format("nonce", "ecnon"), code=room.code)
    await room.attesting.look()
    await shown(room)
    assert disputed(room) == [["journal"]] * 4

    await behind_its_back(house, change.format("ecnon", "nonce"), code=room.code)
    await ask(room, 1, since=5)
    await room.attesting.look()
    await shown(room)
    assert disputed(room) == [[], [], [], []]
    assert (await signed(house, room.code)).size == room.debate.seq


async def test_two_processes_sign_one_head(house: House) -> None:
    room = await evening(house)
    again = house.again(room)
    await again.load()
    assert again.around.log == room.around.log

    await ask(room, 3, since=5)
    await asyncio.gather(room.attesting.look(), again.attesting.look())
    assert again.around.log == room.around.log
    assert (again.around.disputed, room.around.disputed) == ((), ())
    await again.close()


async def test_what_is_wrong_is_logged_without_what_people_wrote(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    room = await evening(house)
    await behind_its_back(house, TAMPERED["a line rewritten"], code=room.code)
    with caplog.at_level(logging.INFO):
        await room.attesting.look()
        await room.attesting.look()

    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in errors] == [
        "the journal of a debate is not what it was: nothing of it is signed"
    ]
    assert SECRET_TEXT not in json.dumps([str(vars(record)) for record in caplog.records])


NO_HEAD_IS_KEPT = "DELETE FROM checkpoints WHERE debate = :code"


def without_nonce(body: bytes) -> bytes:
    return body.replace(b"nonce", b"once")


async def test_a_debate_of_an_older_program_has_no_log(house: House) -> None:
    """Its lines could be guessed from their hashes."""
    room = await house.rooms.get(await house.debate())
    await room.attesting.close()
    await write_anew(house.store, room.code, without_nonce)
    await behind_its_back(house, NO_HEAD_IS_KEPT, code=room.code)
    signing = house.rooms.signing
    signing._head_of(signing.own().debate(room.code)).unlink()

    old = house.again(room)
    await old.load()
    await old.attesting.look()
    assert (old.around.log, old.around.disputed) == (None, ())
    assert (await old.attesting.tree()).size == 0
    await old.close()


@pytest.mark.parametrize("what", ["its nonces", "all its lines"])
async def test_a_log_that_was_signed_does_not_become_one_that_never_was(
    house: House, what: str
) -> None:
    room = await evening(house)
    if what == "its nonces":
        await write_anew(house.store, room.code, without_nonce)
    else:
        await behind_its_back(house, TAMPERED["all lines taken out"], code=room.code)
    await behind_its_back(house, NO_HEAD_IS_KEPT, code=room.code)

    again = house.again(room, alone=True)
    await again.load()
    await again.attesting.look()
    assert again.around.disputed == ("journal",)
    await again.close()


@pytest.mark.parametrize("step", ["checkpoints", "journal"])
async def test_what_another_process_signs_during_a_look_is_no_dispute(
    house: House, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this one has just read the last head, or the last line."""
    room, asked = await evening(house), list[Any]()
    other = house.again(room)
    await other.load()
    part: Any = getattr(house.store, step)
    name = {"checkpoints": "last", "journal": "some_lines"}[step]
    read = getattr(part, name)

    async def slow(*args: Any) -> Any:
        found = await read(*args)
        if not asked and (step == "checkpoints" or not found):
            asked.append(args)
            await ask(other, 1, since=5)
            await other.attesting.look()
        return found

    monkeypatch.setattr(part, name, slow)
    await room.attesting.look()
    assert asked
    assert (room.around.disputed, other.around.disputed) == ((), ())
    assert (await signed(house, room.code)).size == other.debate.seq
    await other.close()


async def test_a_debate_that_is_deleted_is_not_disputed(house: House) -> None:
    room = await evening(house)
    await house.store.debates.wipe(room.code)
    async with house.store.journal._database.write() as connection:
        for table in ("journal", "checkpoints"):
            await connection.execute(text(f"DELETE FROM {table}"))
        await connection.execute(text("DELETE FROM debates"))

    await room.attesting.look()
    assert room.around.disputed == ()


@pytest.mark.parametrize("after", ["a while", "a restart"])
async def test_the_head_of_the_closing_is_entered_whatever_came_between(
    house: House, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    """When nothing could be read as the debate was closed, or its process ended just then."""

    async def busy(*asked: Any) -> None:
        raise Unavailable("busy")

    room = await evening(house)
    await room.attesting.close()
    with monkeypatch.context() as broken:
        broken.setattr(house.store.checkpoints, "last", busy)
        await room.handle(PRODUCER, c.ChangePhase(id="end", to="closed"))
        await room.attesting.close()
    if after == "a restart":
        room = house.again(room)
        await room.load()
    await room.attesting.look()
    await room.attesting.look()

    said = [json.loads(line.body) for line in await house.store.house_log.read()]
    heads = [line["size"] for line in said if line["kind"] == "debate_head"]
    assert heads[-1] == room.debate.seq and heads.count(heads[-1]) == 1
    await room.close()


class Slow(FakeClock):
    """Each look at it takes a moment."""

    def monotonic(self) -> float:
        self.pass_s(0.5)
        return super().monotonic()


class Looks(Attesting):
    """Of an evening; `at`: when each look began, s."""

    def __init__(self, house: House, room: Room, clock: FakeClock) -> None:
        known = Known(room.code, None)
        super().__init__(known, house.store, house.rooms.signing, clock, lambda touched: None)
        self.clock = clock
        self.at: list[float] = []

    async def look(self) -> None:
        self.at.append(self.clock.now() / 1000)
        await super().look()

    async def in_a_while(self, seconds: float, grown: bool) -> int:
        """How many there were when so much time has passed."""
        self.clock.pass_s(seconds)
        self.heard([e.DoorOpened(what="voting")] if grown else [])
        if self.is_due:
            await self.take_turn()
        return len(self.at)


async def test_a_journal_that_grows_is_looked_at_every_half_minute_and_any_other_now_and_then(
    house: House,
) -> None:
    looks = Looks(house, await evening(house), FakeClock())

    assert await looks.in_a_while(0, grown=False) == 1
    assert await looks.in_a_while(EVERY_S - 1, grown=True) == 1
    assert await looks.in_a_while(1, grown=True) == 2
    assert await looks.in_a_while(ANYWAY_S - 1, grown=False) == 2
    assert await looks.in_a_while(1, grown=False) == 3


async def test_looking_takes_a_hundredth_of_the_time_at_most(house: House) -> None:
    looks = Looks(house, await evening(house), Slow())
    for _ in range(200):
        await looks.in_a_while(1, grown=True)

    took_s = 0.5
    assert len(looks.at) > 3
    assert min(b - a for a, b in itertools.pairwise(looks.at)) >= took_s / SHARE
