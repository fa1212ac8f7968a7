"""What the last evenings left without an answer is offered for the next one, and chosen by hand."""

import json
import re
from pathlib import Path

import pytest

from server.archive.checking.main import main as check
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate, ListDebate
from server.live.room import Room
from tests.given.web_house import OWNER, PRODUCER, Browser, House

PAST, NEXT = "111111", "222222"
CARRY = f"/admin/debates/{NEXT}/carry"
BUS = "Zašto autobus kasni svako jutro?"
MONEY = "Koliko novca je potrošeno lane?"


async def evening(house: House, code: str = PAST, programme: str = "social-club") -> Room:
    """A debate with guests, live."""
    room = await house.debate("draft", code)
    guests = {"g1": Guest("Arben"), "g2": Guest("Ana Petrović")}
    described = DescribeDebate(
        id="two", code=code, programme=programme, title={"sr-Latn": "Posao"}, guests=guests
    )
    await room.handle(OWNER, described)
    await room.handle(OWNER, c.ChangePhase(id="live", to="live"))
    return room


async def past(house: House, programme: str = "social-club") -> dict[str, str]:
    """One that is over, with an answer and two questions that were left."""
    room = await evening(house, programme=programme)
    asked = {
        "answered": await house.question(room, "Kada će biti posla za mlade ovde?"),
        "bus": await house.question(room, BUS),
        "money": await house.question(room, MONEY, to="g2"),
    }
    answer = c.AnswerQuestion(id="a", question=asked["answered"], how="answered")
    await room.handle(PRODUCER, answer)
    for number in range(3):
        voter = Actor("participant", room.handle_of(f"voter {number}"))
        await room.handle(voter, c.Vote(id="v", question=asked["money"], on=True))
    await room.handle(OWNER, c.ChangePhase(id="closed", to="closed"))
    return asked


async def producer_of(house: House) -> Browser:
    producer = await house.moderator("producer", "mira")
    producer.cookies["tribina_locale"] = "en"
    return producer


async def text(browser: Browser, path: str) -> str:
    return await (await browser.get(path)).get_data(as_text=True)


async def test_what_was_left_is_offered_with_the_most_votes_first(house: House) -> None:
    await past(house)
    await house.debate("draft", NEXT)
    page = await text(await producer_of(house), CARRY)
    assert page.index(MONEY) < page.index(BUS) and "posla za mlade" not in page
    assert "3 votes" in page


async def test_what_is_chosen_comes_in_review_marked_and_without_votes(house: House) -> None:
    asked = await past(house)
    room = await house.debate("collecting", NEXT)
    producer = await producer_of(house)
    chosen = {"chosen": f"{PAST}:{asked['money']}", "nonce": "n1"}
    for _ in range(2):  # an impatient second click
        assert (await producer.post(CARRY, form=chosen)).status_code in (303, 422)
    (question,) = room.debate.questions.values()
    assert (question.text, question.carried, question.via) == (MONEY, PAST, "import")
    assert (question.state, room.debate.tally(question.id)) == ("in_review", 0)
    assert question.name is None and question.to == "g1"  # who has another key here
    assert "carried over already" in await text(producer, CARRY)
    await room.handle(PRODUCER, c.ApproveQuestion(id="ok", question=question.id))
    document = json.loads(await text(house.participant(), f"/api/debates/{NEXT}"))
    (shown,) = document["doc"]["questions"].values()
    assert shown["carried"] is True
    (seen,) = json.loads(await text(producer, f"/api/debates/{NEXT}?as=control"))["doc"][
        "questions"
    ].values()
    assert seen["carried"] == PAST


async def test_the_archive_says_where_it_comes_from_and_verifies(
    house: House, tmp_path: Path
) -> None:
    asked = await past(house)
    room, producer = await evening(house, NEXT), await producer_of(house)
    await producer.post(CARRY, form={"chosen": f"{PAST}:{asked['bus']}", "nonce": "n1"})
    await room.handle(PRODUCER, c.ApproveQuestion(id="ok", question="q1"))
    await room.handle(OWNER, c.ChangePhase(id="closed", to="closed"))
    page = await text(producer, f"/archive/{NEXT}")
    assert f'href="/{NEXT}/q1/earlier">from an earlier debate<' in page
    for kind in ("json", "zip"):
        file = tmp_path / f"a.{kind}"
        answer = await producer.get(f"/archive/{NEXT}.{kind}")
        file.write_bytes(await answer.get_data(as_text=False))
        assert check(str(file)) == 0, kind


