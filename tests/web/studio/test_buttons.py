"""Buttons of the gallery: addresses that do one thing."""

import asyncio
import math

import pytest

from server.debate import commands as c
from server.debate.actors import Role
from server.live import pressing
from server.live.room import Room
from tests.given.answers import body, code_of
from tests.given.web_house import FOREIGN, PRODUCER, House


async def evening(house: House, questions: int = 2) -> tuple[Room, str]:
    """A debate with questions in its rundown, and where its buttons are, with a key."""
    room = await house.debate()
    for number in range(questions):
        question = await house.question(room, f"Kada {number}?")
        await room.handle(PRODUCER, c.CueQuestion(id=f"cue {number}", question=question))
    key = await house.token(room.code, "buttons")
    return room, f"/studio/{room.code}/do/{{}}?key={key}"


async def test_a_button_does_what_it_says_by_get_and_by_post(house: House) -> None:
    room, url = await evening(house)
    deck = house.script()

    taken = await deck.get(url.format("take"))
    assert await body(taken) == {"t": "ok", "did": "take", "question": "q1"}
    assert taken.headers["Cache-Control"] == "no-store"
    assert room.debate.on_air == "q1"
    await deck.post(url.format("lower-third/1"))
    assert room.debate.graphics.strap == "g1"


async def test_what_a_button_did_stands_in_the_journal_and_is_taken_back(house: House) -> None:
    room, url = await evening(house)

    await house.script().get(url.format("take"))
    assert room.debate.undoable[-1].by == "buttons"
    await room.handle(PRODUCER, c.UndoAction(id="undo"))

    assert room.debate.on_air is None


async def test_the_same_button_within_a_second_is_one_press(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "SAME_S", math.inf)  # a slow machine's second
    room, url = await evening(house, questions=3)
    deck = house.script()

    answers = await asyncio.gather(*(deck.get(url.format("next")) for _ in range(5)))
    again = await deck.get(url.format("next"))

    assert {(await body(one))["question"] for one in (*answers, again)} == {"q1"}
    assert room.debate.order == ("q2", "q3")


async def test_two_that_are_meant_say_so(house: House) -> None:
    room, url = await evening(house, questions=3)
    deck = house.script()

    for id_ in ("1", "2", "2"):
        await deck.get(url.format("next") + f"&id={id_}")

    assert room.debate.on_air == "q2"


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}],
)
async def test_what_a_browser_loads_ahead_does_nothing(
    house: House, headers: dict[str, str]
) -> None:
    room, url = await evening(house)
    deck = house.script()

    response = await deck.get(url.format("take"), **headers)
    head = await house.app.test_client().head(url.format("take"))

    assert (response.status_code, head.status_code) == (204, 204)
    assert room.debate.on_air is None


async def test_a_browser_that_loads_it_again_presses_nothing(house: House) -> None:
    room, url = await evening(house, questions=3)
    phone = house.stranger()

    shown = await phone.get(url.format("next"), Accept="text/html,*/*")

    assert (shown.status_code, room.debate.on_air) == (303, "q1")
    assert "key" not in shown.headers["Location"]
    for _ in range(2):
        assert (await phone.get(shown.headers["Location"])).status_code == 200
    assert room.debate.order == ("q2", "q3")


@pytest.mark.parametrize("role", ["display", "host", "screener"])
async def test_no_other_key_presses_a_button(house: House, role: Role) -> None:
    room, _ = await evening(house)
    key = await house.token(room.code, role)

    by_key = await house.script().get(f"/studio/{room.code}/do/take?key={key}")
    by_bearer = await house.script(key).get(f"/studio/{room.code}/do/take")

    assert [await code_of(one) for one in (by_key, by_bearer)] == [(403, "not_allowed")] * 2
    assert room.debate.on_air is None


async def test_a_producer_s_token_presses_buttons_as_a_key_and_as_a_bearer_s(house: House) -> None:
    room, _ = await evening(house)
    key = await house.token(room.code, "producer")

    await house.script().get(f"/studio/{room.code}/do/take?key={key}")
    assert room.debate.on_air == "q1"
    await house.script(key).get(f"/studio/{room.code}/do/clear")
    assert room.debate.on_air is None


async def test_a_login_presses_no_button_so_no_page_can_in_its_name(house: House) -> None:
    room, _ = await evening(house)
    mira = await house.moderator()

    assert (await mira.get(f"/studio/{room.code}/do/take")).status_code == 403
    key = await house.token(room.code, "buttons")
    mira.origin = FOREIGN
    assert (await mira.post(f"/studio/{room.code}/do/take?key={key}")).status_code == 403
    assert room.debate.on_air is None


async def test_a_button_s_token_opens_nothing_else(house: House) -> None:
    room, _ = await evening(house)
    key = await house.token(room.code, "buttons")
    script = house.script(key)

    closed = await script.say(room.code, "phase", to="closed")
    taken = await script.say(room.code, "take", question="q1")
    seen = [await script.get(f"/api/debates/{room.code}?as={view}") for view in ("control", "host")]
    pages = [
        await house.stranger().get(f"{path}/{room.code}?key={key}")
        for path in ("/control", "/display", "/host", "/admin/debates")
    ]

    assert [await code_of(one) for one in (closed, taken)] == [(403, "not_allowed")] * 2
    assert [one.status_code for one in seen] == [403, 403]
    assert [one.status_code for one in pages] == [303, 403, 303, 303]
    assert room.debate.phase == "live"


async def test_what_cannot_be_done_says_why(house: House) -> None:
    _, url = await evening(house, questions=0)
    deck = house.script()

    assert await code_of(await deck.get(url.format("take"))) == (409, "wrong_state")
    assert await code_of(await deck.get(url.format("question/q9/take"))) == (
        404,
        "unknown_question",
    )
    assert await code_of(await deck.get(url.format("close"))) == (400, "malformed")
    assert await code_of(await deck.get(url.format("take") + "&id=" + "x" * 99)) == (
        400,
        "malformed",
    )
    assert await code_of(await deck.get("/studio/999999/do/take")) == (404, "unknown_debate")


async def test_a_revoked_token_presses_nothing(house: House) -> None:
    room, url = await evening(house)
    (token,) = await house.store.tokens.list(room.code)
    await house.store.tokens.revoke(token.id, house.clock.now())

    assert await code_of(await house.script().get(url.format("take"))) == (403, "not_allowed")
