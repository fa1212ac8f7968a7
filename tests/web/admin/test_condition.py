"""The page that says how the house is, in words and not by colours alone."""

import re
from pathlib import Path

import pytest

from server import __version__
from server.clock import SystemClock
from server.debate.actors import Role
from server.debate.minutes import DAY_MS
from server.operating.backing_up import back_up
from server.store.backups.made import KEPT, Backup
from server.store.errors import BadBackup
from server.store.migrate import head
from server.web.admin.condition import (
    GIB,
    MIB,
    Line,
    backup_line,
    disk_line,
    keys_line,
    worst,
)
from tests.given.web_house import House

NOW = 1_800_000_000_000


async def page_of(house: House) -> str:
    owner = await house.moderator("owner", "vesna")
    owner.cookies["tribina_locale"] = "en"
    return await (await owner.get("/admin/health")).get_data(as_text=True)


async def test_it_says_version_disk_processes_and_that_there_is_no_backup(house: House) -> None:
    page = await page_of(house)

    for words in (__version__, f"schema {head()}", "GiB free", "One process", "SQLite"):
        assert words in page, words
    assert "There is none that is known" in page and "tribina backup FILE" in page
    assert len(re.findall(r'class="check__state">(?:In order|Look after it|Act now)<', page)) == 7


async def test_a_backup_is_noted_down_with_its_size_and_that_it_is_whole(
    house: House, tmp_path: Path
) -> None:
    file, said = tmp_path / "backup.db", list[str]()

    await back_up(house.settings.database, file, SystemClock(), said.append)

    last = await house.store.backups.last()
    assert last is not None and last.whole and last.bytes == file.stat().st_size and not said
    assert "read again and whole" in await page_of(house)


async def test_a_copy_that_cannot_be_read_again_is_no_good_backup(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.db"

    async def torn(url: str, to: Path, say: object) -> None:
        to.write_bytes(Path(house.settings.data / "tribina.db").read_bytes()[:5_000])

    monkeypatch.setattr("server.operating.backing_up.backup", torn)
    with pytest.raises(BadBackup):
        await back_up(house.settings.database, file, SystemClock(), print)

    assert "could not be read again" in await page_of(house)


async def test_only_the_last_ones_are_kept(house: House) -> None:
    for at in range(1, KEPT + 5):
        await house.store.backups.add(Backup(at, 1, True))

    assert (await house.store.backups.last()) == Backup(KEPT + 4, 1, True)


@pytest.mark.parametrize(
    ("last", "state", "says"),
    [
        (None, "look", "none"),
        (Backup(NOW - DAY_MS, MIB, True), "good", "whole"),
        (Backup(NOW - 8 * DAY_MS, MIB, True), "look", "old"),
        (Backup(NOW, MIB, False), "bad", "broken"),
    ],
)
def test_a_backup_is_judged_by_its_age_and_whether_it_is_whole(
    last: Backup | None, state: str, says: str
) -> None:
    line = backup_line(last, NOW)
    assert (line.state, line.says) == (state, says)


def test_the_worst_line_is_what_is_said_first() -> None:
    assert [disk_line(gib * GIB).state for gib in (50, 3, 0)] == ["good", "look", "bad"]
    assert keys_line(("482915",)).state == "bad"
    lines = [Line("a", "good", ""), Line("b", "look", "")]
    assert worst(lines[:1]) == "good" and worst(lines) == "look"
    assert worst([*lines, keys_line(("1",))]) == "bad"


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_it_is_for_owners(house: House, role: Role) -> None:
    browser = await house.moderator(role)

    assert (await browser.get("/admin/health")).status_code == 403
