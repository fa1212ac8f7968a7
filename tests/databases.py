"""Fresh databases for tests: a file for SQLite, a copy of a migrated one for PostgreSQL."""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from server.store import migrate
from tests.services import PostgreSQL

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

EMPTY = "empty"
MIGRATED = "migrated"

_numbers = itertools.count(1)


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
