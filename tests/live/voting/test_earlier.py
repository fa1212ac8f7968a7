"""The same id with another content: refused, and nothing is done; at every door, in every process,
after a restart. The same id with the same content: what it was told before."""

import asyncio
from typing import Any

import pytest

from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.demo.visitor import Visitor
from server.live.room import Room
from server.live.voting.earlier import REMEMBERED, content_of
from server.store import Seal
from tests.given.debates import command
from tests.given.live_house import House
from tests.live.test_room import PRODUCER, opened, person

BESA = person("besa")


async def two_questions(room: Room) -> tuple[str, str]:
    return await opened(room), await opened(room, "Zašto?", by="ceca", id_="s2")


def vote(id_: str, question: str, on: bool = True) -> Any:
    return command("vote", id_, question=question, on=on)


async def is_reused(room: Room, asked: Any, by: Any = BESA) -> bool:
    """Whether it is refused for its id and changes nothing."""
    before = room.debate.seq, room.debate.ballots, room.debate.tallies.voted(by.handle)
    try:
        await room.handle(by, asked)
    except Rejected as refusal:
        assert before == (
            room.debate.seq,
            room.debate.ballots,
            room.debate.tallies.voted(by.handle),
        )
        return (refusal.code, refusal.status) == ("id_reused", 409)
    return False


async def restarted(house: House, room: Room) -> Room:
    again = house.again(room)
    await again.load()
    return again


@pytest.mark.parametrize("other", [("q2", True), ("q1", False)])
async def test_a_vote_with_the_id_of_another_one_is_refused(
    house: House, other: tuple[str, bool]
) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    await room.handle(BESA, vote("c1", "q1"))

    assert await is_reused(room, vote("c1", *other))
    assert await is_reused(await restarted(house, room), vote("c1", *other))
    assert await room.handle(BESA, vote("c1", "q1")) == {}
    assert room.debate.tallies.voted(BESA.handle) == {"q1"}


