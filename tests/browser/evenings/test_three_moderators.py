"""Three at the control screen work a recorded debate to its end together, with nothing but keys."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest_asyncio
from playwright.async_api import expect

from server.archive.load import nobody
from server.debate.actors import Role
from server.demo.recording import Recording, load
from server.demo.run import RECORDINGS
from server.demo.totals import compare
from server.demo.visitor import Visitor
from tests.browser.hall import Hall, open_hall
from tests.browser.keyboards import Desks
from tests.browser.playing import Playing
from tests.given.servers import RunningServer, running_server

NAMES: dict[str, Role] = {"mira": "producer", "agon": "screener", "vesna": "screener"}
EVENTS = {
    "approve": "QuestionApproved",
    "dismiss": "QuestionDismissed",
    "merge": "QuestionMerged",
    "edit": "QuestionEdited",
    "answered": "QuestionAnswered",
    "take": "QuestionTaken",
}


@pytest_asyncio.fixture(loop_scope="session")
async def fast(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server that lets participants be as fast as the recording is played."""
    async with running_server(tmp_path / "data", TRIBINA_PACE="1000") as running:
        yield running


async def test_three_moderators_work_a_whole_debate_by_keyboard(fast: RunningServer) -> None:
    recording = load(RECORDINGS / "sporazum-energy.json")
    async with fast.tools() as tools:
        code = await tools.create(recording.settings(), "live")
    for name, role in NAMES.items():
        await fast.account(name, role)
    phones = {name: Visitor(fast.live(code)) for name in recording.participants()}
    await asyncio.gather(*(phone.arrive() for phone in phones.values()))
    watching = await fast.moderator(code)

    async with open_hall(fast) as hall:
        desks = Desks([await hall.desk(code, name) for name in NAMES], watching)
        playing = Playing(recording, phones, desks)
        await playing.play()
        await _all_show_the_same(hall, watching)
        await watching.do("phase", to="closed")
        await watching.until(lambda: watching.document["debate"]["phase"] == "closed")
        assert [person.complaints for person in hall.people] == [[]] * len(hall.people)
        assert desks.met > 0
        assert desks.told > 0

    assert compare(recording, playing.ids, watching.document).differences == []
    assert _decided(fast, code) == _recorded(recording, playing.ids)
    async with fast.tools() as tools:
        assert (await tools.verify(code, nobody))[0]["ok"]
    for visitor in (watching, *phones.values()):
        await visitor.leave()


async def _all_show_the_same(hall: Hall, watching: Visitor) -> None:
    """What the screens count in their lists is what the server's document has."""
    states = Counter(question["state"] for question in watching.document["questions"].values())
    for person in hall.people:
        for name in ("dismissed", "merged"):
            count = person.page.locator(f"[data-list={name}] .count")
            await expect(count).to_have_text(str(states[name]))
        in_review = person.page.locator("[data-list=in_review] .count")
        await expect(in_review).to_have_text(str(states["in_review"]))
        shown = person.page.locator("#column-open .column__title .count")
        await expect(shown).to_have_text(str(states["open"]))
        answered = person.page.locator(".answers b")
        await expect(answered).to_have_text(str(states["answered"]))


def _decided(server: RunningServer, code: str) -> Counter[tuple[str, str]]:
    """How often the journal says each of these about each question."""
    database = sqlite3.connect(server.settings.data / "tribina.db")
    rows = database.execute("SELECT body FROM journal WHERE debate = ?", (code,)).fetchall()
    database.close()
    events = [msgspec.json.decode(body)["event"] for (body,) in rows]
    return Counter(
        (event["event"], event["question"]) for event in events if event["event"] in EVENTS.values()
    )


def _recorded(recording: Recording, ids: dict[str, str]) -> Counter[tuple[str, str]]:
    return Counter(
        (EVENTS[action.do], ids[action.question])
        for action in recording.moderation
        if action.do in EVENTS
    )
