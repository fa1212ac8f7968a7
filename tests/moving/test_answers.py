"""Answers in writing that move with their debate."""

import json
import sqlite3
from pathlib import Path

import pytest

from server.operating.trouble import Trouble
from server.store import AnswerLink, BrokenJournal, Draft
from server.store.logs.house_log import digest_of
from server.web.logos.refining import refined
from tests.given.web_house import House
from tests.moving.given import (
    KEY,
    Change,
    Files,
    house_in,
    listed,
    move,
    organisation,
    page,
    replaced,
    tools_of,
    unzipped,
    without_takeover,
    zipped,
)
from tests.web.logos.pictures import png

CODE = "482915"
ANSWERS = f"debates/{CODE}/answers.json"
SAID = "Autobus kreće u maju.\n\n<b>Sve</b> je objavljeno."


async def answered(house: House) -> None:
    """One guest answered twice, one had the time and did not, one has it still."""
    await organisation(house, CODE)
    await house.moderator("owner", "vesna")
    vesna = await house.store.accounts.get("vesna")
    assert vesna is not None
    now = house.clock.now()
    links = [
        AnswerLink("l1", CODE, "g1", "Kabinet", "", now, now + 10**9),
        AnswerLink("l2", CODE, "g2", "Kabinet", "", now - 2, now - 1),
    ]
    for link in links:
        await house.store.answer_links.add(link.id.encode(), link, vesna.id)
    await published(house, links[0], "q1", SAID)
    await published(house, links[0], "q1", "Ispravka: u junu.")


async def published(house: House, link: AnswerLink, question: str, text: str) -> None:
    """As an office does it, with the line of the house's log."""
    store, now = house.store, house.clock.now()
    edition = await store.written_answers.save(link, question, Draft(text), now)
    draft = Draft(text, edition)
    _, hash_ = await store.written_answers.publish(link, question, draft, "sr-Latn", now)
    line = (await store.journal.some_lines(CODE))[0]
    await store.house_log.add_once("answer_written", now, first=digest_of(line.body), digest=hash_)


async def test_pages_are_equal_with_their_answers(
    there: House, here: House, tmp_path: Path
) -> None:
    await answered(there)

    done = await move(tmp_path / "aktiv.zip", there, here)

    moved = await page(here, f"/archive/{CODE}")
    assert "&lt;b&gt;Sve&lt;/b&gt; je objavljeno." in moved and "Ispravka" in moved
    assert without_takeover(moved) == await page(there, f"/archive/{CODE}")
    for path in (f"/archive/{CODE}/answers.json", f"/archive/{CODE}.csv"):
        assert await page(here, path) == await page(there, path)
    missing = json.loads(await page(here, f"/archive/{CODE}/answers.json"))["questions"]
    assert [one["no_answer_by"] for one in missing] == [["g2"], ["g2"]]
    lines = await there.store.written_answers.lines(CODE)
    assert await here.store.written_answers.lines(CODE) == lines
    assert done.answers == {CODE: (2, lines[-1][1])}


async def test_either_database_takes_them_and_logos(
    there: House, house: House, tmp_path: Path
) -> None:
    await answered(there)
    await there.store.logos.put("organisation", KEY, "dark", refined(png()), 1)
    await there.store.embedders.set(KEY, ["https://novine.example"])
    await move(tmp_path / "aktiv.zip", there, house)
    assert await house.store.written_answers.lines(CODE) == await there.store.written_answers.lines(
        CODE
    )
    (over,) = await house.store.answer_links.of(CODE)
    assert over.guest == "g2"
    assert await house.store.logos.of("organisation", KEY)
    assert list(await house.store.embedders.of(KEY)) == ["https://novine.example"]
    report, _ = await tools_of(house).verify(CODE, lambda part: None)
    assert report["ok"]


async def test_their_chain_holds_and_goes_on_here(
    there: House, here: House, tmp_path: Path
) -> None:
    await answered(there)
    await move(tmp_path / "aktiv.zip", there, here)
    await (await here.rooms.get(CODE)).attesting.look()
    report, _ = await tools_of(here).verify(CODE, lambda part: None)
    assert report["ok"] and not any("answers" in one for one in report["unproven"])

    await here.moderator("owner", "olga")
    olga = await here.store.accounts.get("olga")
    assert olga is not None
    now = here.clock.now()
    link = AnswerLink("l9", CODE, "g2", "", "", now, now + 10**9)
    await here.store.answer_links.add(b"l9", link, olga.id)
    await published(here, link, "q2", "Opština.")
    assert [one.seq for one in await here.store.written_answers.of(CODE)] == [1, 2, 3]
    report, _ = await tools_of(here).verify(CODE, lambda part: None)
    assert report["ok"]

    third = await house_in(tmp_path / "third", "third.example.org")
    try:
        await move(tmp_path / "again.zip", here, third)
        assert len(await third.store.written_answers.of(CODE)) == 3
        report, _ = await tools_of(third).verify(CODE, lambda part: None)
        assert report["ok"]
    finally:
        await third.close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE written_answers SET body = replace(body, 'maju', 'junu') WHERE seq = 1", "answer"),
        ("DELETE FROM written_answers WHERE seq = 2", "are gone"),
        ("DELETE FROM written_answers", "are gone"),
    ],
)
async def test_whoever_changes_one_here_is_found_out(
    there: House, here: House, tmp_path: Path, change: str, why: str
) -> None:
    await answered(there)
    await move(tmp_path / "aktiv.zip", there, here)
    with sqlite3.connect(here.settings.data / "tribina.db") as database:
        assert database.execute(change).rowcount > 0
    database.close()
    report, _ = await tools_of(here).verify(CODE, lambda part: None)
    assert [one for one in report["problems"] if why in one]


