"""Law 4, of ids: whatever a participant sends, in whatever order, and however often the server is
started anew: an id stands for the first command that was kept with it."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.debate.refusals import Rejected
from server.live.room import Room
from tests.given.debates import command
from tests.given.live_house import House, open_house
from tests.live.test_room import PRODUCER, person

VOTES = [{"do": "vote", "question": f"q{n}", "on": on} for n in (1, 2, 9) for on in (True, False)]
OTHERS = [{"do": "submit", "text": text} for text in ("Gde?", "Kako?", " ")]
OTHERS += [{"do": "withdraw", "question": question} for question in ("q2", "q3")]

# By participant and id: what was asked, what it was told, and whether it changed anything.
Told = dict[tuple[str, int], tuple[Any, Any, bool]]

sent = st.tuples(
    st.sampled_from(("ana", "besa")), st.integers(1, 3), st.sampled_from(VOTES + OTHERS)
)
acts = st.one_of(sent, sent, sent, sent, st.just("restart"))


@given(st.lists(acts, min_size=4, max_size=16))
@settings(max_examples=12)
def test_an_id_stands_for_the_first_command_that_was_kept_with_it(acts: list[Any]) -> None:
    asyncio.run(_play(acts))


async def _play(acts: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            room = await house.rooms.get(await house.debate())
            for number in (1, 2):
                await room.handle(person("dren"), command("submit", f"s{number}", text="Kada?"))
                await room.handle(PRODUCER, command("approve", f"a{number}", question=f"q{number}"))
            told: Told = {}
            for act in acts:
                if act == "restart":
                    room = await _restarted(house, room)
                    # What found nothing to do is remembered no longer than the process.
                    told = {id_: one for id_, one in told.items() if one[2]}
                else:
                    await _send(room, told, *act)


async def _send(room: Room, told: Told, by: str, number: int, asked: Any) -> None:
    asker, before, first = person(by), _state(room), told.get((by, number))
    fields = {name: value for name, value in asked.items() if name != "do"}
    try:
        answer = await room.handle(asker, command(asked["do"], f"c{number}", **fields))
    except Rejected as refusal:
        assert _state(room) == before
        assert (first is None or first[0] == asked) is not (refusal.code == "id_reused")
        return
    if first is None:
        told[by, number] = asked, answer, _state(room) != before
    else:
        assert first[:2] == (asked, answer)
        assert _state(room) == before


def _state(room: Room) -> Any:
    people = [room.debate.tallies.voted(person(by).handle) for by in ("ana", "besa")]
    return room.debate.seq, people


async def _restarted(house: House, room: Room) -> Room:
    again = house.again(room, alone=True)
    await again.load()
    await room.close()
    return again
