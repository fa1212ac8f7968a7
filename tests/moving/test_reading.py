"""Files of organisations that somebody made who means ill."""

import zipfile
from pathlib import Path

import pytest
import pytest_asyncio

from server.moving.reading import NotTaken, OrganisationFile
from server.operating.trouble import Trouble
from tests.given.web_house import House
from tests.moving.given import (
    KEY,
    Change,
    Files,
    house_in,
    listed,
    organisation,
    replaced,
    tools_of,
    unzipped,
    zipped,
)

CODE = "482915"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What is in a file that is right."""
    folder = tmp_path_factory.mktemp("there")
    house = await house_in(folder)
    try:
        await organisation(house, CODE)
        await tools_of(house).moving.export(KEY, folder / "right.zip", lambda part: None)
    finally:
        await house.close()
    return unzipped(folder / "right.zip")


def _set(name: str, body: bytes) -> Change:
    def change(files: Files) -> None:
        files[name] = body

    return change


def _without(name: str) -> Change:
    def change(files: Files) -> None:
        del files[name]

    return change


FOLDER = f"debates/{CODE}"
FORGED: list[tuple[str, Change]] = [
    ("none that has it: '../evil'", _set("../evil", b"x")),
    ("none that has it: '/etc/passwd'", _set("/etc/passwd", b"x")),
    ("none that has it", _set(f"{FOLDER}/../../evil", b"x")),
    ("none that has it", _set("debates\\482915\\results.json", b"x")),
    ("does not verify", replaced(f"{FOLDER}/results.json", b'"votes": 2', b'"votes": 9')),
    ("does not verify", replaced(f"{FOLDER}/ballots.txt", b"q1 ", b"q2 ")),
    ("was not taken", replaced(f"{FOLDER}/opened.ndjson", b"Kada", "Zašto".encode())),
    ("was not taken", replaced(f"{FOLDER}/journal.ndjson", b'"seq":3', b'"seq":4')),
    ("key did not come", _without(f"{FOLDER}/policy")),
    ("of another house", replaced(f"rows/{CODE}.json", b"debates.example.org", b"evil.example")),
    ("was not taken", replaced(f"{FOLDER}/checkpoint", b"debates.example.org", b"evil.example")),
    ("was not taken", _set(f"{FOLDER}/checkpoint", b"x\n")),
    ("was not taken", replaced(f"rows/{CODE}.json", b'"times":[', b'"times":[1,')),
    ("was not taken", replaced(f"rows/{CODE}.json", b'"times":[', b'"times":["x",')),
    ("not whole", _without(f"rows/{CODE}.json")),
    ("was not taken", _without(f"{FOLDER}/journal.ndjson")),
    ("no programme", replaced("organisation.json", b"sporazum", b"social-club")),
    ("a key that none has", replaced("organisation.json", b"aktiv/sporazum", b"other/sporazum")),
    ("another organisation", replaced("organisation.json", b'"key": "aktiv",', b'"key": "evil",')),
    ("not what it should be", _set("organisation.json", b"[" * 100_000)),
    ("accent", replaced("organisation.json", b"#0a5c8a", b"#ffffff")),
    ("name", replaced("organisation.json", b'"name": "Aktiv"', b'"name": ""')),
]


@pytest.mark.parametrize(("why", "change"), FORGED, ids=range(len(FORGED)))
async def test_what_was_forged_is_refused_and_nothing_of_it_taken(
    files: Files, here: House, tmp_path: Path, why: str, change: Change
) -> None:
    forged = dict(files)
    change(forged)
    file = zipped(tmp_path / "forged.zip", listed(forged))

    with pytest.raises(Trouble, match=why.replace("none that has it", "a file that none has")):
        await tools_of(here).moving.take_over(file, None, lambda part: None)

    assert await here.store.organisations.get("aktiv") is None
    assert await here.store.debates.list() == []


async def test_nobody_can_say_that_this_house_held_it(files: Files, tmp_path: Path) -> None:
    file = zipped(tmp_path / "said.zip", files)
    here = await house_in(tmp_path / "namesake")  # of the name in the file, with another key
    try:
        with pytest.raises(Trouble, match="no key of this house signed it"):
            await tools_of(here).moving.take_over(file, None, lambda part: None)
        assert await here.store.debates.list() == []
    finally:
        await here.close()


async def test_nor_of_one_that_nobody_signed(files: Files, tmp_path: Path) -> None:
    unsigned = {
        name: body
        for name, body in files.items()
        if name not in (f"{FOLDER}/policy", f"{FOLDER}/checkpoint")
    }
    file = zipped(tmp_path / "said.zip", listed(unsigned))
    here = await house_in(tmp_path / "namesake")
    try:
        with pytest.raises(Trouble, match="no key of this house signed it"):
            await tools_of(here).moving.take_over(file, None, lambda part: None)
    finally:
        await here.close()


async def test_what_is_not_as_its_list_says_is_refused(
    files: Files, here: House, tmp_path: Path
) -> None:
    file = zipped(tmp_path / "f.zip", files | {"README.txt": b"Something else"})
    opened = OrganisationFile(file)
    with pytest.raises(NotTaken, match="not what its list says"):
        opened.read("README.txt")
    opened.close()

    changed = dict(files)
    changed[f"{FOLDER}/results.json"] += b"\n"
    with pytest.raises(Trouble, match="not what its list says"):
        await tools_of(here).moving.take_over(
            zipped(tmp_path / "g.zip", changed), None, lambda part: None
        )


@pytest.mark.parametrize("name", ["README.txt", "manifest.json"])
def test_a_file_that_stands_twice_is_refused(files: Files, tmp_path: Path, name: str) -> None:
    file = zipped(tmp_path / "f.zip", files)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as opened:
        opened.writestr(name, b"again")
    with pytest.raises(NotTaken, match="twice"):
        OrganisationFile(file)


def test_a_file_that_is_in_no_list_is_refused(files: Files, tmp_path: Path) -> None:
    file = zipped(tmp_path / "f.zip", files | {"rows/111111.json": b"{}"})
    with pytest.raises(NotTaken, match="its list is not of the files"):
        OrganisationFile(file)


def test_a_bomb_is_refused_before_it_is_unpacked(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.moving.reading.FILE_AT_MOST", 1 << 20)
    file = zipped(tmp_path / "f.zip", listed(files | {"README.txt": bytes(2 << 20)}))
    with pytest.raises(NotTaken, match="too large"):
        OrganisationFile(file)


def test_a_bomb_that_says_to_be_small_is_refused(files: Files, tmp_path: Path) -> None:
    file = zipped(tmp_path / "f.zip", files | {"README.txt": bytes(1_234_567)})
    raw = file.read_bytes()
    size, small = (1_234_567).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert raw.count(size) == 2  # beside the file, and in the directory of the zip
    file.write_bytes(raw.replace(size, small))
    opened = OrganisationFile(file)
    with pytest.raises(NotTaken):
        opened.read("README.txt")
    opened.close()


@pytest.mark.parametrize("body", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"x" * 1_000])
def test_what_is_no_zip_is_refused(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "f.zip"
    file.write_bytes(body)
    with pytest.raises(NotTaken):
        OrganisationFile(file)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(files: Files, tmp_path: Path, method: int) -> None:
    file = tmp_path / "f.zip"
    with zipfile.ZipFile(file, "w", method) as opened:
        for name, body in files.items():
            opened.writestr(name, body)
    with pytest.raises(NotTaken, match="packed in a way"):
        OrganisationFile(file)
