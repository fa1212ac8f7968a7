"""Tables that the gallery's machines read."""

import pytest

from server.debate import commands as c
from server.debate.actors import Role
from tests.given.answers import body, code_of
from tests.given.web_house import PRODUCER, House


@pytest.mark.parametrize("role", ["display", "buttons", "producer"])
async def test_what_is_on_air_is_one_row(house: House, role: Role) -> None:
    room = await house.debate()
    question = await house.question(room, "Kada će opština?", to="g1")
    await room.handle(PRODUCER, c.TakeQuestion(id="take", question=question))
    key = await house.token(room.code, role)

    response = await house.script().get(f"/studio/{room.code}/now.json?key={key}")

    (row,) = await body(response)
    assert (row["Question.Text"], row["Question.To"]) == ("Kada će opština?", "Ana Petrović")
    assert row["Debate.Join"].endswith(f"/{room.code}")
    assert response.headers["Cache-Control"] == "no-store"


async def test_each_table_is_had_in_each_form(house: House) -> None:
    room = await house.debate()
    await house.question(room)
    script = house.script(await house.token(room.code, "buttons"))

    for table in ("now", "questions", "guests"):
        kinds = []
        for form in ("json", "xml", "csv"):
            response = await script.get(f"/studio/{room.code}/{table}.{form}")
            assert response.status_code == 200
            kinds.append(response.headers["Content-Type"])
        assert kinds == ["application/json", "application/xml", "text/csv; charset=utf-8"]


async def test_strangers_and_phones_read_none(house: House) -> None:
    room = await house.debate()
    path = f"/studio/{room.code}/questions.json"

    asked = [
        house.stranger(),
        house.participant(),
        house.script("t.forged"),
        await house.moderator(),
    ]

    assert {await code_of(await who.get(path)) for who in asked} == {(403, "not_allowed")}
    other = await house.debate(code="111111")
    key = await house.token(other.code, "buttons")
    assert await code_of(await house.script().get(f"{path}?key={key}")) == (403, "not_allowed")


async def test_the_sheet_lists_every_address_with_the_key(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "buttons")

    page = await (await house.stranger().get(f"/studio/{room.code}?key={key}")).get_data(
        as_text=True
    )
    told = await body(
        await house.script().get(f"/studio/{room.code}?key={key}", Accept="application/json")
    )

    assert f"/studio/{room.code}/do/lower-third/1?key={key}" in page
    assert "Ana Petrović" in page
    (panic,) = (one["url"] for one in told["verbs"] if one["path"] == "panic")
    assert panic.endswith(f"/studio/{room.code}/do/panic?key={key}")
    assert told["tables"]["guests.csv"].endswith(f"/studio/{room.code}/guests.csv?key={key}")
    assert told["live"].endswith(f"/studio/{room.code}/live?key={key}")


async def test_cards_to_print_have_a_code_each(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "buttons")

    page = await house.stranger().get(f"/studio/{room.code}?key={key}&cards")

    assert (await page.get_data(as_text=True)).count("data:image/svg+xml;base64,") > 25


async def test_a_producer_sees_the_sheet_without_a_key_and_no_one_else(house: House) -> None:
    room = await house.debate()

    assert (await (await house.moderator()).get(f"/studio/{room.code}")).status_code == 200
    screener = await house.moderator("screener", "agon")
    assert (await screener.get(f"/studio/{room.code}")).status_code == 403
    assert (await house.stranger().get(f"/studio/{room.code}")).status_code == 403


@pytest.mark.parametrize(
    "path", ["/studio/x/now.json", "/studio/12345/do/take", "/studio/482915/none"]
)
async def test_whatever_is_not_there_is_told_as_a_code(house: House, path: str) -> None:
    response = await house.script().get(path)

    assert response.headers["Content-Type"] == "application/json"
    assert await code_of(response) == (404, "malformed")
