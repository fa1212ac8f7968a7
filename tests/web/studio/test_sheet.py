"""The sheet of the gallery's buttons: each address with what it does."""

import re
from html import unescape

import pytest

from tests.given.web_house import House

_LABEL = re.compile(r'<p id="b\d+[a-z]+-label">(.*?)</p>')


async def test_no_two_buttons_have_the_same_label(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "buttons")
    page = await house.script().get(f"/studio/{room.code}?key={key}", Accept="text/html")
    labels = _LABEL.findall(await page.get_data(as_text=True))

    assert len(labels) > 20
    assert len(set(labels)) == len(labels)
    assert any("<code>timer/start</code>" in label for label in labels)
    assert any("<code>timer/start/90</code>" in label for label in labels)


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "applause"), ("sr-Latn", "aplauz"), ("sr-Cyrl", "аплауз"), ("sq", "duartrokitje")],
)
async def test_the_text_of_a_mark_is_a_word_of_the_page_s_language(
    house: House, language: str, word: str
) -> None:
    room = await house.debate()
    key = await house.token(room.code, "buttons")
    browser = house.script()
    page = await browser.get(
        f"/studio/{room.code}?key={key}", Accept="text/html", Accept_Language=language
    )

    assert f"<code>mark/{word}</code>" in unescape(await page.get_data(as_text=True))
