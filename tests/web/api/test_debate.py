"""The HTTP door of a debate: the same document and commands as over the live door."""

import gzip
import json
from pathlib import Path

import pytest

from server.identity.recognising import PARTICIPANT_COOKIE
from tests.given.answers import body, code_of
from tests.given.web_house import House, settings

# The document.


async def test_the_document_is_the_views_state_message(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)

    response = await house.script().get(f"/api/debates/{room.code}")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    state = await body(response)
    assert (state["t"], state["seq"]) == ("state", room.debate.seq)
    assert abs(state["at"] - house.clock.now()) < 5_000
    assert state["doc"] == room.views.state("audience").doc
    assert list(state["doc"]["questions"]) == [id_]
    assert "you" not in state


async def test_an_unchanged_document_is_not_sent_again(house: House) -> None:
    room = await house.debate()
    script, path = house.script(), f"/api/debates/{room.code}"
    first = await script.get(path)

    again = await script.get(path, If_None_Match=first.headers["ETag"])
    await house.question(room)
    changed = await script.get(path, If_None_Match=first.headers["ETag"])

    assert (again.status_code, await again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


async def test_a_new_room_does_not_reuse_the_tag_of_another_document(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    phone, path = house.participant(), f"/api/debates/{room.code}"
    before = await phone.get(path)
    await house.rooms.close()
    await phone.say(room.code, "vote", question=id_, on=True)

    after = await phone.get(path, If_None_Match=before.headers["ETag"])

    assert (await body(after))["doc"]["questions"][id_]["votes"] == 1


async def test_a_known_participant_gets_their_own_document_too(house: House) -> None:
    room = await house.debate()
    phone = house.participant()
    asked = await phone.say(room.code, "submit", text="Kada će opština?")
    id_ = (await body(asked))["question"]

    state = await body(await phone.get(f"/api/debates/{room.code}"))

    assert state["you"]["mine"][id_]["state"] == "in_review"
    assert state["doc"]["questions"] == {}


async def test_what_is_ones_own_changes_the_tag(house: House) -> None:
    room = await house.debate()
    phone, path = house.participant(), f"/api/debates/{room.code}"
    before = await phone.get(path)
    await phone.say(room.code, "submit", text="Kada će opština?")

    after = await phone.get(path, If_None_Match=before.headers["ETag"])

    assert after.status_code == 200


async def test_a_long_document_is_compressed_for_those_who_accept_it(house: House) -> None:
    room = await house.debate()
    for number in range(10):
        await house.question(room, f"Kada će opština objaviti ugovor broj {number}?")

    response = await house.script().get(f"/api/debates/{room.code}", Accept_Encoding="gzip")

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(await response.data))["doc"]["questions"]) == 10
    assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("view", ["control", "host", "display"])
async def test_other_views_need_a_right_to_them(house: House, view: str) -> None:
    room = await house.debate()
    path = f"/api/debates/{room.code}?as={view}"

    assert await code_of(await house.script().get(path)) == (403, "not_allowed")
    assert await code_of(await house.participant().get(path)) == (403, "not_allowed")
    script = house.script(await house.token(room.code, "producer"))
    assert (await script.get(path)).status_code == 200
    assert (await (await house.moderator()).get(path)).status_code == 200


async def test_a_display_brings_its_token_in_the_address(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")
    path = f"/api/debates/{room.code}"

    assert (await house.script().get(f"{path}?as=display&key={key}")).status_code == 200
    for elsewhere in (f"{path}?as=control&key={key}", f"{path}?as=display&key=t.wrong"):
        assert await code_of(await house.script().get(elsewhere)) == (403, "not_allowed")


async def test_there_are_four_views(house: House) -> None:
    room = await house.debate()

    response = await house.script().get(f"/api/debates/{room.code}?as=everything")

    assert await code_of(response) == (400, "malformed")


@pytest.mark.parametrize("path", ["", "/door", "/questions", "?as=control"])
@pytest.mark.parametrize("code", ["000000", "12345", "abcdef"])
async def test_an_unknown_debate_is_not_found(house: House, code: str, path: str) -> None:
    response = await house.script().get(f"/api/debates/{code}{path}")

    assert await code_of(response) == (404, "unknown_debate")


# The other doors.


async def test_the_door_tells_where_the_live_door_is(house: House) -> None:
    room = await house.debate()

    response = await house.script().get(f"/api/debates/{room.code}/door", Host="192.168.1.20:8000")

    assert await body(response) == {"live": f"ws://192.168.1.20:8001/live/{room.code}"}


async def test_questions_are_found_by_words_and_page_by_page(house: House) -> None:
    room = await house.debate()
    one = await house.question(room, "Kada će opština objaviti ugovor?")
    other = await house.question(room, "Ko plaća grejanje u školama?")
    script, path = house.script(), f"/api/debates/{room.code}/questions"

    everything = await body(await script.get(path))
    found = await body(await script.get(f"{path}?q=grejanje"))
    rest = await body(await script.get(f"{path}?after={one}"))

    assert [question["id"] for question in everything["questions"]] == [one, other]
    assert everything["more"] is False
    assert [question["id"] for question in found["questions"]] == [other]
    assert [question["id"] for question in rest["questions"]] == [other]


async def test_questions_like_a_text_are_suggested(house: House) -> None:
    room = await house.debate()
    one = await house.question(room, "Kada će opština objaviti ugovor o grejanju?")
    await house.question(room, "Ko je zaposlen u parku?")

    response = await house.script().get(
        f"/api/debates/{room.code}/questions?like=kada ce opstina objaviti ugovor o grejanju"
    )

    assert [question["id"] for question in (await body(response))["questions"]] == [one]


async def test_a_search_has_a_limit(house: House) -> None:
    room = await house.debate()

    response = await house.script().get(f"/api/debates/{room.code}/questions?q={'a' * 601}")

    assert await code_of(response) == (422, "too_long")


# Participants.


async def test_anybody_becomes_a_participant(house: House) -> None:
    response = await house.script().post("/api/participants")

    token = (await body(response))["token"]
    assert house.identity.is_participant(token)
    assert "Set-Cookie" not in response.headers


async def test_a_page_that_becomes_a_participant_keeps_the_cookie(house: House) -> None:
    page = house.stranger()

    response = await page.post("/api/participants")

    assert page.cookies[PARTICIPANT_COOKIE] == (await body(response))["token"]
    cookie = response.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert part in cookie
    assert "Secure" not in cookie


async def test_newcomers_behind_a_proxy_are_counted_by_their_own_addresses(tmp_path: Path) -> None:
    house = House(settings(tmp_path, joins_per_address_s=1))
    await house.open()
    proxy = {"client": ["127.0.0.1", 1]}

    async def status(address: str) -> int:
        headers = {"X-Forwarded-For": address}
        script = house.script()
        answer = await script.post("/api/participants", headers=headers, scope_base=proxy)
        return answer.status_code

    statuses = [await status(hall) for hall in ("203.0.113.7", "203.0.113.7", "203.0.113.8")]
    await house.close()

    assert statuses == [200, 429, 200]


async def test_a_path_that_is_no_door_is_refused_as_json(house: House) -> None:
    room = await house.debate()

    missing = await house.script().get("/api/nothing")
    wrong_way = await house.script().get(f"/api/debates/{room.code}/commands")

    assert await code_of(missing) == (404, "malformed")
    assert await code_of(wrong_way) == (405, "malformed")
    assert "POST" in wrong_way.headers["Allow"]
