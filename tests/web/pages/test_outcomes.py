"""What became of the questions of a whole evening: phones, the control screen, the closed page, the
archive and its files say the same of each, in the same words, and count alike."""

import csv
import io
import json
import re
from collections import Counter
from html import unescape
from itertools import count
from typing import Any

import pytest

from server.archive.checking.main import check
from server.debate.patches import Json
from server.live.room import Room
from server.web.words.i18n import LOCALES, Catalogue
from tests.given.answers import body
from tests.given.debates import command
from tests.given.web_house import OWNER, PRODUCER, House

# By text: what was done with it, and what it came to.
EVENING: dict[str, tuple[tuple[str, ...], str]] = {
    "Posao?": (("take", "answered"), "answered"),
    "Voda?": (("take", "evaded", "cue", "take", "partly"), "partly"),
    "Struja?": (("take", "evaded", "cue"), "evaded"),  # no time to ask it again
    "Škola?": (("cue", "not_reached"), "not_reached"),
    "Most?": (("take", "not_reached"), "unanswered"),  # on air, but nobody got to answer it
    "Put?": (("take",), "aired"),  # the next one is taken over it
    "Autobus?": (("cue", "take", "clear", "uncue"), "aired"),
    "Bolnica?": ((), "not_asked"),
    "Porez?": (("cue",), "not_asked"),
    "Park?": (("dismiss",), "dismissed"),
    "Kraj?": (("take",), "aired"),  # the debate ends over it
}
SHOWN = {text: end for text, (_, end) in EVENING.items() if end != "dismissed"}
HOWS = ("answered", "partly", "evaded", "not_reached")


@pytest.fixture
async def room(house: House) -> Room:
    """The room of that evening, closed; one question more was never reviewed."""
    room = await house.debate("live")
    numbers = count(1)
    for text, (steps, _) in EVENING.items():
        question = {"question": await house.question(room, text)}
        for step in steps:
            do, fields = ("answered", {"how": step}) if step in HOWS else (step, {})
            fields |= {"reason": "spam"} if do == "dismiss" else {}
            fields |= {} if do == "clear" else question
            await room.handle(PRODUCER, command(do, f"m{next(numbers)}", **fields))
    participant = house.participant()
    await participant.say("482915", "submit", text="Neprocitano?")
    await room.handle(OWNER, command("phase", "end", to="closed"))
    return room


def ends(document: Json) -> dict[str, str]:
    """What became of each question, by its text, as a page reads it in a document."""
    return {q["text"]: q.get("became", q["state"]) for q in document["questions"].values()}


async def document(house: House, view: str) -> Json:
    browser = await house.moderator() if view == "control" else house.stranger()
    found: Json = (await body(await browser.get(f"/api/debates/482915?as={view}")))["doc"]
    return found


async def exported(house: House) -> dict[str, Any]:
    archive = await (await house.stranger().get("/archive/482915.json")).get_data()
    found: dict[str, Any] = json.loads(archive)
    return found


async def test_all_say_the_same_of_each_question(house: House, room: Room) -> None:
    archive = await exported(house)
    table = await (await house.stranger().get("/archive/482915.csv")).get_data(as_text=True)
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";")

    assert ends(await document(house, "audience")) == SHOWN
    assert ends(await document(house, "control")) == (
        SHOWN | {"Park?": "dismissed", "Neprocitano?": "not_reviewed"}
    )
    assert {q["text"]: q["outcome"] for q in archive["questions"]} == SHOWN
    assert {row["text"]: row["outcome"] for row in rows} == SHOWN


async def test_all_count_the_same(house: House, room: Room) -> None:
    counts = Counter(SHOWN.values())
    archive = await exported(house)

    assert (await document(house, "audience"))["debate"]["outcomes"] == counts
    assert archive["totals"]["outcomes"] == counts
    assert archive["totals"]["answered"] == counts["answered"]
    assert archive["totals"]["asked"] == sum(
        counts[end] for end in ("answered", "partly", "evaded", "unanswered", "aired")
    )


@pytest.mark.parametrize("tag", LOCALES)
async def test_pages_say_it_in_the_same_words(house: House, room: Room, tag: str) -> None:
    words = Catalogue(strict=True)
    counts = Counter(words.t(tag, f"common.state_{end}") for end in SHOWN.values())

    for path in ("/482915", "/archive/482915"):
        response = await house.stranger().get(path, Accept_Language=tag)
        page = await response.get_data(as_text=True)
        assert counted(page) == counts, path


def counted(page: str) -> dict[str, int]:
    """The list of outcomes with their numbers."""
    found = re.search(r'<ul[^>]*class="[^"]*outcomes[^"]*".*?</ul>', page, re.S)
    assert found is not None
    lines = re.findall(r"<li>(.*?)</li>", found.group(), re.S)
    text = [unescape(re.sub(r"<[^>]+>", " ", line)).strip() for line in lines]
    return {line[: -len(n)].strip(" :"): int(n) for line in text if (n := line.split()[-1])}


async def test_a_stranger_sees_that_the_numbers_of_outcomes_are_others(
    house: House, room: Room
) -> None:
    archive = await exported(house)
    assert check(archive).wrong == []

    archive["totals"]["outcomes"]["answered"] += 1
    assert [problem.split()[0] for problem in check(archive).wrong] == ["totals.outcomes.answered"]
