"""The page of a debate that is over: one for all phones of a language, old ones and new."""

import gzip

import pytest
from quart import Response

from server.debate import commands as c
from server.identity.recognising import LOCALE_COOKIE, PARTICIPANT_COOKIE
from server.live.room import Room
from tests.given.web_house import OWNER, Browser, House

TEXT = "Kada će opština?"


async def over(house: House) -> tuple[Room, list[Browser]]:
    """A debate that is closed, and phones that have asked and voted in it."""
    room = await house.debate()
    question = await house.question(room, TEXT)
    phones = [house.participant() for _ in range(3)]
    for phone in phones:
        phone.headers = {"Accept-Encoding": "gzip"}
        await phone.say(room.code, "vote", question=question, on=True)
        await phone.say(room.code, "submit", text=f"Moje pitanje {id(phone)}?")
    await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))
    await room.views.ready("audience")  # as whoever looks at it has it made
    return room, phones


async def body(response: Response) -> bytes:
    return await response.get_data(as_text=False)


async def test_it_is_made_once_for_all_who_were_there(house: House) -> None:
    room, phones = await over(house)

    pages = [await phone.get(f"/{room.code}") for phone in phones for _ in range(2)]

    bodies = {await body(page) for page in pages}  # the time in it says when each was made
    assert len(bodies) == 1
    page = gzip.decompress(bodies.pop())
    assert TEXT.encode() in page and b"Moje pitanje" not in page
    assert all("Set-Cookie" not in page.headers for page in pages)
    assert pages[-1].headers["Content-Encoding"] == "gzip"
    assert pages[-1].headers["Cache-Control"] == "private, no-cache"


async def test_nothing_is_made_in_one_go_for_who_comes_first(house: House) -> None:
    room = await house.debate("closed")

    assert room.views.made("audience") is None
    assert house.rooms.over(room.code) is None
    assert room.views.made("audience") is None


async def test_who_has_it_is_told_so(house: House) -> None:
    room, phones = await over(house)
    await phones[0].get(f"/{room.code}")
    etag = (await phones[1].get(f"/{room.code}")).headers["ETag"]

    again = await phones[2].get(f"/{room.code}", If_None_Match=etag)
    other = await phones[2].get(f"/{room.code}", If_None_Match='"another"')

    assert (again.status_code, await body(again), again.headers["ETag"]) == (304, b"", etag)
    assert other.status_code == 200


async def test_strangers_get_one_too_with_a_token_of_their_own(house: House) -> None:
    room, _ = await over(house)
    strangers = [house.stranger() for _ in range(3)]

    pages = [await stranger.get(f"/{room.code}") for stranger in strangers]

    assert len({await body(page) for page in pages}) == 1
    assert len({stranger.cookies[PARTICIPANT_COOKIE] for stranger in strangers}) == 3


async def test_each_language_that_was_chosen_has_its_own(house: House) -> None:
    room, phones = await over(house)
    phones[1].cookies[LOCALE_COOKIE] = "sq-XK"
    phones[2].cookies[LOCALE_COOKIE] = "en"

    pages = [gzip.decompress(await body(await phone.get(f"/{room.code}"))) for phone in phones]

    for page, lang in zip(pages, (b"sr", b"sq", b"en"), strict=True):
        assert b'<html lang="' + lang in page


async def test_who_may_be_somebody_is_left_to_the_app(house: House) -> None:
    room, phones = await over(house)
    kept = await body(await phones[0].get(f"/{room.code}"))
    moderator = await house.moderator()
    moderator.cookies |= phones[0].cookies
    forged = Browser(house.app, {PARTICIPANT_COOKIE: "p.forged"})
    foreign = Browser(house.app, phones[0].cookies, headers={"Origin": "https://evil.example"})

    for browser in (moderator, forged, foreign):
        page = await browser.get(f"/{room.code}", Accept_Encoding="gzip")
        assert await body(page) != kept
        assert page.headers["Cache-Control"] == "no-store"
    assert house.identity.is_participant(forged.cookies[PARTICIPANT_COOKIE])


async def test_before_it_is_over_every_phone_has_a_page_of_its_own(house: House) -> None:
    room = await house.debate()
    phones = [house.participant() for _ in range(2)]
    for phone in phones:
        await phone.say(room.code, "submit", text=f"Moje pitanje {id(phone)}?")

    for phone in phones * 2:
        page = (await body(await phone.get(f"/{room.code}"))).decode()
        assert f"Moje pitanje {id(phone)}?" in page
        assert page.count("Moje pitanje") == 1
    assert house.rooms.over(room.code) is None


async def test_while_it_is_still_known_who_was_who_there_is_none(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _ = await over(house)
    assert house.rooms.over(room.code) is not None

    monkeypatch.setattr(room._known, "seal", object())

    assert house.rooms.over(room.code) is None


async def test_what_changes_is_shown_at_once_and_what_is_gone_is_gone(house: House) -> None:
    room, phones = await over(house)
    before = house.rooms.over(room.code)
    await phones[0].get(f"/{room.code}")

    await room.handle(OWNER, c.ChangePhase(id="archive", to="archived"))
    assert house.rooms.over(room.code) != before
    await house.store.debates.delete(room.code, "vesna", 1)
    await house.rooms.forget(room.code)

    assert (await phones[1].get(f"/{room.code}")).status_code == 404
