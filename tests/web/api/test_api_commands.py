"""Commands over the HTTP door: whose they are, and what each is answered."""

import asyncio
import json
from typing import Any

import pytest
from werkzeug.datastructures import Headers

from server.identity.recognising import PARTICIPANT_COOKIE
from server.limits.table import MESSAGES
from tests.given.answers import body, code_of
from tests.given.web_house import FOREIGN, House, command


async def test_a_participant_asks_and_votes(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    script = house.script(house.identity.new_participant())

    asked = await script.say(room.code, "submit", text="Ko plaća grejanje?")
    voted = await script.say(room.code, "vote", question=id_, on=True)

    assert (asked.status_code, voted.status_code) == (200, 200)
    assert (await body(asked)).keys() == {"t", "id", "question"}
    assert (await body(voted))["t"] == "ok"
    assert room.debate.tally(id_) == 1


async def test_the_same_command_again_gets_the_same_answer(house: House) -> None:
    room = await house.debate()
    script = house.script(house.identity.new_participant())
    asked = command("submit", text="Ko plaća grejanje?")

    first, again = [
        await body(await script.post(f"/api/debates/{room.code}/commands", json=asked))
        for _ in range(2)
    ]

    assert first == again
    assert len(room.debate.questions) == 1


async def test_a_command_is_carried_through_when_the_asker_goes_away(house: House) -> None:
    room = await house.debate()
    before = room.debate.seq
    headers = {"Authorization": f"Bearer {house.identity.new_participant()}"}
    asked = json.dumps(command("submit", text="Ko plaća grejanje?")).encode()

    async with house.app.test_client().request(
        f"/api/debates/{room.code}/commands",
        method="POST",
        headers=Headers(headers | {"Content-Type": "application/json"}),
    ) as connection:
        await connection.send(asked)
        await connection.send_complete()
        while not room._following._precedence.is_taken:
            await asyncio.sleep(0)
        await connection.disconnect()

    async with asyncio.timeout(5):
        while room.debate.seq == before:
            await asyncio.sleep(0.01)
    assert [question.text for question in room.debate.questions.values()] == ["Ko plaća grejanje?"]


async def test_who_has_no_token_is_nobody_new_with_each_command(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    page = house.stranger()

    refused = await page.say(room.code, "vote", question=id_, on=True)
    assert await code_of(refused) == (401, "no_token")
    assert room.debate.tally(id_) == 0

    await page.post("/api/participants")
    assert house.identity.is_participant(page.cookies[PARTICIPANT_COOKIE])
    assert (await page.say(room.code, "vote", question=id_, on=True)).status_code == 200


async def test_moderators_commands_need_a_moderator(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)

    for who in (
        house.script(),
        house.participant(),
        house.script(house.identity.new_participant()),
        house.script(await house.token(room.code, "display")),
        house.script(await house.token(room.code, "host")),
        house.script(await house.token(room.code, "screener")),
    ):
        assert await code_of(await who.say(room.code, "take", question=id_)) == (
            403,
            "not_allowed",
        )
    script = house.script(await house.token(room.code, "producer"))
    assert (await script.say(room.code, "take", question=id_)).status_code == 200
    moderator = await house.moderator()
    assert (await moderator.say(room.code, "clear")).status_code == 200


async def test_a_moderators_cookie_without_an_origin_does_not_count(house: House) -> None:
    room = await house.debate()
    moderator = await house.moderator()
    moderator.origin = None

    assert await code_of(await moderator.say(room.code, "clear")) == (403, "not_allowed")


async def test_a_foreign_page_gets_nothing(house: House) -> None:
    room = await house.debate()
    moderator = await house.moderator()
    moderator.origin = FOREIGN

    posted = await moderator.say(room.code, "clear")
    read = await moderator.get(f"/api/debates/{room.code}", Origin=FOREIGN)

    assert await code_of(posted) == await code_of(read) == (403, "not_allowed")
    assert "Access-Control-Allow-Origin" not in posted.headers


async def test_a_moderator_takes_part_like_everybody_else(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    moderator = await house.moderator()

    await moderator.get(f"/{room.code}")
    voted = await moderator.say(room.code, "vote", question=id_, on=True)
    by_token = house.script(await house.token(room.code, "producer"))

    assert voted.status_code == 200
    assert await code_of(await by_token.say(room.code, "vote", question=id_, on=True)) == (
        403,
        "not_allowed",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"[]",
        b"\xff\xfe",
        b"[" * 4_000,
        b'{"id":"c1"}',
        b'{"id":"c1","do":"destroy"}',
        b'{"id":"c1","do":"vote","question":"q1","on":1}',
        b'{"id":"c1","do":"vote","question":"q1","on":true,"twice":true}',
    ],
)
async def test_what_is_no_command_is_malformed(house: House, data: bytes) -> None:
    room = await house.debate()

    response = await house.participant().post(
        f"/api/debates/{room.code}/commands",
        data=data,
        headers={"Content-Type": "application/json"},
    )

    assert await code_of(response) == (400, "malformed")


async def test_a_refusal_names_the_command_and_repeats_no_text(house: House) -> None:
    room = await house.debate()
    asked = command("submit", text="tajna " * 3, reason="tajna")

    response = await house.participant().post(f"/api/debates/{room.code}/commands", json=asked)

    refusal = await body(response)
    assert (refusal["t"], refusal["id"], refusal["code"]) == ("no", asked["id"], "malformed")
    assert "tajna" not in json.dumps(refusal, ensure_ascii=False)


async def test_a_message_beyond_the_limit_is_refused(house: House) -> None:
    room = await house.debate()

    response = await house.participant().say(room.code, "submit", text="a" * 5_000)

    assert await code_of(response) == (400, "malformed")
    assert (await body(response))["args"]["limit"] == 4096


@pytest.mark.parametrize("type_", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_is_read(house: House, type_: str) -> None:
    room = await house.debate()

    response = await house.participant().post(
        f"/api/debates/{room.code}/commands",
        data=json.dumps(command("submit", text="Kada?")),
        headers={"Content-Type": type_},
    )

    assert await code_of(response) == (400, "malformed")


@pytest.mark.parametrize(
    ("do", "fields", "expected"),
    [
        ("submit", {"text": "   "}, (422, "empty")),
        ("submit", {"text": "a" * 301}, (422, "too_long")),
        ("vote", {"question": "q99", "on": True}, (404, "unknown_question")),
        ("withdraw", {"question": "q99"}, (404, "unknown_question")),
    ],
)
async def test_a_refused_command_has_the_status_of_its_code(
    house: House, do: str, fields: dict[str, Any], expected: tuple[int, str]
) -> None:
    room = await house.debate()

    assert await code_of(await house.participant().say(room.code, do, **fields)) == expected


async def test_a_flood_is_told_when_to_come_back(house: House) -> None:
    room = await house.debate()
    phone = house.participant()

    for _ in range(100):
        response = await phone.say(room.code, "submit", text="Kada će opština?")
        if response.status_code != 200:
            break

    refusal = await body(response)
    assert (response.status_code, refusal["code"]) == (429, "too_fast")
    assert refusal["retry_ms"] > 0
    assert int(response.headers["Retry-After"]) >= refusal["retry_ms"] / 1000


async def test_commands_are_counted_by_kind_and_answer(house: House) -> None:
    room = await house.debate()
    phone = house.participant()
    await phone.say(room.code, "submit", text="Kada će opština?")
    await phone.say(room.code, "submit", text="")

    count = house.metrics.registry.get_sample_value

    labels = {"kind": "submit", "door": "http"}
    assert count("tribina_commands_total", labels | {"answer": "ok"}) == 1
    assert count("tribina_commands_total", labels | {"answer": "empty"}) == 1


@pytest.mark.parametrize("do", ["vote", "withdraw"])
async def test_a_command_counts_once_here_as_at_the_live_door(house: House, do: str) -> None:
    room = await house.debate()
    voted = {"on": True} if do == "vote" else {}
    script = house.script(house.identity.new_participant())

    for _ in range(int(MESSAGES.burst)):
        answered = await script.say(room.code, do, question="q1", **voted)
        assert await code_of(answered) == (404, "unknown_question")
