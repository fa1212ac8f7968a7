"""What the page of an archive tells of what moderators did."""

import re

import pytest

from server.debate import commands as c
from server.identity.recognising import LOCALE_COOKIE
from server.web.pages.archive_page import UNDOABLE
from server.web.words.i18n import LOCALES, house_words
from tests.given.web_house import OWNER, PRODUCER, Browser, House

HIDDEN = "Zašto komšija ne plaća struju?"


async def told(house: House, tag: str) -> str:
    browser = Browser(house.app, {LOCALE_COOKIE: tag})
    return await (await browser.get("/archive/482915")).get_data(as_text=True)


async def evening(house: House) -> None:
    """One question edited after a vote, one dismissed and challenged, one approval taken back."""
    room = await house.debate()
    author = house.participant()
    asked = await author.say(room.code, "submit", text=HIDDEN)
    assert asked.status_code == 200
    shown = await house.question(room, "Kada konkurs?")
    await author.say(room.code, "vote", question=shown, on=True)
    for one in (
        c.DismissQuestion(id="d", question="q1", reason="personal_data"),
        c.EditQuestion(id="e", question=shown, text="Kada je konkurs?"),
        c.HoldQuestion(id="h", question=await later(author, room.code), why="facts"),
        c.UndoAction(id="u"),
    ):
        await room.handle(PRODUCER, one)
    assert (await author.say(room.code, "challenge", question="q1")).status_code == 200
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))


async def later(author: Browser, code: str) -> str:
    await author.say(code, "submit", text="Gde je voda?")
    return "q3"


@pytest.mark.parametrize("tag", LOCALES)
async def test_it_is_told_in_every_language_without_what_was_dismissed(
    house: House, tag: str
) -> None:
    await evening(house)

    page = await told(house, tag)

    assert "report__hours" in page
    assert HIDDEN not in page
    for key in ("report", "by_hour", "report_challenge_note"):
        assert house_words().t(tag, f"archive.{key}") in page
    assert house_words().t(tag, "archive.report_edits_voted", count=1) in page
    assert not re.search(r"(archive|control|common|proof)\.\w+", re.sub(r'"[^"]*"', "", page))


async def test_a_challenge_is_told_with_its_reason(house: House) -> None:
    await evening(house)

    page = await told(house, "en")

    assert "1 dismissal was challenged" in page
    assert re.search(r"dismissed at \d\d:\d\d: Personal data", page)
    assert "1 action was taken back: On hold 1" in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("tag", LOCALES)
def test_there_is_a_word_for_every_kind_of_action_that_can_be_taken_back(tag: str) -> None:
    assert len(UNDOABLE) > 15
    for key in UNDOABLE.values():
        assert house_words().t(tag, key) != key
