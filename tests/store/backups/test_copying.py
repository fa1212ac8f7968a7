"""Backups: made while debates go on, and put back whole."""

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.archive.verify import verify
from server.operating.tools import open_tools
from server.settings import Settings
from server.store import Keys, Store, Unavailable, migrate
from server.store.backups.copying import backup, put_back
from server.store.errors import BadBackup
from tests.given.databases import fresh_postgresql, sqlite_url
from tests.given.services import PostgreSQL
from tests.load.evening import check_ballots, evening


@pytest.fixture
def empty_url(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another database of the same kind, as empty as can be."""
    if database_url.startswith("postgresql"):
        with fresh_postgresql(request.getfixturevalue("postgresql")) as url:
            yield url
    else:
        (tmp_path / "other").mkdir()
        yield sqlite_url(tmp_path / "other")


async def debate_in(url: str, folder: Path) -> str:
    async with open_tools(Settings(data=folder, database_url=url).with_secret()) as tools:
        return await tools.new_debate("social-club", ["Posao"], ["Ana"], phase="live")


@pytest.mark.slow
async def test_a_backup_made_in_a_storm_of_votes_is_whole(
    tmp_path: Path, database_url: str, empty_url: str
) -> None:
    file = tmp_path / "backup"
    async with evening(tmp_path / "data", 4, TRIBINA_DATABASE_URL=database_url) as opened:
        crowd = opened.crowd()
        await crowd.arrive(50, 0, page=False)
        plan = [
            (number / 500, crowd.participants[number % 50], opened.questions[number % 4], True)
            for number in range(200)
        ]
        voting = asyncio.create_task(crowd.cast(plan))
        await backup(opened.server.settings.database, file, print)
        await voting
        await crowd.ledger.answered(10)
        whole = await check_ballots(opened, crowd)
        await crowd.leave()
        code, house = opened.code, opened.server.settings.with_secret()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "it holds texts and hashes of passwords"

    await put_back(empty_url, file, print)

    store = await Store.open(empty_url, Keys(house.keys_folder, house.secret))
    report = await verify(store, code)
    tallies = await store.ballots.tallies(code)
    await store.close()
    assert report is not None and report.ok, report
    assert report.entries > 4
    assert sum(tallies.values()) == report.ballots <= sum(whole.values())


async def test_a_backup_is_never_written_over_a_file(tmp_path: Path, database_url: str) -> None:
    await migrate(database_url)
    file = tmp_path / "backup"
    file.write_text("mine")

    with pytest.raises(BadBackup, match="exists already"):
        await backup(database_url, file, print)

    assert file.read_text() == "mine"


async def test_a_copy_that_fails_leaves_no_file(tmp_path: Path) -> None:
    url, file = sqlite_url(tmp_path / "none"), tmp_path / "backup"

    with pytest.raises(Unavailable):
        await backup(url, file, print)

    assert not list(tmp_path.glob("backup*"))


async def test_the_password_of_the_database_is_no_argument_of_a_program(
    tmp_path: Path, postgresql: PostgreSQL
) -> None:
    with fresh_postgresql(postgresql) as url:
        await migrate(url)
        wrong = url.replace(url.split(":")[2].split("@")[0], "wrong")
        with pytest.raises(Unavailable) as trouble:
            await backup(wrong, tmp_path / "backup", print)
    assert "password" in str(trouble.value) and "wrong" not in str(trouble.value)


def test_a_backup_of_sqlite_is_a_database_of_its_own(tmp_path: Path) -> None:
    url, file = sqlite_url(tmp_path), tmp_path / "backup"
    code = asyncio.run(debate_in(url, tmp_path))

    asyncio.run(backup(url, file, print))

    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT code FROM debates").fetchall() == [(code,)]
