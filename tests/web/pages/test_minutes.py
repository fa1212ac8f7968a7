"""The minutes of a debate hold what is to be signed: settings, numbers, the head of its log."""

import html
import re

import pytest

from server.debate import commands as c
from server.transparency.checkpoints import open_checkpoint
from server.transparency.fingerprints import fingerprint_of
from server.transparency.vkeys import Vkey
from server.web.words.i18n import LOCALES
from tests.given.web_house import OWNER, House

MINUTES = "/archive/482915/minutes"


async def evening(house: House) -> None:
    """One that is over, with a question."""
    room = await house.debate()
    await house.question(room)
    await room.handle(OWNER, c.ChangePhase(id="end", to="closed"))
    await room.attesting.look()


async def minutes(house: House, path: str = MINUTES, status: int = 200) -> str:
    response = await house.stranger().get(path, Accept_Language="en")
    assert response.status_code == status
    return html.unescape(str(await response.get_data(as_text=True)))


async def test_the_signed_head_is_on_it_as_text_and_as_a_code(house: House) -> None:
    await evening(house)

    page = await minutes(house)

    (note,) = re.findall(r"<pre[^>]*><code>(.*?)</code>", page, re.DOTALL)
    (vkey,) = re.findall(r"Key of the house: <code>(.*?)</code>", page)
    head, _ = open_checkpoint(note.encode(), [Vkey.parse(vkey)])
    letters = fingerprint_of(head.root)
    assert f"/qr/482915/{head.size}/{letters}.svg" in page
    assert " ".join(letters[at : at + 4] for at in range(0, 52, 4)) in page


async def test_it_says_what_was_set_what_came_of_it_and_has_lines_to_sign(house: House) -> None:
    await evening(house)

    page = await minutes(house)

    for said in ("Ana Petrović", "Most votes first", "482 915", "Characters in a question"):
        assert said in page
    assert "What it does not prove" in page
    assert page.count("<tr><td></td>") == 6


@pytest.mark.parametrize("tag", LOCALES)
async def test_its_language_stands_in_its_address(house: House, tag: str) -> None:
    await evening(house)
    page = await minutes(house, f"{MINUTES}?lang={tag}")
    assert f'<html lang="{tag}"' in page


async def test_of_a_debate_that_goes_on_there_are_none(house: House) -> None:
    await house.debate()
    await minutes(house, status=404)
