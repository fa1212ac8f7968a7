"""Remarks over HTTP: the host's one command comes through this door as well."""

import json

import pytest

from tests.given.debates import PRODUCER
from tests.given.debates import command as decoded
from tests.given.web_house import House


@pytest.mark.parametrize("by", ["login", "bearer"])
async def test_a_host_says_that_a_remark_was_heard(house: House, by: str) -> None:
    room = await house.debate()
    await room.handle(PRODUCER, decoded("say", preset="wrap_up", to="host"))
    host = (
        await house.moderator("host", "dren")
        if by == "login"
        else house.script(await house.token(room.code, "host"))
    )

    response = await host.say(room.code, "heard", remark=1)

    assert response.status_code == 200
    assert room.around.remarks[1].heard_at is not None


async def test_who_says_something_is_told_its_number(house: House) -> None:
    room = await house.debate()
    response = await (await house.moderator("screener")).say(room.code, "say", text="Još dva")
    answer = json.loads(await response.get_data())
    assert (answer["t"], answer["remark"]) == ("ok", 1)


async def test_nobody_else_may(house: House) -> None:
    room = await house.debate()
    await room.handle(PRODUCER, decoded("say", preset="wrap_up", to="host"))
    host = house.script(await house.token(room.code, "host"))
    for who in (house.participant(), house.script(), await house.moderator("screener")):
        assert (await who.say(room.code, "heard", remark=1)).status_code == 403
    for who in (house.participant(), house.script(), host):
        assert (await who.say(room.code, "say", text="Ko?")).status_code == 403
    assert room.around.remarks[1].heard_at is None


async def test_they_are_in_no_other_document_and_no_export(house: House) -> None:
    room = await house.debate()
    secret = "samo za moderatore"
    for to in (None, "host"):
        await room.handle(PRODUCER, decoded("say", f"to {to}", text=secret, to=to))
    moderator = await house.moderator()
    seen = {
        view: (await (await moderator.get(f"/api/debates/{room.code}?as={view}")).get_data())
        for view in ("audience", "display", "host", "control")
    }
    hidden = {view: secret.encode() not in text for view, text in seen.items()}
    assert hidden == {"audience": True, "display": True, "host": False, "control": False}

    for to in ("closed", "archived"):
        await room.handle(PRODUCER, decoded("phase", to, to=to))

    for kind in ("html", "zip", "json", "csv", "ndjson"):
        export = await moderator.get(f"/archive/{room.code}.{kind}")
        assert export.status_code == 200
        assert secret.encode() not in await export.get_data()
