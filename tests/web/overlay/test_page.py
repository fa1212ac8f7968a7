"""The overlay's page: for a display's key, transparent, empty where there is nothing to show."""

import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from quart import Response

from server.debate.inner_commands import DescribeDebate
from server.live.rooms import Rooms
from server.store import Unavailable
from server.web.overlay.options import LAYERS, Options, options_of
from tests.given.web_house import OWNER, House


async def data_of(response: Response) -> dict[str, Any]:
    text = await response.get_data(as_text=True)
    found = re.search(r'id="page">(.*?)</script>', text, re.DOTALL)
    assert found is not None, text
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ({}, Options()),
        ({"layers": "timer,question"}, Options(layers=("question", "timer"))),
        ({"layers": "count"}, Options(layers=("tally",))),
        ({"layers": " name , nothing"}, Options(layers=("name",))),
        ({"layers": "question-full"}, Options(layers=("question-full",))),
        ({"layers": "nothing"}, Options()),
        ({"safe": "1", "motion": "off"}, Options(safe=True, motion=False)),
        ({"safe": "yes", "motion": "slow"}, Options()),
        ({"bottom": "12.5", "scale": "1.2"}, Options(bottom=12.5, scale=1.2)),
        ({"bottom": "1e9", "scale": "0"}, Options(bottom=50.0, scale=0.5)),
        ({"bottom": "nan", "scale": "inf"}, Options()),
        ({"bottom": "-4", "scale": "x"}, Options()),
        ({"key_colour": "00FF00"}, Options(key_colour="#00ff00")),
        ({"key_colour": '#0f0"><script>'}, Options()),
    ],
)
def test_what_an_address_says(asked: dict[str, str], options: Options) -> None:
    assert options_of(asked) == options


async def test_it_starts_from_the_displays_document_and_from_all_that_it_shows(
    house: House,
) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")
    answer = await house.stranger().get(f"/overlay/{room.code}?key={key}&bottom=7&lang=sq,sr-Latn")
    page = await data_of(answer)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert page["state"]["doc"] == room.views.state("display").doc
    assert page["key"] == key
    assert page["overlay"] == {"layers": [*LAYERS], "motion": True, "scale": 1.0, "bottom": 7.0}
    assert page["qr"].startswith("data:image/svg+xml;base64,")
    assert page["locale"] == "sq-XK" and page["second"]["locale"] == "sr-Latn"
    assert page["strings"]["overlay.votes"] == {"one": "votë", "other": "vota"}
    assert page["second"]["strings"]["overlay.votes"]["few"] == "glasa"


async def test_a_colour_to_be_keyed_is_there_before_any_script(house: House) -> None:
    room = await house.debate()
    moderator = await house.moderator()
    green = await moderator.get(f"/overlay/{room.code}?key_colour=00ff00&safe=1")
    plain = await moderator.get(f"/overlay/{room.code}")

    assert '<body bgcolor="#00ff00">' in await green.get_data(as_text=True)
    assert "guides__line" in await green.get_data(as_text=True)
    assert "<body>" in await plain.get_data(as_text=True)
    assert "guides" not in await plain.get_data(as_text=True)


@pytest.mark.parametrize("asked", ["", "?key=of-another-evening"])
async def test_without_a_key_that_holds_it_is_empty_and_says_why_only_between_its_guides(
    house: House, asked: str
) -> None:
    room = await house.debate()
    await house.question(room)
    path = f"/overlay/{room.code}{asked}"
    quiet = await house.stranger().get(path)
    text = await quiet.get_data(as_text=True)
    set_up = await house.stranger().get(f"{path}{'&' if asked else '?'}safe=1")

    assert quiet.status_code == set_up.status_code == 403
    body = text.partition("<body")[2]
    assert re.sub(r"<[^>]*>|>", "", body).strip() == ""
    assert room.code not in body and "<script" not in text and "refresh" not in text
    assert "guides__hint" in await set_up.get_data(as_text=True)


async def test_a_debate_that_there_is_not_is_an_empty_picture_too(house: House) -> None:
    answer = await house.stranger().get("/overlay/000000")

    assert answer.status_code == 404
    assert "<h1" not in await answer.get_data(as_text=True)


async def test_while_the_store_is_away_it_is_empty_and_asks_again(house: House) -> None:
    with patch.object(Rooms, "get", side_effect=Unavailable):
        answer = await house.stranger().get("/overlay/482915?key=k")
    text = await answer.get_data(as_text=True)

    assert answer.status_code == 503
    assert '<meta http-equiv="refresh" content="5">' in text
    assert "<h1" not in text


async def test_a_moderator_may_have_it_inside_of_a_page_of_ours(house: House) -> None:
    room = await house.debate()
    answer = await (await house.moderator()).get(f"/overlay/{room.code}")

    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_rehearsal_has_no_band_over_the_camera(house: House) -> None:
    await house.store.debates.create("482916", house.clock.now())
    room = await house.rooms.get("482916")
    title = {"sr-Latn": "Proba"}
    described = DescribeDebate(id="n", programme="social-club", title=title, rehearsal=True)
    await room.handle(OWNER, described)
    text = await (await (await house.moderator()).get(f"/overlay/{room.code}")).get_data(
        as_text=True
    )

    assert '"rehearsal":true' in text
    assert 'class="rehearsal"' not in text
