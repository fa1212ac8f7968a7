"""What is personal is taken out of closed debates, and everything still verifies."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.archive.checking.main import check
from server.archive.export_json import document
from server.archive.load import Record, load_record
from server.moving.shredding import counts_of, fields_of, pieces
from server.store.leaving.retentions import WHATS, What
from tests.archive.evenings import close, keep
from tests.given.debates import Drive
from tests.given.web_house import House
from tests.moving.given import described, house_in, organisation, random_debate, sign, tools_of

CODE = "482915"


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = await house_in(tmp_path)
    yield house
    await house.close()


async def record_of(house: House, code: str = CODE) -> Record:
    record = await load_record(house.store, code)
    assert record is not None
    return record


async def shred(house: House, *whats: What, code: str = CODE) -> int:
    found = pieces(await record_of(house, code), whats)
    return await house.store.blacken(code, fields_of(found, whats), house.clock.now())


async def held(house: House) -> None:
    """With names, a note, and texts that nobody saw."""
    await organisation(house)
    drive = Drive(settings=described(CODE))
    shown = drive.ask_openly("Kada će autobus?", name="Ana A.")
    drive.moderate("edit", shown, text="Kada će doći autobus?")
    drive.moderate("dismiss", drive.ask("Susedova tajna", name="Zli"), reason="insult", note="sud")
    drive.moderate("note", shown, text="pitaj prvo")
    drive.moderate("mark", text="smeh")
    drive.vote(shown, "ana")
    close(drive)
    await keep(house.store, drive)
    await sign(house, CODE)


async def everything_verifies(house: House, code: str = CODE) -> list[str]:
    """What cannot be known any more."""
    room = await house.rooms.get(code)
    await room.attesting.look()
    assert "journal" not in room.around.disputed
    report, _ = await tools_of(house).verify(code, lambda part: None)
    assert report["ok"], report["problems"]
    own = house.rooms.signing.own()
    checked = check(document(await record_of(house, code)), [str(own.key.vkey(own.name))])
    assert not checked.wrong
    unproven: list[str] = report["unproven"]
    return unproven


async def test_each_kind_is_found(house: House) -> None:
    await held(house)
    found = pieces(await record_of(house), WHATS)
    assert counts_of(found, WHATS) == {
        "names": 2,
        "texts": 2,  # the one that was dismissed, and what the other said before it was edited
        "notes": 3,
        "moderators": sum(one.what == "moderators" for one in found),
    }
    assert not any("doći" in one.part for one in found)


@pytest.mark.parametrize("what", WHATS)
async def test_what_was_removed_is_gone_from_the_disk_and_all_verifies(
    house: House, what: What
) -> None:
    await held(house)
    found = pieces(await record_of(house), [what])
    told = {"names": "Zli", "texts": "Susedova tajna", "notes": "pitaj prvo", "moderators": "mira"}

    assert await shred(house, what) == len(found)

    unproven = await everything_verifies(house)
    assert f"what {len(found)} sealed parts said: they were removed" in unproven
    database = house.settings.data / "tribina.db"
    assert told[what].encode() not in database.read_bytes()
    assert pieces(await record_of(house), [what]) == []
    (kept,) = await house.store.retentions.shredded([CODE])
    assert (kept.what, kept.parts) == (what, len(found))


async def test_texts_that_were_shown_stay(house: House) -> None:
    await held(house)
    before = document(await record_of(house))
    await shred(house, "texts", "notes", "moderators")
    after = document(await record_of(house))
    assert after == before

    await shred(house, "names")
    (question,) = document(await record_of(house))["questions"]
    assert question["text"] == "Kada će doći autobus?"
    assert "name" not in question


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happened_in_an_evening_it_verifies_without(house: House, seed: int) -> None:
    await organisation(house)
    await random_debate(house, CODE, seed)
    before = document(await record_of(house))
    await shred(house, *WHATS)
    await everything_verifies(house)
    after = document(await record_of(house))
    for one in before["questions"]:
        one.pop("name", None)
    assert after["questions"] == before["questions"]
    assert after["totals"] == before["totals"]
    assert await shred(house, *WHATS) == 0


async def test_an_open_debate_is_left_alone(house: House) -> None:
    await organisation(house)
    drive = Drive(settings=described(CODE))
    drive.ask("Nešto")
    await keep(house.store, drive)
    assert await shred(house, *WHATS) == 0
    assert len(pieces(await record_of(house), ["texts"])) == 1


async def test_somebody_else_cannot_remove_a_part_unseen(house: House) -> None:
    import sqlite3

    await held(house)
    with sqlite3.connect(house.settings.data / "tribina.db") as database:
        changed = database.execute(
            "UPDATE journal SET sealed = NULL WHERE role = 'participant' AND sealed IS NOT NULL"
        )
        assert changed.rowcount
    report, _ = await tools_of(house).verify(CODE, lambda part: None)
    assert not report["ok"]
