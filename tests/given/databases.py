"""Fresh databases for tests: copies of a migrated one, as far as a test is not about migrating."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from weakref import WeakKeyDictionary

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from server.settings import Settings
from server.store import Keys, Store, migrate
from tests.given.services import PostgreSQL

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

MIGRATED = "migrated"

_SCHEMA = """
SELECT md5(string_agg(part, E'\\n' ORDER BY part)) FROM (
    SELECT concat_ws(' ', relname, relkind, attnum, attname, attnotnull,
            format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid))
        FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
        WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT tgenabled::text || pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    UNION ALL SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT setconfig::text FROM pg_db_role_setting
) AS parts (part)
"""

_numbers = itertools.count(1)
_spares: WeakKeyDictionary[PostgreSQL, list["_Spare"]] = WeakKeyDictionary()
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
    asyncio.run(migrate(postgresql.create(MIGRATED)))


class _Spare:
    """A copy of the migrated database that tests use one after the other: emptying one takes a
    twentieth of the time that making one takes."""

    def __init__(self, postgresql: PostgreSQL) -> None:
        self.name = f"t{next(_numbers)}"
        self.url = postgresql.create(self.name, MIGRATED)
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            self._schema = connection.execute(_SCHEMA).fetchone()
            self._tables = {name: _rows(connection, name) for (name,) in tables}

    def empty(self) -> bool:
        """Make it as it was; False if that is not done by its rows alone."""
        with psycopg.connect(self.url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if connection.execute(_SCHEMA).fetchone() != self._schema:
                return False
            connection.execute("SET session_replication_role = replica")  # no foreign keys
            for name in self._tables:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, rows in self._tables.items():
                if rows:
                    into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
                    with connection.cursor().copy(into) as copy:
                        copy.write(rows)
            connection.execute(
                "SELECT setval(s::regclass, 1, false) FROM"
                " (SELECT quote_ident(sequencename) FROM pg_sequences"
                " WHERE schemaname = 'public') AS sequences (s)"
            )
        return True


def _rows(connection: psycopg.Connection, table: str) -> bytes:
    """What a table holds, as COPY writes it."""
    out = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(out) as copy:
        return b"".join(bytes(part) for part in copy)


@contextmanager
def fresh_postgresql(postgresql: PostgreSQL) -> Iterator[str]:
    """The address of a database that is migrated and nobody else's meanwhile."""
    spares = _spares.setdefault(postgresql, [])
    database = spares.pop() if spares else _Spare(postgresql)
    try:
        yield database.url
    finally:
        if database.empty():
            spares.append(database)
        else:
            postgresql.drop(database.name)


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
