"""Before a debate: cards, files, and the last debate as a template."""

import asyncio
import re

import pytest
from msgspec.structs import replace

from server.debate.actors import Role
from server.debate.deciding.submitting import IMPORTED_AT_MOST
from server.debate.described import Chance, Pile
from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from server.web.admin.ahead.questions_ahead import IMPORTED_AT_ONCE
from tests.given import holds, worst_texts
from tests.given.web_house import OWNER, Browser, House

CARDS = "/admin/debates/482915/cards"
IMPORT = "/admin/debates/482915/import"
FILE = "text;to;name\nKada?;Ana Petrović;Mira\nKo?;Nobody;\n"


async def text(browser: Browser, path: str, form: dict[str, str] | None = None) -> str:
    response = await (browser.get(path) if form is None else browser.post(path, form=form))
    return await response.get_data(as_text=True)


def questions(room: Room) -> list[tuple[str, str | None]]:
    return [(q.text, q.via) for q in room.debate.questions.values()]


async def test_a_screener_enters_a_card(house: House) -> None:
    room = await house.debate("collecting")
    screener = await house.moderator("screener", "agon")
    card = {"text": " Kada? ", "to": "g1", "name": "Mira", "nonce": "n1"}

    for _ in range(2):  # an impatient second click
        response = await screener.post(CARDS, form=card)

    assert response.headers["Location"] == f"{CARDS}?done=kept"
    (question,) = room.debate.questions.values()
    assert (question.text, question.to, question.name) == ("Kada?", "g1", "Mira")
    assert (question.via, question.state) == ("card", "in_review")
    kept = (await house.store.journal.read("482915"))[-1]
    assert (kept.by, kept.role) == ("agon", "screener")


async def test_what_was_typed_comes_back_when_it_cannot_be_kept(house: House) -> None:
    room = await house.debate("live")
    screener = await house.moderator("screener", "agon")

    response = await screener.post(CARDS, form={"text": "", "name": "Mira", "nonce": "n"})

    page = await response.get_data(as_text=True)
    assert response.status_code == 422
    assert 'value="Mira"' in page and 'id="text-error"' in page
    assert questions(room) == []


async def test_a_file_is_looked_at_first_and_nothing_is_kept(house: House) -> None:
    room = await house.debate("collecting")

    page = await text(await house.moderator(), IMPORT, {"text": FILE, "do": "look"})

    assert "Kada?" in page and "Ana Petrović" in page and "Mira" in page
    assert re.search(r'<th scope="row">3</th>\s*<td colspan="3">', page)
    assert FILE.strip() in page
    assert questions(room) == []


async def test_good_lines_are_taken_and_the_others_come_back(house: House) -> None:
    room = await house.debate("collecting")
    producer = await house.moderator()
    form = {"text": FILE, "do": "import", "nonce": "n1"}

    page = await text(producer, IMPORT, form)
    await text(producer, IMPORT, form)

    assert questions(room) == [("Kada?", "import")]
    field = re.search(r'<textarea[^>]*id="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert field and field[1].split() == ["text;to;name", "Ko?;Nobody;"]


@pytest.mark.alone
async def test_as_many_questions_as_a_file_may_hold_hold_the_loop_for_nobody(house: House) -> None:
    """Taking in 500 at once took 310 ms, and looking at them 50."""
    room = await house.debate("collecting")
    await room.views.ready("control")
    mira = await house.moderator()
    mira.headers["Accept-Encoding"] = "gzip"
    half = IMPORTED_AT_MOST // 2
    texts = worst_texts.lexicon_texts(half) + worst_texts.one_letter_texts(half)
    file = "text\tto\n" + "".join(f"{text}\tAna Petrović\n" for text in texts)

    with holds.watched() as held:
        for do in ("look", "import"):
            form = {"text": file, "do": do, "nonce": "once"}
            response = await mira.post(IMPORT, form=form)
            assert response.status_code == 200
        await room.views.channel("control").settled()

    assert len(room.debate.questions) == IMPORTED_AT_MOST
    assert held.longest_ms < holds.MOST_MS, held.what


async def test_a_file_that_is_sent_twice_is_taken_once_also_when_half_of_it_is_there(
    house: House,
) -> None:
    """An impatient second click, while the first is being taken in some lines at a time."""
    room = await house.debate("collecting")
    mira = await house.moderator()
    texts = [f"Kada će biti gotova ulica broj {number}?" for number in range(3 * IMPORTED_AT_ONCE)]
    form = {"text": "text\n" + "\n".join(texts), "do": "import", "nonce": "once"}

    answers = await asyncio.gather(*(mira.post(IMPORT, form=form) for _ in range(3)))

    assert {answer.status_code for answer in answers} == {200}
    assert sorted(q.text for q in room.debate.questions.values()) == sorted(texts)


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("host", CARDS, 403),
        ("screener", IMPORT, 403),
        ("screener", CARDS, 200),
        ("producer", IMPORT, 200),
    ],
)
async def test_who_may_enter(house: House, role: Role, path: str, status: int) -> None:
    await house.debate("live")

    assert (await (await house.moderator(role)).get(path)).status_code == status


async def test_a_closed_debate_takes_nothing(house: House) -> None:
    room = await house.debate("closed")
    producer = await house.moderator()

    await producer.post(CARDS, form={"text": "Kada?", "nonce": "n"})
    response = await producer.post(IMPORT, form={"text": "Kada?", "do": "import", "nonce": "m"})

    assert response.status_code == 409
    assert questions(room) == []


async def test_a_debate_is_a_template_of_the_next(house: House) -> None:
    room = await house.debate("draft")
    described = DescribeDebate(
        id="d",
        programme="social-club",
        title={"en": "Jobs"},
        guests=room.debate.guests,
        piles={"p1": Pile({"en": "Town"})},
        chance=Chance("fair", hidden_counts=True),
        languages=("sq", "sr-Latn"),
        starts_at=1_772_903_100_000,
    )
    await room.handle(OWNER, replace(described, id="e"))

    page = await text(await house.moderator("owner", "vesna"), "/admin/debates/new?from=482915")

    said = ('value="Jobs"', 'value="Ana Petrović"', 'value="Town"', '"fair" selected')
    for kept in (*said, '"sq,sr-Latn" selected'):
        assert kept in page, kept
    assert re.search(r'name="hidden_counts" value="yes" checked', page)
    assert re.search(r'name="date" type="date" value=""', page)
