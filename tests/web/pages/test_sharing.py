"""Links with a picture, and an address for one question; what is not public is in neither."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from server.web.logos.refining import refined
from server.web.pages import sharing
from server.web.pages.share_picture import SIZE, Picture, _laid_out, _runs, can_be_drawn, png
from tests.given.web_house import OWNER, PRODUCER, House, settings
from tests.web.logos.pictures import as_file, drawn

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


def test_the_picture_bears_the_logo_and_the_colour() -> None:
    plain = Image.open(io.BytesIO(png(Picture("Kada?", accent="#1b5e8c", code="482 915"))))
    logo = refined(as_file(drawn((900, 300), "#00aa00"))).body
    body = png(Picture("Kada?", accent="#1b5e8c", code="482 915", logo=logo))
    shown = Image.open(io.BytesIO(body))

    right = (900, 50, 1128, 130)  # of the head
    assert plain.crop(right).getcolors() == [(228 * 80, (255, 255, 255))]
    greens = [color for _, color in shown.crop(right).getcolors(100_000) or ()]
    assert any(color[1] > 150 > color[0] for color in greens if isinstance(color, tuple))
    assert shown.getpixel((1120, 530)) == (0x1B, 0x5E, 0x8C)  # below the code


@pytest.mark.parametrize("size", [(4000, 40), (10, 900), (300, 300)])
@pytest.mark.parametrize("plate", [True, False])
def test_a_logo_of_any_shape_leaves_the_programme_its_room(
    size: tuple[int, int], plate: bool
) -> None:
    logo = refined(as_file(drawn((size[0], size[1])))).body

    assert png(Picture("Kada?", above="Ж" * 200, logo=logo, plate=plate))
    assert png(Picture("Kada?", logo=b"RIFF nonsense"))


async def test_a_shared_picture_says_its_size_its_kind_and_what_it_shows(house: House) -> None:
    await house.debate("live")

    found = await tags(house, f"/{CODE}")
    page = await (await house.stranger().get(f"/{CODE}")).get_data(as_text=True)

    assert (found["image:width"], found["image:height"]) == tuple(map(str, SIZE))
    assert found["image:type"] == "image/png" and found["image:alt"] == "Posao i mladi"
    assert '<meta name="twitter:card" content="summary_large_image">' in page


async def test_the_logo_of_an_organisation_is_in_the_picture_of_its_debate(house: House) -> None:
    await house.debate("live")
    before = await (await house.stranger().get(f"/{CODE}/share.png")).get_data(as_text=False)
    made = refined(as_file(drawn()))
    await house.store.logos.put("organisation", "civic-energy-center", "dark", made, 1)
    house.app.extensions["tribina"].looks.changed()

    after = await (await house.stranger().get(f"/{CODE}/share.png")).get_data(as_text=False)

    assert after != before
