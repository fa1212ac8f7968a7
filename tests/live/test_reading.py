"""Who has which question open: shown while there are signs of life, kept nowhere."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from server.debate.actors import Actor
from server.debate.commands import LookAt
from server.debate.refusals import Rejected
from server.debate.showing.documents import control_question
from server.debate.state import Touched
from server.debate.surroundings import Reading
from server.limits.table import LOOKS
from server.live.reading import LIFE_S, Readers
from server.wire.messages import PatchMessage, encode
from tests.given.clocks import FakeClock
from tests.given.debates import PRODUCER, SCREENER, Drive, participant
from tests.given.live_house import House


class Desk:
    """Two questions, a clock that moves when told, and what the views were told to show anew."""

    def __init__(self) -> None:
        self.drive = Drive()
        self.first, self.second = self.drive.ask("Kada?"), self.drive.ask("Koliko?")
        self.clock = FakeClock()
        self.touched: list[set[str]] = []
        self.readers = Readers(self.drive.debate, self.drive.around, self.clock, 1.0, self._touch)

    def _touch(self, touched: Touched) -> None:
        assert not touched.debate and not touched.participants
        self.touched.append(touched.questions)

    def look(self, actor: Actor, question: str | None, editing: bool = False) -> None:
        self.readers.look(actor, LookAt(id="c", question=question, editing=editing))

    def shown(self, question: str) -> dict[str, list[str]]:
        document = control_question(
            self.drive.debate, self.drive.around, self.drive.debate.questions[question]
        )
        return {key: document[key] for key in ("open_by", "editing") if key in document}


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    yield desk
    desk.readers.close()


async def test_a_card_is_marked_with_who_has_it_open_and_who_edits_it(desk: Desk) -> None:
    desk.look(PRODUCER, desk.first)
    desk.look(SCREENER, desk.first, editing=True)

    assert desk.shown(desk.first) == {"open_by": ["mira"], "editing": ["agon"]}
    assert desk.shown(desk.second) == {}


async def test_going_on_moves_the_mark_and_touches_just_both_cards(desk: Desk) -> None:
    desk.look(PRODUCER, desk.first)
    desk.look(PRODUCER, desk.second)
    desk.look(PRODUCER, desk.second)

    assert desk.touched == [{desk.first}, {desk.first, desk.second}]
    assert desk.shown(desk.second) == {"open_by": ["mira"]}
    desk.look(PRODUCER, None)
    assert desk.shown(desk.second) == {}


async def test_without_a_sign_of_life_the_mark_goes(desk: Desk) -> None:
    desk.look(PRODUCER, desk.first)
    desk.look(SCREENER, desk.second)
    desk.clock.pass_s(LIFE_S - 1)
    desk.look(SCREENER, desk.second)
    desk.clock.pass_s(1)
    desk.readers.expire()

    assert (desk.shown(desk.first), desk.shown(desk.second)) == ({}, {"open_by": ["agon"]})


async def test_other_processes_are_merged_in(desk: Desk) -> None:
    desk.look(PRODUCER, desk.first)
    desk.readers.elsewhere({"agon": Reading(desk.first), "vesna": Reading("q99")})

    assert desk.shown(desk.first) == {"open_by": ["agon", "mira"]}
    assert desk.readers.here == {"mira": Reading(desk.first)}
    desk.readers.elsewhere({})
    assert desk.shown(desk.first) == {"open_by": ["mira"]}


@pytest.mark.parametrize("actor", [participant("ana"), Actor("host", "account:dren", "dren")])
async def test_only_who_moderates_leaves_marks(desk: Desk, actor: Actor) -> None:
    with pytest.raises(Rejected, match="not_allowed"):
        desk.look(actor, desk.first)
    assert desk.touched == []


async def test_looking_too_fast_or_at_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(Rejected, match="unknown_question"):
        desk.look(SCREENER, "q99")
    with pytest.raises(Rejected, match="too_fast"):
        for _ in range(int(LOOKS.burst) + 1):
            desk.look(PRODUCER, desk.first)


async def test_a_move_is_a_small_patch_for_colleagues_alone_and_in_no_journal(
    house: House,
) -> None:
    code = await house.debate()
    phone, mira = await house.phone(code), await house.moderator(code)
    agon = await house.moderator(code, role="screener")
    first = (await phone.do("submit", text="Kada?"))["question"]
    second = (await phone.do("submit", text="Koliko?"))["question"]
    await mira.until(lambda: second in mira.document["questions"])
    room = await house.rooms.get(code)
    seq = room.debate.seq

    await agon.do("look", question=first)
    await mira.until(lambda: mira.document["questions"][first].get("open_by") == ["screener"])
    await agon.do("look", question=second)
    await mira.until(lambda: mira.document["questions"][second].get("open_by") == ["screener"])

    assert "open_by" not in mira.document["questions"][first]
    patch = {"questions": {first: {"open_by": None}, second: {"open_by": ["screener"]}}}
    assert len(encode(PatchMessage(at=room._clock.now(), seq=seq, doc=patch))) < 150
    assert room.debate.seq == seq
    assert "open_by" not in json.dumps(phone.document)
    await agon.leave()
    await mira.until(lambda: "open_by" not in mira.document["questions"][second])
