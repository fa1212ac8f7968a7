"""Whoever has a phone forget is somebody new there, and what they did stays."""

from server.identity.recognising import PARTICIPANT_COOKIE
from tests.given.web_house import FOREIGN, House

FORGET = "/482915/forget"


async def test_the_page_says_what_it_does_before_it_is_done(house: House) -> None:
    await house.debate()
    phone = house.participant()
    token = phone.cookies[PARTICIPANT_COOKIE]

    response = await phone.get(FORGET, Accept_Language="en")

    page = await response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    assert "stays and counts" in page and "Delete everything" in page
    assert phone.cookies[PARTICIPANT_COOKIE] == token


async def test_after_the_closing_nothing_can_be_told_of_votes_that_count(house: House) -> None:
    await house.debate("closed")

    page = await (await house.participant().get(FORGET, Accept_Language="en")).get_data(
        as_text=True
    )

    assert "Delete everything" in page and "stays and counts" not in page


async def test_it_makes_the_phone_somebody_new_and_leaves_its_vote(house: House) -> None:
    room = await house.debate()
    question = await house.question(room)
    phone = house.participant()
    await phone.say(room.code, "vote", question=question, on=True)
    token = phone.cookies[PARTICIPANT_COOKIE]

    response = await phone.post(FORGET)
    assert (response.status_code, response.headers["Location"]) == (303, f"/{room.code}")
    assert phone.cookies.pop(PARTICIPANT_COOKIE) == ""

    await phone.get(f"/{room.code}")
    assert phone.cookies[PARTICIPANT_COOKIE] not in ("", token)
    document = await (await phone.get(f"/api/debates/{room.code}")).get_json()
    assert document["you"]["votes"] == {}
    assert document["doc"]["questions"][question]["votes"] == 1


async def test_a_page_elsewhere_cannot_make_a_phone_forget(house: House) -> None:
    await house.debate()
    phone = house.participant()
    phone.origin = FOREIGN

    response = await phone.post(FORGET)

    assert response.status_code == 403
    assert phone.cookies[PARTICIPANT_COOKIE]


async def test_of_a_debate_that_is_not_there_nothing_is_said(house: House) -> None:
    await house.debate("draft")
    assert (await house.stranger().get(FORGET)).status_code == 404
    assert (await house.stranger().get("/000000/forget")).status_code == 404
