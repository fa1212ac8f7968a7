"""Fresh databases for tests: copies of a migrated one, as far as a test is not about migrating."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import make_url

from server.settings import Settings
from server.store import Keys, Store, migrate
from tests.given.services import PostgreSQL

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

EMPTY = "empty"
MIGRATED = "migrated"

_numbers = itertools.count(1)
_kept: list[tempfile.TemporaryDirectory[str]] = []


async def migrated(url: str) -> None:
    """As `migrate`, but a file of SQLite that is not there yet becomes a copy of one that was
    migrated once in this process."""
    name = make_url(url).database
    if not url.startswith("sqlite") or name is None or Path(name).exists():
        await migrate(url)
        return
    Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(await _migrated_file(), name)
    Path(name).chmod(0o600)


async def _migrated_file() -> Path:
    if not _kept:
        folder = tempfile.TemporaryDirectory(prefix="tribina-migrated-")
        await migrate(sqlite_url(Path(folder.name)))
        _kept.append(folder)
    return Path(_kept[0].name) / "tribina.db"


def prepare(postgresql: PostgreSQL) -> None:
    """Make what the databases of the tests are copied from."""
    postgresql.create(EMPTY)
    asyncio.run(migrate(postgresql.create(MIGRATED, EMPTY)))


@contextmanager
def fresh_postgresql(postgresql: PostgreSQL, template: str = MIGRATED) -> Iterator[str]:
    """The address of a database of one's own, gone afterwards."""
    name = f"t{next(_numbers)}"
    postgresql.create(name, template)
    try:
        yield postgresql.url(name)
    finally:
        postgresql.drop(name)


def keys_in(folder: Path) -> Keys:
    """Where the keys of debates are, for tests without settings."""
    return Keys(folder / "keys", "a secret of the tests")


async def open_store(settings: Settings) -> Store:
    """What a server with these settings keeps in."""
    settings = settings.with_secret()
    return await Store.open(settings.database, Keys(settings.keys_folder, settings.secret))


def sqlite_url(folder: Path) -> str:
    """The address of the database that a server with this data folder uses by default."""
    return f"sqlite+aiosqlite:///{folder / 'tribina.db'}"