async def test_two_votes_of_one_id_in_one_group_are_one_vote(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    first = asyncio.ensure_future(room.handle(BESA, vote("c1", "q1")))
    await asyncio.sleep(0)
    assert await is_reused(room, vote("c1", "q2"))
    await first
    assert room.debate.tallies.voted(BESA.handle) == {"q1"}


async def test_a_vote_that_found_nothing_to_change_has_used_its_id_as_well(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    await room.handle(BESA, vote("c1", "q1"))
    await room.handle(BESA, vote("c2", "q1"))
    assert await is_reused(room, vote("c2", "q2"))


async def test_a_vote_taken_back_does_not_return_with_its_command(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    await room.handle(BESA, vote("c1", "q1"))
    await room.handle(BESA, vote("c2", "q1", on=False))
    for same in (room, await restarted(house, room)):
        assert await same.handle(BESA, vote("c1", "q1")) == {}
        assert same.debate.tally("q1") == 0
        assert await is_reused(same, vote("c1", "q1", on=False))


async def test_an_id_of_a_refused_command_is_free(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    with pytest.raises(Rejected, match="unknown_question"):
        await room.handle(BESA, vote("c1", "q9"))
    with pytest.raises(Rejected, match="empty"):
        await room.handle(BESA, command("submit", "c1", text="  "))
    await room.handle(BESA, vote("c1", "q1"))
    assert room.debate.tally("q1") == 1


async def test_a_vote_so_old_that_it_is_forgotten_is_done_again_and_never_told_what_is_not(
    house: House,
) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    await room.handle(BESA, vote("c1", "q1"))
    more = (vote(f"d{number}", "q1", on=number % 2 > 0) for number in range(REMEMBERED))
    await asyncio.gather(*(room.handle(BESA, one) for one in more))
    await room.handle(BESA, vote("c1", "q2"))
    assert room.debate.tallies.voted(BESA.handle) == {"q1", "q2"}


async def test_an_id_is_one_commands_whatever_it_does(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    await room.handle(BESA, vote("c1", "q1"))
    await room.handle(BESA, command("submit", "c2", text="Gde?"))
    for same in (room, await restarted(house, room)):
        assert await is_reused(same, command("submit", "c1", text="Gde?"))
        assert await is_reused(same, vote("c2", "q2"))
        assert await is_reused(same, command("submit", "c2", text="Gde to?"))
        assert await same.handle(BESA, command("submit", "c2", text="Gde?")) == {"question": "q3"}


async def test_of_a_moderators_commands_too_also_where_they_would_be_refused(house: House) -> None:
    room = await house.rooms.get(await house.debate())
    await two_questions(room)
    approve = command("approve", "m1", question="q1")
    with pytest.raises(Rejected, match="wrong_state"):
        await room.handle(PRODUCER, approve)
    await room.handle(PRODUCER, command("take", "m1", question="q1"))
    await room.handle(PRODUCER, command("say", "m2", text="Brže"))
    assert await is_reused(room, approve, PRODUCER)
    assert await is_reused(room, command("say", "m1", text="Brže"), PRODUCER)
    assert await is_reused(room, command("say", "m2", text="Sporije"), PRODUCER)
    assert await room.handle(PRODUCER, command("say", "m2", text="Brže")) == {"remark": 1}


async def test_what_another_process_has_acknowledged_is_known_without_a_hint(
    apart: tuple[House, House],
) -> None:
    code = await apart[0].debate()
    one, other = [await house.rooms.get(code) for house in apart]
    await two_questions(one)
    await other.catch_up()
    await one.handle(BESA, vote("c1", "q1"))
    with pytest.raises(Rejected, match="id_reused"):
        await other.handle(BESA, vote("c1", "q2"))
    assert other.debate.tallies.voted(BESA.handle) == {"q1"}
    await one.handle(BESA, vote("c2", "q2"))
    with pytest.raises(Rejected, match="id_reused"):
        await other.handle(BESA, command("submit", "c2", text="Gde?"))
    assert await other.handle(BESA, vote("c2", "q2")) == {}
    assert other.debate.tallies.voted(BESA.handle) == {"q1", "q2"}


async def test_a_vote_that_seems_to_stand_is_asked_of_the_store(
    apart: tuple[House, House],
) -> None:
    code = await apart[0].debate()
    one, other = [await house.rooms.get(code) for house in apart]
    await two_questions(one)
    await one.handle(BESA, vote("c1", "q1"))
    await other.catch_up()
    await one.handle(BESA, vote("c2", "q1", on=False))

    await other.handle(BESA, vote("c3", "q1"))

    await one.catch_up()
    assert (one.debate.tally("q1"), other.debate.tally("q1")) == (1, 1)


async def test_over_a_socket_and_over_http_ids_are_the_same(house: House) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    await two_questions(room)
    phone = await house.phone(code)
    assert await answered(phone, "c1", "q1") == {"t": "ok", "id": "c1"}
    assert (await answered(phone, "c1", "q2"))["code"] == "id_reused"
    me = Actor("participant", room.handle_of(phone.you["token"]))
    assert room.debate.tallies.voted(me.handle) == {"q1"}
    assert await is_reused(room, vote("c1", "q2"), me)
    await phone.leave()


async def answered(phone: Visitor, id_: str, question: str) -> dict[str, Any]:
    return await phone._ask({"id": id_, "do": "vote", "question": question, "on": True})


def test_the_digest_of_a_text_tells_nothing_without_the_key() -> None:
    asked, again = [command("submit", id_, text="Gde?") for id_ in ("c1", "c2")]
    seal, other = Seal(b"k" * 32), Seal(b"l" * 32)
    assert content_of(seal, asked) == content_of(seal, again)
    assert content_of(seal, asked) != content_of(other, asked)
    assert content_of(seal, asked) != content_of(seal, command("submit", "c1", text="G?"))
