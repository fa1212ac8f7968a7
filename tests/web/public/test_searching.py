"""Search: what is found, what never is, and that nothing typed is more than words."""

import asyncio
import json
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest

from server.debate import commands as c
from server.debate.inner_commands import ListDebate
from server.store import Corner
from server.store.search import AT_MOST, MOST_WORDS, Entry
from server.web.public.sifting import WAITING_AT_MOST
from tests.given import holds, worst_texts
from tests.given.web_house import OWNER, PRODUCER, House
from tests.web.public.indexed import another_organisation, asked, close, debate, index


async def found(house: House, query: str, status: int = 200) -> Any:
    response = await house.script().get(f"/api/search?{query}")
    assert response.status_code == status
    return json.loads(await response.get_data())


async def texts(house: House, query: str) -> list[str]:
    return [one["text"] for one in (await found(house, query))["questions"]]


async def page(house: House, query: str) -> str:
    browser = house.stranger()
    browser.cookies["tribina_locale"] = "en"
    return str(await (await browser.get(f"/search?{query}")).get_data(as_text=True))


async def closed_with(house: House, *said: str, code: str = "482915", **settings: Any) -> None:
    room = await debate(house, code, "live", **settings)
    for one in said:
        await house.question(room, one)
    await close(room)
    await index(house)


@pytest.mark.parametrize("typed", ["posao", "посао", "POSAO"])
async def test_a_closed_debate_is_found_in_every_script(house: House, typed: str) -> None:
    await closed_with(house, "Када ће бити посао?", "Nešto drugo")

    answer = await found(house, f"q={quote(typed)}")

    (one,) = answer["questions"]
    assert answer["count"] == 1
    assert one["text"][slice(*one["marks"][0])] == "посао"
    assert one["url"].endswith("/archive/482915#q1")
    assert "<mark>посао</mark>" in await page(house, f"q={quote(typed)}")


async def test_only_what_was_shown_is_found(house: House) -> None:
    room = await debate(house, "482915", "live")
    await house.question(room, "Voda iz izvora")
    asker = house.participant()
    await asker.get("/482915")
    await asker.say("482915", "submit", text="Voda u pregledu")
    dismissed = await house.question(room, "Voda i uvreda")
    await room.handle(PRODUCER, c.DismissQuestion(id="d", question=dismissed, reason="insult"))
    merged = await house.question(room, "Voda spojena")
    await room.handle(PRODUCER, c.MergeQuestion(id="m", question=merged, into="q1"))
    assert len(room.debate.questions) == 4
    await close(room)
    await index(house)

    assert await texts(house, "q=voda") == ["Voda iz izvora"]


@pytest.mark.parametrize("settings", [{"unlisted": True}, {"rehearsal": True}])
async def test_what_is_not_listed_is_not_found(house: House, settings: dict[str, Any]) -> None:
    await closed_with(house, "Voda", **settings)

    assert await texts(house, "q=voda") == []


async def test_what_still_runs_is_not_found(house: House) -> None:
    room = await debate(house, "482915", "live")
    await house.question(room, "Voda")
    await index(house)

    assert await texts(house, "q=voda") == []


async def test_what_is_listed_no_more_is_found_no_more(house: House) -> None:
    await closed_with(house, "Voda")
    assert await texts(house, "q=voda") == ["Voda"]

    await house.store.debates.delete("482915", "vesna", house.clock.now())

    assert await texts(house, "q=voda") == []


async def test_filters_are_of_organisation_programme_outcome_and_year(house: House) -> None:
    await another_organisation(house)
    room = await debate(house, "482915", "live")
    await asked(house, room, "Voda prva")
    await close(room)
    await closed_with(house, "Voda druga", code="482916", programme="aktiv/voda")

    for query, expected in {
        "q=voda&in=aktiv": ["Voda druga"],
        "q=voda&in=aktiv/voda": ["Voda druga"],
        "q=voda&in=civic-energy-center&programme=social-club": ["Voda prva"],
        "q=voda&outcome=answered": ["Voda prva"],
        "q=voda&outcome=not_asked": ["Voda druga"],
        "q=voda&year=2025": [],
        "in=aktiv&year=2026": ["Voda druga"],
        "q=voda&in=nobody": [],
    }.items():
        assert await texts(house, query) == expected, query
    assert "Voda <" not in await page(house, "in=aktiv") and await page(house, "q=voda&in=aktiv")


