"""The fingerprint of a log leads to whether that began so, and is read from a video still."""

import xml.etree.ElementTree as ElementTree
from base64 import b64decode

import pytest

from server.limits.table import PICTURES
from server.live.room import Room
from server.transparency.fingerprints import fingerprint_of
from server.web.pages.qr import QUIET_ZONE, svg
from tests.given.web_house import House

LETTERS = "A" * 52
SMALL = 33 + 2 * QUIET_ZONE


async def head_of(house: House) -> tuple[Room, int, str]:
    """A debate that has grown since its log had this size and fingerprint."""
    room = await house.debate()
    await room.attesting.look()
    assert room.around.log is not None
    size, _, root = room.around.log.partition(":")
    await house.question(room)
    await room.attesting.look()
    return room, int(size), fingerprint_of(b64decode(root))


async def said(house: House, path: str, status: int = 200) -> str:
    response = await house.stranger().get(path, Accept_Language="en")
    assert response.status_code == status
    return str(await response.get_data(as_text=True))


@pytest.mark.parametrize("start", ["S", "s"])
async def test_what_was_shown_is_how_the_log_began(house: House, start: str) -> None:
    room, size, letters = await head_of(house)

    page = await said(house, f"/{start}/{room.code}/{size}/{letters}")

    assert "This is how the journal" in page and 'role="alert"' not in page
    assert f'href="/{room.code}"' in page
    assert f'data-log="{room.around.log}"' in page


async def test_another_fingerprint_is_told_to_be_none_of_this_log(house: House) -> None:
    room, size, letters = await head_of(house)

    assert "did not begin so" in await said(house, f"/S/{room.code}/{size}/{LETTERS}")
    assert "did not begin so" in await said(house, f"/S/{room.code}/{size + 1}/{letters}")
    assert "not so long here" in await said(house, f"/S/{room.code}/{size + 100}/{letters}")
    assert "not so long here" in await said(house, f"/S/{room.code}/0/{letters}")


@pytest.mark.parametrize(
    "path",
    [
        f"/S/000000/5/{LETTERS}",
        "/S/482915/5/AB",
        f"/S/482915/-1/{LETTERS}",
        f"/S/482915/5/{'B' * 52}",
    ],
)
async def test_what_is_none_leads_nowhere(house: House, path: str) -> None:
    await house.debate()
    await said(house, path, 404)


async def test_of_a_draft_nothing_is_told(house: House) -> None:
    await house.debate("draft")
    await said(house, f"/S/482915/1/{LETTERS}", 404)


async def test_the_code_on_a_screen_has_33_modules(house: House) -> None:
    room, size, letters = await head_of(house)
    drawn = await said(house, f"/qr/{room.code}/{size}/{letters}.svg")

    assert modules(drawn) <= modules(svg(f"https://t.aktiv.org/s/482915/1063/{LETTERS}").decode())
    assert modules(svg(f"https://t.aktiv.org/S/482915/1063/{LETTERS}").decode()) == SMALL


async def test_no_code_is_drawn_of_a_head_that_there_was_not(house: House) -> None:
    room, size, letters = await head_of(house)

    await said(house, f"/qr/{room.code}/{size}/{LETTERS}.svg", 404)
    await said(house, f"/qr/{room.code}/{size + 100}/{letters}.svg", 404)
    await said(house, f"/qr/000000/{size}/{letters}.svg", 404)


async def test_who_asks_for_codes_by_the_hundred_waits(house: House) -> None:
    room, size, letters = await head_of(house)
    for _ in range(int(PICTURES.burst)):
        await said(house, f"/qr/{room.code}/{size}/{letters}.svg")

    await said(house, f"/qr/{room.code}/{size}/{letters}.svg", 429)


def modules(drawing: str) -> int:
    return int(ElementTree.fromstring(drawing).attrib["viewBox"].split()[2])
