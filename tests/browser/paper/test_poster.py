"""The poster: one page of A4 or A3 whatever its titles, and its QR code leads to the debate."""

import io
import re
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from tests.browser.hall import Hall
from tests.given.servers import RunningServer

A4_MM = (210, 297)
A3_MM = (297, 420)
GUESTS = {
    f"g{n}": Guest(
        f"Aleksandra Radosavljević-Stojanović {n}",
        {"sr-Latn": "direktorka Kancelarije za zapošljavanje u Severnoj Mitrovici"},
    )
    for n in range(8)
}
MM_OF_POINT = 25.4 / 72
SHORT = {"sr-Latn": "Posao i mladi", "sq": "Puna dhe të rinjtë", "en": "Jobs and young people"}
LONG = {
    "sr-Latn": "Gde će mladi iz Severne Mitrovice raditi za deset godina i šta opština može da"
    " učini već ove jeseni za njih i za sve",
    "sr-Cyrl": "Где ће млади из Северне Митровице радити за десет година и шта општина може да"
    " учини већ ове јесени за њих и за све",
    "sq": "Ku do të punojnë të rinjtë nga Mitrovica e Veriut pas dhjetë vjetësh dhe çfarë mund të"
    " bëjë komuna që këtë vjeshtë",
    "en": "Where will young people from North Mitrovica work in ten years, and what can the"
    " municipality do for them this autumn",
}


async def poster(server: RunningServer, hall: Hall, title: dict[str, str], **more: Any) -> Any:
    paper = more.pop("paper", "a4")
    settings = DescribeDebate(
        id="new", programme="social-club", title=title, starts_at=1_772_906_700_000, **more
    )
    async with server.tools() as tools:
        code = await tools.create(settings, "collecting")
    await server.account("vesna", "owner")
    owner = await hall.screen(f"/admin/debates/{code}/poster?paper={paper}", "en-GB", "vesna")
    return code, owner.page


@pytest.mark.parametrize("guests", [0, 2, 8])
@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("title", [SHORT, LONG], ids=["short", "long"])
async def test_it_is_one_page_and_nothing_is_cut_off(
    server: RunningServer, hall: Hall, title: dict[str, str], paper: str, guests: int
) -> None:
    asked = dict(list(GUESTS.items())[:guests])
    _, page = await poster(server, hall, title, paper=paper, guests=asked)
    assert await page.locator(".poster__guests li").count() == guests

    printed = await page.pdf(prefer_css_page_size=True, print_background=True)

    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(re.findall(rb"/Type /Page\b", printed)) == len(boxes) == 1
    assert [round(float(side) * MM_OF_POINT) for side in boxes[0]] == list(
        A3_MM if paper == "a3" else A4_MM
    )
    await page.emulate_media(media="print")
    outside = await page.evaluate(
        """() => {
          const sheet = document.querySelector(".poster").getBoundingClientRect()
          return [...document.querySelectorAll(".poster *")].filter((part) => {
            const box = part.getBoundingClientRect()
            const clipped = part.matches("li") && part.scrollHeight > part.clientHeight + 3
            return clipped || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1
          }).map((part) => part.className)
        }"""
    )
    assert outside == []


async def test_its_qr_code_is_read_from_the_picture(server: RunningServer, hall: Hall) -> None:
    code, page = await poster(server, hall, LONG, guests=GUESTS)
    await page.emulate_media(media="print")

    picture = Image.open(io.BytesIO(await page.locator(".poster").screenshot()))

    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text.lower().endswith(f"/{code}") and found.text.lower().startswith("http://")
    shown = await page.locator(".poster").inner_text()
    assert f"{code[:3]} {code[3:]}" in shown


async def test_it_speaks_the_languages_of_the_debate_else_all_four(
    server: RunningServer, hall: Hall
) -> None:
    _, page = await poster(server, hall, SHORT)
    asks = page.locator(".poster__asks li")
    assert [await ask.get_attribute("lang") for ask in await asks.all()] == [
        "sr-Latn",
        "sq-XK",
        "sr-Cyrl",
        "en",
    ]

    _, page = await poster(server, hall, SHORT, languages=("sq", "sr-Latn"))

    told = await page.locator(".poster").inner_text()
    assert told.index("Puna dhe të rinjtë") < told.index("Posao i mladi")
    assert "Jobs and young people" not in told