async def test_what_holds_the_word_comes_before_another_form_of_it(house: House) -> None:
    await closed_with(house, "O poslovima", "Kakav posao?")

    assert (await texts(house, "q=posao"))[0] == "Kakav posao?"


async def test_results_come_a_page_at_a_time(house: House) -> None:
    await closed_with(house, *(f"Voda broj {number}" for number in range(23)))

    first, second = await found(house, "q=voda"), await found(house, "q=voda&page=2")

    assert (len(first["questions"]), first["more"], first["count"]) == (20, True, 23)
    assert (len(second["questions"]), second["more"]) == (3, False)
    shown = await page(house, "q=voda&year=2026")
    assert "q=voda&amp;year=2026&amp;page=2" in shown


@pytest.mark.parametrize("typed", ['"', "a OR b", "NEAR(", "bag:voda", "*", "'", "\\", "-"])
async def test_nothing_typed_is_a_language(house: House, typed: str) -> None:
    await closed_with(house, "Nešto")

    assert (await house.stranger().get(f"/search?q={quote(typed)}")).status_code == 200


async def test_what_was_asked_and_typed_is_text(house: House) -> None:
    await closed_with(house, "<b>voda</b> & <script>alert(1)</script>")

    shown = await page(house, f"q={quote('voda <script>')}")

    assert "&lt;b&gt;<mark>voda</mark>&lt;/b&gt;" in shown
    assert "<script>alert" not in shown and 'value="voda &lt;script&gt;"' in shown


async def test_a_program_is_told_what_it_asked_wrongly(house: House) -> None:
    assert (await found(house, f"q={'x' * 201}", 422))["code"] == "too_long"
    for wrong in ("outcome=x", "year=1", "year=99999", "page=0", "page=21", "page=x"):
        assert (await found(house, f"q=voda&{wrong}", 400))["code"] == "malformed", wrong
    assert await found(house, "") == {"questions": [], "count": 0, "more": False}


async def test_a_debate_that_is_unlisted_later_leaves_the_index(house: House) -> None:
    await closed_with(house, "Voda")
    room = await house.rooms.get("482915")
    await room.handle(OWNER, ListDebate(id="hide", unlisted=True))
    assert await texts(house, "q=voda") == []
    await index(house)
    assert await house.store.search.outlines(["482915"]) == {}

    await room.handle(OWNER, ListDebate(id="show", unlisted=False))
    await index(house)
    assert await texts(house, "q=voda") == ["Voda"]


async def many(house: House) -> str:
    """A closed debate of as many long questions as a search looks at, all with the same eight
    words; what is typed to find them all."""
    texts = worst_texts.lexicon_texts(AT_MOST)
    words = " ".join([word for word in texts[0].split() if len(word) > 4][:MOST_WORDS])
    await close(await debate(house, "482915", "live"))
    row = await house.store.debates.get("482915")
    assert row is not None
    entries = [
        Entry("482915", f"q{number}", text, "sr-Latn", "answered", True, number, 1)
        for number, text in enumerate((f"{text[:210]} {words}" for text in texts), 1)
    ]
    place = Corner("civic-energy-center", "social-club")
    await house.store.search.put("482915", row.edition, place, 2026, entries)
    return quote(words)


@pytest.mark.alone
async def test_a_search_that_finds_the_most_holds_the_loop_for_nobody(house: House) -> None:
    """It took up to 600 ms: each text was taken apart again for every word."""
    words = await many(house)
    await page(house, "q=nothing")  # what only the first needs
    script = house.script()

    with holds.watched() as held:
        told = await script.get(f"/api/search?q={words}")
        shown = await script.get(f"/search?q={words}")

    assert (told.status_code, shown.status_code) == (200, 200)
    assert json.loads(await told.get_data())["count"] == AT_MOST
    assert held.longest_ms < holds.MOST_MS, held.what


async def test_no_more_wait_for_a_search_than_come_to_it_soon(house: House) -> None:
    words = await many(house)
    script = house.script()

    answers = await asyncio.gather(
        *(script.get(f"/api/search?q={words}") for _ in range(3 * WAITING_AT_MOST))
    )

    told = Counter(answer.status_code for answer in answers)
    assert set(told) == {200, 429} and told[200] >= WAITING_AT_MOST
    assert (await script.get(f"/api/search?q={words}")).status_code == 200
