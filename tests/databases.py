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

from server.store import migrate
from tests.services import PostgreSQL

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

EMPTY = "empty"
MIGRATED = "migrated"

_numbers = itertools.count(1)
_kept: dict[str, tempfile.TemporaryDirectory[str]] = {}


async def migrated(url: str) -> None:
    """As `migrate`, but a file of SQLite that is not there yet becomes a copy of one that was
    migrated once in this process."""
    name = make_url(url).database
    if url.startswith("sqlite") and name and not Path(name).exists():
        Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(await _migrated_file(), name)
        Path(name).chmod(0o600)
    await migrate(url)


async def _migrated_file() -> Path:
    if MIGRATED not in _kept:
        folder = tempfile.TemporaryDirectory(prefix="tribina-migrated-")
        await migrate(sqlite_url(Path(folder.name)))
        _kept[MIGRATED] = folder
    return Path(_kept[MIGRATED].name) / "tribina.db"


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


def sqlite_url(folder: Path) -> str:
    """The address of the database that a server with this data folder uses by default."""
    return f"sqlite+aiosqlite:///{folder / 'tribina.db'}"
