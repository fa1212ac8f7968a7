"""Links with a picture, and an address for one question; what is not public is in neither."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from server.web.pages import sharing
from server.web.pages.share_picture import SIZE, Picture, _laid_out, _runs, can_be_drawn, png
from tests.given.web_house import OWNER, PRODUCER, House, settings

CODE = "482915"


async def tags(house: House, path: str) -> dict[str, str]:
    page = await (await house.stranger().get(path)).get_data(as_text=True)
    found = re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page)
    return dict(found)


async def asked(house: House, room: Room, text: str = "Kada?") -> str:
    """A question that waits for review."""
    await house.participant().say(CODE, "submit", text=text)
    return list(room.debate.questions)[-1]


async def test_a_debate_is_shared_with_its_title_and_a_picture(house: House) -> None:
    await house.debate("live")

    found = await tags(house, f"/{CODE}")

    assert found["title"] == "Posao i mladi" and found["description"]
    assert re.fullmatch(rf"http://[\w.]+/{CODE}", found["url"])  # of use on other devices
    assert found["image"] == f"{found['url']}/share.png"
    response = await house.stranger().get(f"/{CODE}/share.png")
    picture = Image.open(io.BytesIO(await response.get_data(as_text=False)))
    assert (response.mimetype, picture.size, picture.format) == ("image/png", SIZE, "PNG")
    assert picture.getcolors(1_000_000) and len(picture.getcolors(1_000_000) or ()) > 2


async def test_a_public_question_has_an_address_that_leads_to_it(house: House) -> None:
    room = await house.debate("live")
    question = await house.question(room, "Kada će <opština>?")

    found = await tags(house, f"/{CODE}/{question}")
    page = await (await house.stranger().get(f"/{CODE}/{question}")).get_data(as_text=True)

    assert found["title"] == "Kada će &lt;opština&gt;?" and found["description"] == "Posao i mladi"
    assert found["image"] == f"{found['url']}.png" and found["url"].endswith(f"/{question}")
    assert f'content="0; url=/{CODE}#{question}"' in page and f'href="/{CODE}#{question}"' in page
    assert (await house.stranger().get(f"/{CODE}/{question}.png")).mimetype == "image/png"


async def test_when_it_is_over_the_address_leads_to_the_archive(house: House) -> None:
    room = await house.debate("live")
    question = await house.question(room)
    await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))

    page = await (await house.stranger().get(f"/{CODE}/{question}")).get_data(as_text=True)
    archive = await (await house.stranger().get(f"/archive/{CODE}")).get_data(as_text=True)

    assert f'href="/archive/{CODE}#{question}"' in page
    assert f'id="{question}"' in archive and f'href="/{CODE}/{question}"' in archive


async def test_what_is_not_public_has_neither_address_nor_picture(house: House) -> None:
    room = await house.debate("live")
    waits = await asked(house, room, "Ko čeka?")
    dismissed = await house.question(room, "Ko je odbijen?")
    await room.handle(PRODUCER, c.DismissQuestion(id="d", question=dismissed, reason="spam"))
    into, merged = await house.question(room, "U koje?"), await house.question(room, "Koje?")
    await room.handle(PRODUCER, c.MergeQuestion(id="m", question=merged, into=into))

    for id_ in (waits, dismissed, merged, "q99"):
        for path in (f"/{CODE}/{id_}", f"/{CODE}/{id_}.png"):
            response = await house.stranger().get(path)
            assert response.status_code == 404, path
            assert "Ko " not in await response.get_data(as_text=True)
    assert (await house.stranger().get(f"/{CODE}/{into}")).status_code == 200


async def test_a_draft_that_is_not_announced_has_no_picture(house: House) -> None:
    await house.debate("draft")

    assert (await house.stranger().get(f"/{CODE}/share.png")).status_code == 404


async def test_what_is_not_listed_says_so_to_search_engines(house: House) -> None:
    room = await house.debate("live")
    question = await house.question(room)
    unlisted = DescribeDebate(
        id="hide", programme="social-club", title={"en": "Among us"}, unlisted=True
    )
    await room.handle(OWNER, unlisted)

    for path in ("/share.png", f"/{question}", f"/{question}.png"):
        response = await house.stranger().get(f"/{CODE}{path}")
        assert response.headers["X-Robots-Tag"] == "noindex", path


async def test_who_asks_for_many_pictures_at_once_is_put_off(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.debate("live")
    monkeypatch.setattr(sharing, "DRAWN_AT_ONCE", 0)

    assert (await house.stranger().get(f"/{CODE}/share.png")).status_code == 503


# The drawing.


@pytest.mark.parametrize("text", ["Kada?", "Где ће млади?", "Çfarë?", "W" * 300, "Kada će? " * 33])
def test_every_text_has_room(text: str) -> None:
    size, lines = _laid_out(text, 1_056)

    assert len(lines) * size * 1.18 <= 350
    assert Image.open(io.BytesIO(png(Picture(text)))).size == SIZE


def test_letters_are_taken_from_the_file_that_has_them() -> None:
    runs = [("latin", "Ko"), ("latin-ext", "č"), ("latin", "e "), ("cyrillic", "Ђак")]
    assert list(_runs("Koče Ђак😀")) == runs
    assert can_be_drawn("Kada?") and can_be_drawn("Где?")
    assert not can_be_drawn("من يقرر؟") and not can_be_drawn("😀")


async def test_the_archive_has_a_picture_where_the_house_has_an_address(tmp_path: Path) -> None:
    house = House(settings(tmp_path, public_url="https://t.example.org"))
    await house.open()
    try:
        await house.debate("closed")

        page = await (await house.stranger(Host="t.example.org").get(f"/archive/{CODE}")).get_data(
            as_text=True
        )

        image = f'<meta property="og:image" content="https://t.example.org/{CODE}/share.png">'
        assert image in page
    finally:
        await house.close()