@pytest.mark.parametrize("chosen", ["", f"{PAST}:q1", f"{PAST}:q99", "333333:q1", "nonsense"])
async def test_only_what_is_offered_can_be_chosen(house: House, chosen: str) -> None:
    await past(house)
    room = await house.debate("draft", NEXT)
    form = {"chosen": chosen, "nonce": "n1"}
    assert (await (await producer_of(house)).post(CARRY, form=form)).status_code == 422
    assert not room.debate.questions


async def test_another_programme_is_not_looked_through(house: House) -> None:
    asked = await past(house, programme="sporazum")
    room, producer = await house.debate("draft", NEXT), await producer_of(house)
    assert BUS not in await text(producer, CARRY)
    form = {"chosen": f"{PAST}:{asked['bus']}", "nonce": "n1"}
    assert (await producer.post(CARRY, form=form)).status_code == 422
    assert not room.debate.questions


async def test_of_an_unlisted_debate_nothing_is_offered_for_its_code_would_be_told(
    house: House,
) -> None:
    asked = await past(house)
    over = await house.rooms.get(PAST)
    await over.handle(OWNER, ListDebate(id="hide", unlisted=True))
    room, producer = await house.debate("draft", NEXT), await producer_of(house)
    assert BUS not in await text(producer, CARRY)
    form = {"chosen": f"{PAST}:{asked['bus']}", "nonce": "n1"}
    assert (await producer.post(CARRY, form=form)).status_code == 422
    assert not room.debate.questions


async def test_who_may_not_bring_in_questions_carries_none_over(house: House) -> None:
    await past(house)
    await house.debate("draft", NEXT)
    screener = await house.moderator("screener", "jelena")
    assert (await screener.get(CARRY)).status_code == 403
    assert (await screener.post(CARRY, form={"chosen": ""})).status_code == 403


async def test_the_next_evening_is_set_up_as_the_last_one_without_its_guests(house: House) -> None:
    await past(house)
    owner = await house.moderator("owner", "vesna")
    page = await text(owner, "/admin/debates/new?programme=social-club&next")
    assert 'value="Posao"' in page and "Ana Petrović" not in page
    page = await text(owner, "/admin/debates/new?programme=social-club&next&guests")
    assert "Ana Petrović" in page
    page = await text(owner, "/admin/debates/new?programme=sporazum&next")
    assert 'value="Posao"' not in page


async def test_where_it_comes_from_is_told_to_nobody_once_that_is_not_listed(house: House) -> None:
    asked = await past(house)
    room, producer = await evening(house, NEXT), await producer_of(house)
    await producer.post(CARRY, form={"chosen": f"{PAST}:{asked['bus']}", "nonce": "n1"})
    await room.handle(PRODUCER, c.ApproveQuestion(id="ok", question="q1"))
    stranger, way = house.participant(), f"/{NEXT}/q1/earlier"
    led = await stranger.get(way)
    assert (led.status_code, led.headers["Location"]) == (303, f"/archive/{PAST}")

    over = await house.rooms.get(PAST)
    await over.handle(OWNER, ListDebate(id="hide", unlisted=True))

    assert (await stranger.get(way)).status_code == 404
    await room.handle(OWNER, c.ChangePhase(id="closed", to="closed"))
    for path in (
        f"/{NEXT}",
        f"/{NEXT}/q1",
        f"/api/debates/{NEXT}",
        f"/archive/{NEXT}",
        f"/archive/{NEXT}.json",
        f"/archive/{NEXT}.csv",
        f"/archive/{NEXT}/minutes",
    ):
        answer = await stranger.get(path)
        body = await answer.get_data(as_text=True)
        assert answer.status_code == 200, path
        assert PAST not in re.sub("[0-9a-f]{32,}", "", body), path


async def test_only_what_was_carried_over_and_is_shown_leads_to_another_debate(
    house: House,
) -> None:
    room = await house.debate("collecting", NEXT)
    await house.question(room, BUS)
    for id_ in ("q1", "q2"):
        assert (await house.participant().get(f"/{NEXT}/{id_}/earlier")).status_code == 404