async def test_one_that_was_changed_is_not_made_right_by_moving(
    there: House, tmp_path: Path
) -> None:
    await answered(there)
    with sqlite3.connect(there.settings.data / "tribina.db") as database:
        database.execute("UPDATE written_answers SET body = replace(body, 'maju', 'junu')")
    database.close()
    with pytest.raises(BrokenJournal, match="answers in writing was changed"):
        await tools_of(there).moving.export(KEY, tmp_path / "f.zip", lambda part: None)
    assert not (tmp_path / "f.zip").exists()


async def test_links_and_drafts_stay(there: House, here: House, tmp_path: Path) -> None:
    await answered(there)
    now, (link, _) = (
        there.clock.now(),
        sorted(await there.store.answer_links.of(CODE), key=lambda one: one.guest),
    )
    await there.store.written_answers.save(link, "q2", Draft("Još nije gotovo."), now)
    await move(tmp_path / "aktiv.zip", there, here)
    whole = b"".join(unzipped(tmp_path / "aktiv.zip").values())
    assert "Još nije gotovo".encode() not in whole and b"Kabinet" not in whole
    (over,) = await here.store.answer_links.of(CODE)
    assert (over.guest, over.label, over.holds(here.clock.now())) == ("g2", "", False)
    assert await here.store.answer_links.find(b"l2") is None


async def test_a_file_is_made_anew_once_a_link_is_over(there: House) -> None:
    await answered(there)
    now = there.clock.now()
    states = {await there.store.moving_state(KEY, at) for at in (now, now + 1, now + 2 * 10**9)}
    assert len(states) == 2


def _line(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _first(**fields: object) -> Change:
    """The first answer with these, in its line and where it is told."""

    def change(files: Files) -> None:
        said = json.loads(files[ANSWERS])
        said["lines"][0] = _line(json.loads(said["lines"][0]) | fields)
        said["questions"][0]["answers"][0] |= fields
        files[ANSWERS] = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"

    return change


def _lines(change: str) -> Change:
    def changed(files: Files) -> None:
        said = json.loads(files[ANSWERS])
        one = json.loads(said["lines"][0])
        match change:
            case "many":
                ones = [one | {"seq": n, "id": f"{n:016x}"} for n in range(1, 8)]
            case "twice":
                ones = [one, one | {"seq": 2}]
            case "spaces":
                ones = []
                said["lines"][0] += " "
        if ones:
            said["lines"] = list(map(_line, ones))
        files[ANSWERS] = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"

    return changed


FORGED: list[tuple[str, Change]] = [
    ("not what they should be", replaced(ANSWERS, b'"lines"', b'"linen"')),
    ("not what they should be", _first(at="now")),
    ("is none that can be", _first(seq=2)),
    ("is none that can be", _first(at=10**18)),
    ("is none that can be", _first(at=61_000)),
    ("is none that can be", _first(id="x" * 16)),
    ("is none that can be", _first(guest="g9")),
    ("is none that can be", _first(question="q3")),  # which was dismissed
    ("is none that can be", _first(lang='"><script>')),
    ("is none that can be", _first(text="")),
    ("is none that can be", _first(text="a" * 2_001)),
    ("is none that can be", _first(more="x")),
    ("is none that can be", _lines("spaces")),
    ("more answers in writing than can be", _lines("many")),
    ("more answers in writing than can be", _lines("twice")),
    (
        "not what their lines make",
        replaced(ANSWERS, b'"g2"', b'"g9"'),
    ),
    ("not what their lines make", replaced(ANSWERS, b'"name": "', b'"name": "Dr ')),
    ("not what their lines make", replaced(ANSWERS, b"tribina.answers.1", b"tribina.answers.2")),
    ("not what their lines make", replaced(ANSWERS, CODE.encode(), b"482916")),
]


async def test_what_was_forged_is_refused_and_nothing_of_it_taken(
    there: House, here: House, tmp_path: Path
) -> None:
    await answered(there)
    right = tmp_path / "right.zip"
    await tools_of(there).moving.export(KEY, right, lambda part: None)
    for why, change in FORGED:
        forged = unzipped(right)
        change(forged)
        file = zipped(tmp_path / "forged.zip", listed(forged))
        with pytest.raises(Trouble, match=why):
            await tools_of(here).moving.take_over(file, None, lambda part: None)
        assert await here.store.debates.list() == []


async def test_an_answer_that_this_house_has_is_told(
    there: House, here: House, tmp_path: Path
) -> None:
    await answered(there)
    file = tmp_path / "aktiv.zip"
    await move(file, there, here)
    with sqlite3.connect(here.settings.data / "tribina.db") as database:
        database.execute("UPDATE written_answers SET debate = '100000'")
    database.close()
    with pytest.raises(Trouble, match=r"answer [0-9a-f]{16} of debate 100000"):
        await tools_of(here).moving.take_over(file, None, lambda part: None)
