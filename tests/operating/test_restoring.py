"""A backup that is sound is put back; of any other nothing, and the house before it stays."""

import asyncio
import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from server.operating import progress
from server.operating.restoring import TRIAL, Problems, restore
from server.operating.tools import open_tools
from server.operating.trouble import Trouble
from server.settings import Settings
from server.store import Tenancy, migrate
from server.store.backups.copying import backup, copy
from server.store.postgresql.address import libpq_url
from tests.given import enormous
from tests.given.broken import DAMAGES, damage
from tests.given.databases import fresh_postgresql, open_store, sqlite_url

SMALL = enormous.Size(asked=12, shown=10, translated=1, voters=1)
SAVED = "111111"


def silent(_: str) -> None:
    """Nobody waits."""


def is_sqlite(settings: Settings) -> bool:
    return settings.database.startswith("sqlite")


@pytest_asyncio.fixture
async def saved(database_url: str, tmp_path: Path) -> Settings:
    """Another house, with a closed debate."""
    await migrate(database_url)
    settings = Settings(data=tmp_path, database_url=database_url).with_secret()
    store = await open_store(settings)
    await enormous.write(store, SMALL, SAVED)
    await store.close()
    return settings


@pytest.fixture
def house(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Of the same kind, and still as good as empty."""
    folder = tmp_path / "house"
    if database_url.startswith("sqlite"):
        yield Settings(data=folder).with_secret()
        return
    with fresh_postgresql(request.getfixturevalue("postgresql")) as url:
        yield Settings(data=folder, database_url=url).with_secret()


async def change(settings: Settings, *statements: str) -> None:
    """Whatever may be in a database that somebody else made."""
    if is_sqlite(settings):
        with contextlib.closing(sqlite3.connect(settings.data / "tribina.db")) as disk, disk:
            for statement in statements:
                disk.execute(statement)
        return
    with psycopg.connect(libpq_url(settings.database)) as connection:
        for statement in statements:
            connection.execute(statement)


async def held(settings: Settings) -> list[str]:
    async with open_tools(settings) as tools:
        return [row["code"] for row in await tools.debates()]


async def live_debate(settings: Settings) -> str:
    async with open_tools(settings) as tools:
        return await tools.new_debate("social-club", ["Posao"], ["Ana"], phase="live")


async def test_nothing_is_put_over_debates_unless_told_so(saved: Settings, house: Settings) -> None:
    there, file = await live_debate(house), saved.data / "backup"
    await backup(saved.database, file, silent)

    with pytest.raises(Trouble, match=r"debates in the database already.*--replace"):
        await restore(house, file, silent)
    assert await held(house) == [there]

    done = await restore(house, file, silent, over=True)

    assert (done.debates, done.problems, done.keyless) == (1, [], ())
    assert await held(house) == [SAVED]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "of a newer Tribina"),
        ("UPDATE alembic_version SET version_num = 'main'", "of no Tribina that is known here"),
        ("DELETE FROM alembic_version", "no Tribina|no backup of Tribina"),
        ("DROP TABLE alembic_version", "no backup of Tribina"),
        (DAMAGES["missing"].statement.format(code=SAVED), "does not verify"),
    ],
)
async def test_what_is_not_sound_leaves_the_house_as_it_was(
    statement: str, said: str, saved: Settings, house: Settings
) -> None:
    there, file = await live_debate(house), saved.data / "backup"
    await change(saved, statement)
    await backup(saved.database, file, silent)

    with pytest.raises(Trouble, match=said) as trouble:
        await restore(house, file, silent, over=True)

    assert len(str(trouble.value).splitlines()) == 1
    assert await held(house) == [there]
    assert not list(house.data.rglob(TRIAL))


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
async def test_half_a_backup_leaves_the_house_as_it_was(
    part: float, saved: Settings, house: Settings
) -> None:
    there, file = await live_debate(house), saved.data / "backup"
    await backup(saved.database, file, silent)
    os.truncate(file, int(file.stat().st_size * part))

    with pytest.raises(Trouble, match=r"is damaged|no backup of Tribina") as trouble:
        await restore(house, file, silent, over=True)

    assert len(str(trouble.value).splitlines()) == 1
    assert await held(house) == [there]


async def test_a_debate_that_does_not_verify_is_put_back_if_one_says_so(
    saved: Settings, house: Settings
) -> None:
    file, store = saved.data / "backup", await open_store(saved)
    await damage(store, SAVED, DAMAGES["half"])
    await store.close()
    await backup(saved.database, file, silent)

    with pytest.raises(Problems) as trouble:
        await restore(house, file, silent)
    done = await restore(house, file, silent, anyway=True)

    assert trouble.value.lines == done.problems
    assert done.problems == [f"{SAVED}: line 3 cannot be read"]
    assert await held(house) == [SAVED]


async def test_what_is_no_backup_of_such_a_database_is_refused(
    house: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"PGDMP" if is_sqlite(house) else b"SQLite format 3\x00")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    for file in (other, pipe, tmp_path / "missing", tmp_path, Path("/dev/zero")):
        with pytest.raises(Trouble):
            await restore(house, file, silent, over=True)


async def test_nothing_is_put_back_under_a_server(
    saved: Settings, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.tenancy.PATIENCE_S", 0.0)
    there, file = await live_debate(house), saved.data / "backup"
    await backup(saved.database, file, silent)
    serving = Tenancy(house.database, has_relay=True)
    await serving.take()

    with pytest.raises(Trouble, match="a server uses the database: stop it first"):
        await restore(house, file, silent, over=True)

    await serving.leave()
    assert await held(house) == [there]


async def test_what_was_put_back_is_for_nobody_else_to_read(
    saved: Settings, house: Settings
) -> None:
    file = saved.data / "backup"
    await live_debate(house)
    await backup(saved.database, file, silent)
    for path in (file, *house.data.glob("tribina.db*")):
        path.chmod(0o644)

    await restore(house, file, silent, over=True)

    open_ = [path for path in house.data.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert not open_


async def test_a_name_is_only_a_name(tmp_path: Path) -> None:
    """It goes into an address, where `?` and `%` mean something."""
    other = Settings(data=tmp_path / "other").with_secret()
    there = await live_debate(other)
    file = tmp_path / "a?mode=rwc&x=%2e%2e#b"
    await backup(other.database, file, silent)
    house = Settings(data=tmp_path / "house").with_secret()

    await restore(house, file, silent)

    assert await held(house) == [there]
    assert {path.name for path in tmp_path.iterdir()} == {"other", "house", file.name}


async def test_a_backup_is_not_written_through_a_link(tmp_path: Path) -> None:
    other = Settings(data=tmp_path / "other").with_secret()
    await live_debate(other)
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (tmp_path / "backup.part").symlink_to(mine)

    await backup(other.database, tmp_path / "backup", silent)

    assert mine.read_text() == "mine"


async def test_what_has_no_room_is_refused_before_it_takes_any(tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_bytes(b"SQLite format 3\x00")
    os.truncate(file, 1 << 42)

    with pytest.raises(Trouble, match="no room"):
        await restore(Settings(data=tmp_path / "house").with_secret(), file, silent)


async def test_a_dump_that_unpacks_to_more_than_can_be_is_refused(
    saved: Settings, house: Settings
) -> None:
    if is_sqlite(saved):
        pytest.skip("SQLite packs nothing")
    there, file = await live_debate(house), saved.data / "backup"
    await change(saved, "UPDATE word_lists SET text = repeat('a', 20000000)")
    await backup(saved.database, file, silent)

    with pytest.raises(Trouble, match="more than can be"):
        await restore(house, file, silent, over=True)

    assert await held(house) == [there]


async def test_what_a_schema_can_do_stays_behind(tmp_path: Path) -> None:
    """A trigger would go on for ever in the house, with every ballot that comes."""
    other = Settings(data=tmp_path / "other").with_secret()
    await live_debate(other)
    await change(other, "CREATE TRIGGER t AFTER INSERT ON ballots BEGIN DELETE FROM debates; END")
    file, house = tmp_path / "backup", Settings(data=tmp_path / "house").with_secret()
    await backup(other.database, file, silent)

    with pytest.raises(Trouble, match="no backup of Tribina"):
        await restore(house, file, silent)


async def test_the_account_of_a_database_must_be_able_to_try_one_out(
    saved: Settings, house: Settings
) -> None:
    if is_sqlite(saved):
        pytest.skip("SQLite has no accounts")
    file = saved.data / "backup"
    await backup(saved.database, file, silent)
    await change(house, "CREATE ROLE meek LOGIN PASSWORD 'meek'")
    account = house.database.partition("://")[2].partition("@")[0]
    meek = Settings(
        data=house.data, database_url=house.database.replace(account, "meek:meek")
    ).with_secret()

    try:
        with pytest.raises(Trouble, match="CREATEDB"):
            await restore(meek, file, silent, over=True)
    finally:
        await change(house, "DROP ROLE meek")


def test_a_copy_that_is_stopped_halfway_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = asyncio.run(live_debate(Settings(data=tmp_path / "house").with_secret()))
    asyncio.run(live_debate(Settings(data=tmp_path / "other").with_secret()))
    monkeypatch.setattr("server.store.backups.copying.PAGES", 3)
    monkeypatch.setattr("server.store.backups.copying.SAY_EVERY_S", 0.0)

    def stopped(line: str) -> None:
        if not line.startswith("3 of"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(tmp_path / "other" / "tribina.db", tmp_path / "house" / "tribina.db", stopped)

    assert asyncio.run(held(Settings(data=tmp_path / "house").with_secret())) == [there]


async def test_who_waits_is_told_how_far_it_is(
    saved: Settings, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    file, said = saved.data / "backup", list[str]()
    await backup(saved.database, file, silent)

    await restore(house, file, said.append)

    assert "verifying: 90 %" in said
    assert not is_sqlite(house) or "reading it: 0 %" in said


async def test_what_a_restore_left_that_was_killed_is_cleared(tmp_path: Path) -> None:
    other, house = (Settings(data=tmp_path / name).with_secret() for name in ("other", "house"))
    there, file = await live_debate(other), tmp_path / "backup"
    await backup(other.database, file, silent)
    (house.data / TRIAL).mkdir()
    (house.data / TRIAL / "tribina.db").write_text("half")

    await restore(house, file, silent)

    assert await held(house) == [there]
    assert not (house.data / TRIAL).exists()


async def test_keys_that_stood_in_an_old_backup_come_into_their_files(tmp_path: Path) -> None:
    await migrate(sqlite_url(tmp_path), to="0009")
    old, key = Settings(data=tmp_path).with_secret(), bytes(range(32))
    with contextlib.closing(sqlite3.connect(tmp_path / "tribina.db")) as disk, disk:
        disk.execute(
            "INSERT INTO debates (code, key, title, phase, created_at) "
            "VALUES ('222222', ?, '{}', 'draft', 1)",
            (key,),
        )
    await backup(old.database, tmp_path / "backup", silent)
    house = Settings(data=tmp_path / "house", secret=old.secret)

    done = await restore(house, tmp_path / "backup", silent)

    assert done.keyless == ()
    store = await open_store(house)
    assert store.seals.keys.get("222222") == key
    await store.close()
    assert key not in (house.data / "tribina.db").read_bytes()
