"""The QR code of the pictures without a question is read from the last row of a hall: 10 m from a
picture that is 3 m wide, out of focus, from the side, and by the poorer picture that a phone scans.
"""

import io
import math

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.async_api import Page

from server.web.pages.qr import svg
from tests.static.display import open_display, pictures, show
from tests.static.lengthy import at_length
from tests.static.modules import ORIGIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

JOIN = "https://tribina.aktiv.org/482915"
DISTANCE_M = 10
WIDTH_M = 3
VIEW = math.radians(65)  # what a phone's main camera sees along the longer side
CAMERAS = {"a photograph of 12 MP": 4032, "the picture of 1080 lines that is scanned": 1920}  # px
ASIDE = math.radians(35)  # how far from the middle of the hall
FINER = 4  # than the camera's pixels, before they are averaged
MARGIN = 8  # px of the camera around the screen

WITH_QR = ("before", "idle", "ask", "vote", "both", "break", "over", "cut")


def seen(screen: Image.Image, width_px: int, out_of_focus: float) -> Image.Image:
    """The screen as a camera of so many pixels sees it, from the side. `out_of_focus`: the
    deviation of a Gaussian, in pixels of the camera."""
    focal = FINER * width_px / 2 / math.tan(VIEW / 2)
    high_m = WIDTH_M * screen.height / screen.width
    nearest_m = DISTANCE_M - WIDTH_M / 2 * math.sin(ASIDE)
    half = [focal * side / 2 / nearest_m for side in (WIDTH_M * math.cos(ASIDE), high_m)]
    width, height = (2 * FINER * math.ceil(side / FINER + MARGIN) for side in half)
    # Where on the screen a point of the picture lies; its distance changes across the screen.
    lean = math.tan(ASIDE) / focal
    across = DISTANCE_M / focal / math.cos(ASIDE) * screen.width / WIDTH_M
    down = DISTANCE_M / focal * screen.height / high_m
    middle = 1 + width / 2 * lean
    points = (
        across - screen.width / 2 * lean, 0, screen.width / 2 * middle - across * width / 2,
        -screen.height / 2 * lean, down, screen.height / 2 * middle - down * height / 2,
        -lean, 0,
    )  # fmt: skip
    fine = screen.convert("L").transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        [one / middle for one in points],
        Image.Resampling.BILINEAR,
        fillcolor=40,
    )
    # What falls onto a pixel of a sensor is averaged, not sampled.
    return fine.reduce(FINER).filter(ImageFilter.GaussianBlur(out_of_focus))


async def draw_code(page: Page) -> None:
    code = svg(JOIN)
    await page.route(
        f"{ORIGIN}/qr/482915.svg",
        lambda route: route.fulfill(body=code, content_type="image/svg+xml"),
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", at_length([(1920, 1080), (1280, 720), (1024, 768)]), ids=str)
async def test_it_is_read_from_ten_metres(page: Page, size: tuple[int, int]) -> None:
    await draw_code(page)
    await open_display(page, size, JOIN, languages=("sr-Latn", "sq-XK"))
    for name in WITH_QR:
        await show(page, pictures()[name])
        await page.locator(".picture--leaving").wait_for(state="detached")
        await page.locator(".idle__qr img").evaluate("(image) => image.decode()")
        screen = Image.open(io.BytesIO(await page.screenshot()))
        for camera, width_px in CAMERAS.items():
            picture = seen(screen, width_px, out_of_focus=width_px / 1920)
            found = [code.text for code in zxingcpp.read_barcodes(picture)]
            assert found == [JOIN.upper()], f"{name}: {camera}"


async def test_a_module_is_four_pixels_of_what_is_scanned(page: Page) -> None:
    """As the guides for QR codes ask for; a hall has worse light than a laboratory."""
    await open_display(page, join=JOIN)
    await show(page, pictures()["both"])
    box = await page.locator(".idle__qr").bounding_box()
    modules = int(svg(JOIN).decode().partition('viewBox="0 0 ')[2].split(" ")[0])
    pixel_m = 2 * DISTANCE_M * math.tan(VIEW / 2) / 1920

    assert box is not None
    assert box["width"] / 1920 * WIDTH_M / modules / pixel_m > 3.9
