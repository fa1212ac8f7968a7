"""An organisation that moves: out of one house, into an empty one."""

import zipfile
from pathlib import Path

import pytest

from server.archive.checking.main import check
from server.archive.export_json import document
from server.archive.load import load_record
from server.operating.trouble import Trouble
from tests.archive.evenings import keep
from tests.given.web_house import House
from tests.moving.given import (
    HELD,
    KEY,
    PROGRAMME,
    evening,
    house_in,
    move,
    organisation,
    page,
    random_debate,
    tools_of,
    without_takeover,
)

CODES = ("482915", "482916")


async def test_pages_are_equal_in_an_empty_house(there: House, here: House, tmp_path: Path) -> None:
    await organisation(there, *CODES)
    for number, code in enumerate(("100001", "100002", "100003")):
        await random_debate(there, code, number)

    done = await move(tmp_path / "aktiv.zip", there, here)

    assert len(done.debates) == 5
    assert await page(here, "/") == await page(there, "/")
    for code in done.debates:
        moved = await page(here, f"/archive/{code}")
        assert f"Održala kuća {HELD}" in moved
        assert without_takeover(moved) == await page(there, f"/archive/{code}")
        for kind in ("json", "csv", "ndjson"):
            download = f"/archive/{code}.{kind}"
            assert await page(here, download) == await page(there, download)


async def test_every_debate_verifies_by_the_key_of_the_house_that_held_it(
    tmp_path: Path, there: House
) -> None:
    await organisation(there, *CODES)
    here = await house_in(tmp_path / "second", "second.example.org")
    try:
        done = await move(tmp_path / "aktiv.zip", there, here)
        vkeys = done.houses[HELD]

        for code in done.debates:
            await (await here.rooms.get(code)).attesting.look()  # which signs what is its own
            report, _ = await tools_of(here).verify(code, lambda part: None)
            assert report["ok"], report
            kept = await here.store.checkpoints.last(code)
            assert kept is not None
            assert kept.head.origin == f"{HELD}/debate/{code}"
            record = await load_record(here.store, code)
            assert record is not None
            checked = check(document(record), vkeys)
            assert not checked.wrong
            assert any("signed by" in one for one in checked.proved)
        own = here.rooms.signing.own()
        assert own.name == "second.example.org"
        assert here.rooms.signing.last_head(own.debate(CODES[0])) is None
        said = b"".join(line.body for line in await here.store.house_log.read()).decode()
        assert said.count("debate_taken_over") == 2
        assert vkeys[0] in said
        assert "debate_head" not in said
    finally:
        await here.close()


async def test_nothing_private_is_in_the_file(there: House, tmp_path: Path) -> None:
    await organisation(there, CODES[0])
    file = tmp_path / "aktiv.zip"
    manifest = await tools_of(there).moving.export(KEY, file, lambda part: None)

    with zipfile.ZipFile(file) as opened:
        whole = b"".join(opened.read(name) for name in opened.namelist())
    for text in ("Susedova tajna", "names a neighbour", "Uvreda", "mira"):
        assert text.encode() not in whole
    assert "Kada će autobus".encode() in whole
    assert {one["name"].partition("/")[0] for one in manifest["files"]} == {
        "README.txt",
        "check.py",
        "organisation.json",
        "debates",
        "rows",
    }


async def test_open_debates_and_rehearsals_stay(there: House, tmp_path: Path) -> None:
    await organisation(there, CODES[0])
    await keep(there.store, evening("300000", closed=False))

    manifest = await tools_of(there).moving.export(KEY, tmp_path / "f.zip", lambda part: None)

    assert manifest["left_out"] == {"open": 1}
    assert not any("300000" in one["name"] for one in manifest["files"])


async def test_a_code_that_is_taken_is_refused_with_the_list(
    there: House, here: House, tmp_path: Path
) -> None:
    await organisation(there, *CODES)
    await here.store.debates.create(CODES[1], 1)

    with pytest.raises(Trouble, match=f"debate {CODES[1]}"):
        await move(tmp_path / "aktiv.zip", there, here)

    assert await here.store.organisations.get(KEY) is None
    assert await here.store.debates.get(CODES[0]) is None
    assert await here.store.house_log.size() == 0


async def test_an_organisation_can_have_another_key_here(
    there: House, here: House, tmp_path: Path
) -> None:
    await organisation(there, CODES[0])
    await here.store.organisations.add(KEY, "Somebody else", 1)

    with pytest.raises(Trouble, match=f"organisation {KEY}"):
        await move(tmp_path / "aktiv.zip", there, here)
    done = await move(tmp_path / "aktiv.zip", there, here, "aktiv-2")

    assert done.organisation == "aktiv-2"
    (programme,) = await here.store.programmes.list("aktiv-2")
    assert (programme.key, programme.organised_by) == (PROGRAMME, "Aktiv")
    assert (await here.store.memberships.path_of(CODES[0])).organisation == "aktiv-2"


async def test_what_was_taken_over_moves_on_with_its_first_house(
    there: House, here: House, tmp_path: Path
) -> None:
    await organisation(there, CODES[0])
    await move(tmp_path / "one.zip", there, here)
    third = await house_in(tmp_path / "third", "third.example.org")
    try:
        done = await move(tmp_path / "two.zip", here, third)
        assert list(done.houses) == [HELD]
        report, _ = await tools_of(third).verify(CODES[0], lambda part: None)
        assert report["ok"]
    finally:
        await third.close()
