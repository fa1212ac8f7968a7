"""What displays and overlays say of themselves."""

from typing import Any

import pytest
from quart import Response

from server.debate.showing.fairness import Meters
from server.debate.showing.heads import control_debate
from server.live.outputs import OF_A_TOKEN
from server.live.room import Room
from tests.given.answers import code_of
from tests.given.web_house import House


async def said(house: House, room: Room, key: str, **fields: Any) -> Response:
    told = {"output": "a1", "kind": "overlay"} | fields
    return await house.stranger().post(f"/studio/{room.code}/report?key={key}", json=told)


def seen(room: Room) -> dict[str, Any]:
    """By moderators."""
    outputs: dict[str, Any] = control_debate(room.debate, room.around, Meters()).get("outputs", {})
    return outputs


async def test_moderators_see_what_is_there_and_on_programme(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    assert (await said(house, room, key)).status_code == 204
    assert list(seen(room).values()) == [{"label": "display", "kind": "overlay"}]
    await said(house, room, key, active=True)
    assert [one["active"] for one in seen(room).values()] == [True]


async def test_what_is_recorded_is_told_once_however_many_overlays_say_it(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    for output in ("a1", "b2"):
        await said(house, room, key, output=output, recording="started", moment=house.clock.now())

    assert room.debate.recordings.states == {"display": "started"}
    assert room.debate.recordings.reports == {"display": 1}


async def test_a_moment_that_no_clock_could_mean_is_now(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    await said(house, room, key, recording="started", moment=2**52)

    (take,) = room.debate.recordings.takes
    assert abs(take.start - house.clock.now()) < 60_000


@pytest.mark.parametrize(
    "fields",
    [
        {"output": ""},
        {"output": "<b>"},
        {"output": "a" * 21},
        {"kind": "phone"},
        {"active": "yes"},
        {"recording": "begun"},
        {"moment": -1},
        {"text": "more"},
    ],
)
async def test_nothing_else_can_be_said(house: House, fields: dict[str, Any]) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    assert await code_of(await said(house, room, key, **fields)) == (400, "malformed")
    assert seen(room) == {}


async def test_only_a_display_says_so(house: House) -> None:
    room = await house.debate()
    for role in ("host", "buttons", "producer"):
        key = await house.token(room.code, role)
        assert await code_of(await said(house, room, key)) == (403, "not_allowed")
    stranger = await house.stranger().post(f"/studio/{room.code}/report", json={})
    assert stranger.status_code in (400, 403)


async def test_there_are_not_more_outputs_than_a_studio_has(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    for number in range(OF_A_TOKEN):
        await said(house, room, key, output=f"a{number}")

    assert await code_of(await said(house, room, key, output="more")) == (429, "too_fast")
