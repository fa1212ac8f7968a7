"""What is not a graphic is transparent, and its edges are as they are drawn: a keyer sees the
camera's picture through the rest."""

import io
import re
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page

from server.web.contrast import contrast
from tests.static.graphics.renderer import open_renderer, put_on_air, remove

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DATA = {"text": "Kada će biti gotov most?", "label": "Pitanje publike", "accent": "#b4232a"}
PLATE = """(id) => {
  const box = renderer.graphics.get(id).stage.querySelector(".plate").getBoundingClientRect()
  return [box.left, box.top, box.right, box.bottom]
}"""


async def picture(page: Page) -> Image.Image:
    """What goes out, as OBS takes it: with its alpha."""
    return Image.open(io.BytesIO(await page.screenshot(omit_background=True))).convert("RGBA")


async def alphas(page: Page) -> Any:
    """The least and the most of the picture."""
    return (await picture(page)).getchannel("A").getextrema()


async def test_nothing_is_painted_before_it_is_played_and_after_it_is_gone(page: Page) -> None:
    await open_renderer(page)
    assert await alphas(page) == (0, 0)

    id_ = await put_on_air(page, "question", DATA)
    assert await alphas(page) == (0, 255)
    await page.evaluate("(id) => renderer.call(id, 'stopAction', { skipAnimation: true })", id_)
    assert await alphas(page) == (0, 0)
    await remove(page, id_)


async def test_at_the_edges_of_a_plate_alpha_changes_from_one_pixel_to_the_next(
    page: Page,
) -> None:
    """Along a row and a column through its middle: all of it inside, nothing outside."""
    await open_renderer(page)
    id_ = await put_on_air(page, "question", DATA)
    left, top, right, bottom = await page.evaluate(PLATE, id_)
    alpha = (await picture(page)).getchannel("A")
    row, column = round((top + bottom) / 2), round(right - 60)

    across = [alpha.getpixel((x, row)) for x in range(alpha.width)]
    assert across == [255 if round(left) <= x < round(right) else 0 for x in range(alpha.width)]
    down = [alpha.getpixel((column, y)) for y in range(round(top), alpha.height)]
    assert down == [255 if y < round(bottom) else 0 for y in range(round(top), alpha.height)]


async def test_a_plate_stands_on_any_picture_alike(page: Page) -> None:
    """All of it is opaque: over black and over white its middle is the same."""
    await open_renderer(page)
    id_ = await put_on_air(page, "question", DATA)
    left, top, right, bottom = await page.evaluate(PLATE, id_)
    inside = (round(left) + 8, round(top) + 8, round(right) - 12, round(bottom) - 12)
    seen = []
    for colour in ("#000", "#fff"):
        await page.evaluate(f"document.body.style.background = '{colour}'")
        seen.append((await picture(page)).crop(inside).tobytes())

    assert seen[0] == seen[1]


async def test_a_round_corner_is_smooth(page: Page) -> None:
    await open_renderer(page)
    id_ = await put_on_air(page, "question", DATA)
    _, _, right, bottom = await page.evaluate(PLATE, id_)
    corner = (await picture(page)).crop((int(right) - 9, int(bottom) - 9, int(right), int(bottom)))

    assert any(0 < alpha < 255 for alpha in corner.getchannel("A").tobytes())


@pytest.mark.parametrize(
    "accent", ["#b4232a", "#1b5e8c", "#ffd166", "#00a36c", "#808080", "#000000"]
)
async def test_whatever_colour_a_programme_has_its_tab_can_be_read(page: Page, accent: str) -> None:
    await open_renderer(page)
    id_ = await put_on_air(page, "question", DATA | {"accent": accent})
    ink = await page.evaluate(
        "(id) => getComputedStyle(renderer.graphics.get(id).stage.querySelector('.head')).color",
        id_,
    )
    red, green, blue = map(int, re.findall(r"\d+", ink))

    assert contrast(accent, f"#{red:02x}{green:02x}{blue:02x}") > 4.2


async def test_a_colour_that_is_none_is_the_usual_one(page: Page) -> None:
    await open_renderer(page)
    id_ = await put_on_air(page, "question", DATA | {"accent": "red; background: url(x)"})
    style = "(id) => renderer.graphics.get(id).stage.style.getPropertyValue('--accent')"

    assert await page.evaluate(style, id_) == "#2f5d8a"
