"""The home page and the field for the code."""

import re

import pytest

from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.web.pages.home import read_code
from tests.given.web_house import OWNER, House


@pytest.mark.parametrize(
    "typed", ["482915", " 482 915 ", "482-915", "48\u00a029\u201115", "4 8 2 9 1 5", "482.915"]
)
def test_spaces_and_dashes_in_a_code_do_not_matter(typed: str) -> None:
    assert read_code(typed) == "482915"


@pytest.mark.parametrize("typed", ["", "48291", "4829155", "48291a", "٤٨٢٩١٥", "¹²³⁴⁵⁶"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


async def test_a_code_leads_to_its_debate(house: House) -> None:
    await house.debate()

    response = await house.stranger().get("/join?code=482%20915")

    assert (response.status_code, response.headers["Location"]) == (303, "/482915")


async def test_the_code_of_a_closed_debate_leads_to_its_results(house: House) -> None:
    await house.debate("closed")

    response = await house.stranger().get("/join?code=482915")

    assert response.headers["Location"] == "/archive/482915"


@pytest.mark.parametrize(("typed", "status"), [("482916", 404), ("48291", 422), ("<b>", 422)])
async def test_a_wrong_code_keeps_what_was_typed(house: House, typed: str, status: int) -> None:
    response = await house.stranger().get(f"/join?code={typed}")

    page = await response.get_data(as_text=True)
    assert response.status_code == status
    assert 'role="alert"' in page
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in page


async def test_it_lists_what_is_on_what_is_coming_and_what_is_over(house: House) -> None:
    await house.debate("live", "111111")
    await house.debate("collecting", "222222")
    await house.debate("draft", "333333")
    await house.debate("closed", "444444")
    await house.debate("archived", "555555")

    page = await (await house.stranger().get("/")).get_data(as_text=True)

    for address in ('"/111111"', '"/222222"', '"/archive/444444"', '"/archive/555555"'):
        assert f"href={address}" in page
    assert "333333" not in page


async def test_an_empty_server_says_so(house: House) -> None:
    page = await (await house.stranger().get("/")).get_data(as_text=True)

    assert "Trenutno nema otvorenih debata" in page
    assert 'href="/login"' in page


async def test_titles_are_text_in_their_language(house: House) -> None:
    room = await house.debate("live")
    title = {"sq": "<img src=x onerror=alert(1)>"}
    await room.handle(OWNER, DescribeDebate(id="d", programme="social-club", title=title))

    page = await (await house.stranger().get("/")).get_data(as_text=True)

    assert '<span lang="sq">&lt;img src=x' in page
    assert "<img" not in page


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
async def test_it_is_in_the_readers_language(house: House, locale: str) -> None:
    room = await house.debate("collecting")
    described = DescribeDebate(
        id="d", programme="sporazum", title={"en": "Water"}, starts_at=1_772_903_100_000
    )
    await room.handle(OWNER, described)
    await room.handle(OWNER, c.ShutDoor(id="s", what="voting"))
    browser = house.stranger()
    browser.cookies["tribina_locale"] = locale

    page = await (await browser.get("/")).get_data(as_text=True)

    assert f'<html lang="{locale}"' in page
    assert not re.search(r"[>\"](home|common)\.\w", page), "a key instead of its words"
    dates = {"sr-Latn": "subota, 7. marta", "sr-Cyrl": "субота, 7. марта",
             "sq-XK": "e shtunë, 7 mars", "en": "Saturday 7 March"}  # fmt: skip
    assert f"{dates[locale]}, 18:05" in page


async def test_the_colour_of_a_programme_is_a_style_of_its_own(house: House) -> None:
    programme = await house.store.programmes.get("social-club")
    known = await house.stranger().get("/accent/social-club.css")
    unknown = await house.stranger().get("/accent/unheard-of.css")

    assert known.mimetype == "text/css"
    assert programme is not None
    assert f"--accent: {programme.accent};" in await known.get_data(as_text=True)
    assert "--accent: #" in await unknown.get_data(as_text=True)
