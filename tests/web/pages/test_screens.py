"""The screens as pages: complete when they arrive, private where they must be."""

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace
from quart import Response

from server.debate.showing.documents import View
from server.identity.recognising import LOCALE_COOKIE, PARTICIPANT_COOKIE
from server.web.pages.screens import local_path
from server.web.programmes import Look
from tests.given.web_house import FOREIGN, House

SCREENS = ("audience", "control", "display", "host")


async def html(response: Response) -> str:
    text = await response.get_data(as_text=True)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return text


async def page_of(response: Response) -> dict[str, Any]:
    """The data inside a page."""
    found = re.search(
        r'<script type="application/json" id="page">(.*?)</script>', await html(response), re.DOTALL
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def path_of(view: str, code: str) -> str:
    return f"/{code}" if view == "audience" else f"/{view}/{code}"


@pytest.mark.parametrize("view", SCREENS)
async def test_a_page_holds_all_that_it_starts_from(house: House, view: View) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    moderator = await house.moderator()
    await room.attesting.look()  # the next one is half a minute away

    response = await moderator.get(path_of(view, room.code), Host="192.168.1.20:8000")

    page = await page_of(response)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert (page["view"], page["code"]) == (view, room.code)
    assert page["live"] == f"ws://192.168.1.20:8001/live/{room.code}"
    assert page["join"] == f"http://192.168.1.20:8000/{room.code}"
    assert page["qr"] == f"/qr/{room.code}.svg"
    assert page["programme"]["name"] and page["programme"]["accent"].startswith("#")
    assert page["organisation"]
    assert page["state"]["doc"] == room.views.state(view).doc
    assert (id_ in page["state"]["doc"]["questions"]) is (view in ("audience", "control"))
    assert any(key.startswith(f"{view}.") for key in page["strings"])
    assert any(key.startswith("common.") for key in page["strings"])


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
@pytest.mark.parametrize("view", [view for view in SCREENS if view != "display"])  # a hall's
async def test_a_page_is_in_the_readers_language(house: House, view: str, locale: str) -> None:
    room = await house.debate()
    moderator = await house.moderator()
    moderator.cookies[LOCALE_COOKIE] = locale

    response = await moderator.get(path_of(view, room.code), Accept_Language="de")

    assert f'<html lang="{locale}"' in await html(response)
    assert (await page_of(response))["locale"] == locale


async def test_a_page_has_its_programmes_colour_from_the_first_picture_on(house: House) -> None:
    ours = await house.store.programmes.list()
    assert {one.key: Look(one.name, one.accent, "").sheet(one.key) for one in ours} == {
        "social-club": None,
        "sporazum": None,
    }, "the pages' own styles have it"
    usual = next(one for one in ours if one.key == "social-club")
    await house.store.programmes.change(replace(usual, accent="#006644"))

    page = await html(await house.stranger().get(f"/{(await house.debate()).code}"))

    head, sheet, rest = page.partition('<link rel="stylesheet" href="/accent/social-club.css">')
    assert sheet and "<body>" in rest
    assert "tokens.css" in head or "audience.css" in head, "it comes last and wins"


async def test_markup_in_a_question_stays_text(house: House) -> None:
    room = await house.debate()
    text = "</script><script>alert(1)</script> <b>kada</b>?"
    await house.question(room, text)

    response = await house.participant().get(f"/{room.code}")

    assert "<script>alert" not in await html(response)
    assert "<b>kada" not in await html(response)
    (question,) = (await page_of(response))["state"]["doc"]["questions"].values()
    assert question["text"] == text


# Audience.


async def test_somebody_new_becomes_a_participant_with_the_page(house: House) -> None:
    room = await house.debate()
    phone = house.stranger()

    response = await phone.get(f"/{room.code}")

    assert house.identity.is_participant(phone.cookies[PARTICIPANT_COOKIE])
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in response.headers["Set-Cookie"]
    assert phone.cookies[PARTICIPANT_COOKIE] not in await html(response)
    assert "you" not in await page_of(response)


async def test_those_who_come_at_once_share_one_rendering_but_no_token(house: House) -> None:
    room = await house.debate()
    await house.question(room)
    await room.views.document("audience")
    phones = [house.stranger() for _ in range(3)]

    pages = [await html(await phone.get(f"/{room.code}")) for phone in phones]

    assert len(set(pages)) == 1
    tokens = {phone.cookies[PARTICIPANT_COOKIE] for phone in phones}
    assert len(tokens) == 3
    assert not any(token in pages[0] for token in tokens)


@pytest.mark.parametrize(
    "headers",
    [{"Accept_Language": "sq"}, {"Host": "192.168.1.20:8000"}, {"Accept_Encoding": "gzip"}],
)
async def test_a_shared_rendering_is_only_for_those_it_fits(
    house: House, headers: dict[str, str]
) -> None:
    room = await house.debate()
    first = await house.stranger().get(f"/{room.code}")

    other = await house.stranger().get(f"/{room.code}", **headers)

    assert await other.get_data() != await first.get_data()
    assert "Accept-Encoding" in other.headers["Vary"]


async def test_a_forged_cookie_is_replaced(house: House) -> None:
    room = await house.debate()
    phone = house.stranger()
    phone.cookies[PARTICIPANT_COOKIE] = "p.forged.forged"

    await phone.get(f"/{room.code}")

    assert house.identity.is_participant(phone.cookies[PARTICIPANT_COOKIE])


async def test_a_participant_finds_their_own_questions_and_votes(house: House) -> None:
    room = await house.debate()
    shown = await house.question(room)
    phone = house.participant()
    await phone.say(room.code, "submit", text="Ko plaća grejanje?")
    await phone.say(room.code, "vote", question=shown, on=True)

    response = await phone.get(f"/{room.code}")

    you = (await page_of(response))["you"]
    assert [question["state"] for question in you["mine"].values()] == ["in_review"]
    assert you["votes"] == {shown: True}
    assert "Set-Cookie" not in response.headers


async def test_what_was_acknowledged_is_in_the_next_page(house: House) -> None:
    room = await house.debate()
    id_ = await house.question(room)
    phone = house.participant()
    await phone.get(f"/{room.code}")
    await phone.say(room.code, "vote", question=id_, on=True)

    page = await page_of(await phone.get(f"/{room.code}"))

    assert page["state"]["doc"]["questions"][id_]["votes"] == 1


async def test_what_is_in_review_is_in_nobody_elses_page(house: House) -> None:
    room = await house.debate()
    await house.participant().say(room.code, "submit", text="Ovo još niko nije pregledao")
    assert room.debate.questions, "there must be something to hide"

    for view in ("audience", "display", "host"):
        browser = await house.moderator("host", view)
        text = await html(await browser.get(path_of(view, room.code)))
        assert "Ovo još niko" not in text


@pytest.mark.parametrize(
    "path", ["/000000", "/control/000000", "/display/000000", "/qr/000000.svg"]
)
async def test_an_unknown_debate_is_a_page_with_a_way_back(house: House, path: str) -> None:
    response = await house.stranger().get(path)

    assert response.status_code == 404
    assert 'href="/"' in await html(response)


# Those who need a right.


@pytest.mark.parametrize("view", ["control", "host"])
async def test_without_a_login_it_is_asked_for(house: House, view: View) -> None:
    room = await house.debate()

    response = await house.stranger().get(f"/{view}/{room.code}")

    assert response.status_code == 303
    assert response.headers["Location"] == f"/login?back=/{view}/{room.code}"


async def test_a_login_of_the_wrong_role_is_told_so(house: House) -> None:
    room = await house.debate()
    reader = await house.moderator("host")

    refused = await reader.get(f"/control/{room.code}")

    assert refused.status_code == 403
    assert "Posao i mladi" not in await html(refused)
    assert (await reader.get(f"/host/{room.code}")).status_code == 200


async def test_moderators_pages_say_who_is_logged_in(house: House) -> None:
    room = await house.debate()
    moderator = await house.moderator("producer", "mira")

    page = await page_of(await moderator.get(f"/control/{room.code}"))

    assert page["me"] == {"name": "mira", "role": "producer"}


async def test_a_display_opens_with_its_key(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")

    page = await page_of(await house.stranger().get(f"/display/{room.code}?key={key}"))

    assert page["key"] == key
    assert "me" not in page


@pytest.mark.parametrize("query", ["", "?key=", "?key=t.wrong"])
async def test_a_display_without_a_right_key_is_a_quiet_page(house: House, query: str) -> None:
    room = await house.debate()

    response = await house.stranger().get(f"/display/{room.code}{query}")

    assert response.status_code == 403
    text = await html(response)
    assert "Posao i mladi" not in text
    assert f"/login?back=/display/{room.code}" in text


async def test_a_logged_in_moderator_needs_no_key_for_the_display(house: House) -> None:
    room = await house.debate()

    response = await (await house.moderator()).get(f"/display/{room.code}")

    assert response.status_code == 200
    assert "key" not in await page_of(response)


# The QR code and the language.


async def test_the_qr_code_is_an_image(house: House) -> None:
    room = await house.debate()

    response = await house.stranger().get(f"/qr/{room.code}.svg")

    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert (await response.get_data(as_text=True)).lstrip().startswith("<")


async def test_choosing_a_language_keeps_it_and_leads_back(house: House) -> None:
    room = await house.debate()
    phone = house.participant()

    response = await phone.post("/language", form={"locale": "en", "back": f"/{room.code}?a=b"})

    assert (response.status_code, response.headers["Location"]) == (303, f"/{room.code}?a=b")
    assert phone.cookies[LOCALE_COOKIE] == "en"
    assert '<html lang="en"' in await html(await phone.get(f"/{room.code}"))


@pytest.mark.parametrize(("sent_to", "back"), [("/login", "/login"), ("/language", "/")])
async def test_the_switch_on_the_answer_to_a_form_leads_to_a_page(
    house: House, sent_to: str, back: str
) -> None:
    answer = await house.stranger().post(sent_to, form={"name": "nobody", "password": "x"})

    assert f'name="back" value="{back}"' in await html(answer)


async def test_a_language_that_is_not_there_is_refused(house: House) -> None:
    response = await house.stranger().post("/language", form={"locale": "de", "back": "/"})

    assert response.status_code == 400


async def test_a_foreign_page_cannot_change_the_language(house: House) -> None:
    stranger = house.stranger()
    stranger.origin = FOREIGN

    assert (await stranger.post("/language", form={"locale": "en"})).status_code == 403
    assert LOCALE_COOKIE not in stranger.cookies


@pytest.mark.parametrize(
    "back",
    [None, "", "https://evil.example", "//evil.example", "/\\evil.example", "a", "/a\r\nX: y"],
)
def test_the_way_back_never_leads_elsewhere(back: str | None) -> None:
    assert local_path(back) == "/"
