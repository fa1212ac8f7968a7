"""A control page of thousands of questions: whole, as if it were short, and nobody waits for it."""

import json
import re
from typing import Any

import pytest

from server.live.sending.encoded import MANY
from server.operating.tools import Tools
from tests.given import holds, inboxes, worst_texts
from tests.given.web_house import House

CODE = "482915"
HOSTILE = "</script><script>alert('&lt;')</script> \u2028 “šćžđ”"


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


async def full(house: House, texts: list[str]) -> None:
    """A debate with these questions in review."""
    tools = Tools(house.store, house.rooms, house.clock)
    await house.debate(code=CODE)
    await inboxes.fill(tools, CODE, texts)
    await house.rooms.close()  # it is opened anew, with all of them


async def test_a_long_document_stands_in_its_page_as_a_short_one_does(house: House) -> None:
    await full(house, [HOSTILE] * MANY)
    mira = await house.moderator()

    html = await (await mira.get(f"/control/{CODE}")).get_data(as_text=True)

    data = data_of(html)
    doc = data["state"]["doc"]
    assert [question["text"] for question in doc["questions"].values()] == [HOSTILE] * MANY
    assert doc["debate"]["title"]["sr-Latn"] == "Posao i mladi"
    assert data["view"] == "control" and data["strings"]
    assert html.count("</script>") == html.count("<script"), "none of theirs"


@pytest.mark.alone
async def test_a_page_of_thousands_of_questions_holds_the_loop_for_nobody(house: House) -> None:
    """These took 45 ms in one go."""
    await full(house, [f"{text} {'<' * 200}"[:300] for text in worst_texts.lexicon_texts(3_000)])
    mira = await house.moderator()
    mira.headers["Accept-Encoding"] = "gzip"
    await mira.get("/login")  # what only the first page needs

    with holds.watched() as held:
        response = await mira.get(f"/control/{CODE}")

    assert response.status_code == 200
    assert held.longest_ms < holds.MOST_MS, held.what
