"""The rows of a backup of SQLite, taken into an empty database of our own making. A backup may be
damaged, or made by somebody who means ill: nothing of it is taken but the rows of our tables, each
of the form that its table has. Its schema, and whatever a schema can do, stays behind.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from server.debate.actors import GRANTED, STRONGEST_FIRST
from server.debate.commands import Phase
from server.debate.rule import NEWCOMERS, TOKEN_ROLES
from server.language.languages import SPOKEN
from server.store.backups.copying import read_only
from server.store.errors import BadBackup
from server.store.house.logos import GROUNDS, Owner
from server.store.migrate import head, versions
from server.store.secrecy.keys import is_code

AT_ONCE = 1_000  # rows
LONGEST = 16 << 20  # bytes of one value: forty times the closing of an enormous debate
TABLES = 200  # and indices, at most: ours are 30
STEPS = 1_000_000  # of SQLite's machine, between two looks at the time
UNREAD = "journal"  # whoever verifies it says which line is broken

ONE_OF = {
    ("accounts", "role"): STRONGEST_FIRST,  # until 0022
    ("memberships", "kind"): tuple(GRANTED),
    ("memberships", "role"): STRONGEST_FIRST,
    ("invitations", "kind"): tuple(GRANTED),
    ("invitations", "role"): STRONGEST_FIRST,
    ("outgoing_endpoints", "kind"): ("v1", "v1a"),
    ("providers", "role"): NEWCOMERS,
    ("tokens", "role"): (*TOKEN_ROLES, "owner"),
    ("logos", "kind"): get_args(Owner),
    ("logos", "ground"): GROUNDS,
    ("debates", "phase"): get_args(Phase),
    ("word_lists", "lang"): SPOKEN,
}
TEXTS = ("title", "name")  # by language
KINDS = {"BLOB": bytes, "BIGINT": int, "INTEGER": int, "BOOLEAN": int}  # any other is text

Column = tuple[str, str, bool]  # name, type, whether it must be there
Done = Callable[[float], None]  # told how much of it is done, 0…1


def version_of(file: Path, done: Done) -> str:
    """The schema of a sound backup. Raises BadBackup."""
    with _opened(file) as backup:
        _must_be_plain(file, backup)
        try:
            (version,) = backup.execute("SELECT version_num FROM alembic_version").fetchone()
        except (sqlite3.OperationalError, TypeError, ValueError) as error:
            raise BadBackup(f"{file} is no backup of Tribina") from error
        if version not in versions():
            newer = isinstance(version, str) and version.isdecimal() and version > head()
            whose = "a newer Tribina" if newer else "no Tribina that is known here"
            raise BadBackup(f"{file} is a backup of {whose}")
        backup.set_progress_handler(lambda: done(0.0), STEPS)
        (said,) = backup.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise BadBackup(f"{file} is damaged: {' '.join(str(said).split())}")
    return str(version)


def take_rows(file: Path, target: Path, done: Done) -> None:
    """`target`: migrated to the version of the backup; what migrations write into it stays where
    the backup has no other of it. Raises BadBackup."""
    with (
        _opened(file) as backup,
        contextlib.closing(sqlite3.connect(target)) as ours,
        ours,
    ):
        tables = [
            name
            for (name,) in ours.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "alembic_version"
        ]
        for number, table in enumerate(tables):
            columns = [
                (name, type_, bool(needed or key))
                for _, name, type_, needed, _, key in ours.execute(f"PRAGMA table_info({table})")
            ]
            names = ", ".join(f'"{name}"' for name, _, _ in columns)
            # By their table: SQLite takes a name in quotes that is none for a text.
            theirs = ", ".join(f'theirs."{name}"' for name, _, _ in columns)
            places = ", ".join("?" * len(columns))
            rows = backup.execute(f'SELECT {theirs} FROM main."{table}" AS theirs')
            while some := rows.fetchmany(AT_ONCE):
                if table != UNREAD:
                    _must_fit(file, table, columns, some)
                ours.executemany(
                    f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", some
                )
                done(number / len(tables))
        if ours.execute("PRAGMA foreign_key_check").fetchone():
            raise BadBackup(f"{file} is damaged: a row is missing that another one names")


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Raises BadBackup for whatever is wrong with the file."""
    try:
        with contextlib.closing(read_only(file)) as backup:
            backup.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
            backup.execute("PRAGMA trusted_schema = OFF")
            backup.execute("PRAGMA cell_size_check = ON")
            yield backup
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise BadBackup(f"{file} is damaged: {' '.join(str(error).split())}") from error


def _must_be_plain(file: Path, backup: sqlite3.Connection) -> None:
    """Tables and their indices: what would run by itself when it is read is none of ours."""
    schema = backup.execute(f"SELECT type, name, sql FROM sqlite_master LIMIT {TABLES}").fetchall()
    for type_, name, sql in schema:
        runs = type_ not in ("table", "index") or str(sql).upper().startswith("CREATE VIRTUAL")
        if not runs and type_ == "table":
            columns = backup.execute("SELECT hidden FROM pragma_table_xinfo(?)", (name,))
            runs = any(hidden for (hidden,) in columns)
        if runs or len(schema) == TABLES:
            raise BadBackup(f"{file} is no backup of Tribina")


def _must_fit(
    file: Path, table: str, columns: list[Column], rows: list[tuple[object, ...]]
) -> None:
    for place, (name, type_, needed) in enumerate(columns):
        kind = KINDS.get(type_, str)
        allowed = ONE_OF.get((table, name))
        for row in rows:
            value = row[place]
            if value is None and not needed:
                continue
            fits = isinstance(value, kind) and (allowed is None or value in allowed)
            if (table, name) == ("debates", "code"):
                fits = fits and is_code(str(value))
            if type_ == "JSON":
                fits = fits and _is_object(value, str if name in TEXTS else object)
            if not fits:
                raise BadBackup(f"{file} is damaged: a row of {table} has no {name} that can be")


def _is_object(text: object, of: type) -> bool:
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(isinstance(value, of) for value in found.values())
