"""Copies of the whole database, made while it is in use, and put back into an empty place.

SQLite: its own file format, through the online backup API. PostgreSQL: `pg_dump`'s custom format,
by PostgreSQL's own programs. What is to be put back is looked at first, by
`server.operating.restoring`.
"""

import asyncio
import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from server.store.engine import Database
from server.store.errors import BadBackup, Unavailable
from server.store.postgresql import programs
from server.store.postgresql.address import is_postgresql

Say = Callable[[str], None]

SQLITE_START, POSTGRESQL_START = b"SQLite format 3\x00", b"PGDMP"
PAGES = 1_000  # copied at a time; writers get their turn between
SAY_EVERY_S = 2.0


async def backup(url: str, file: Path, say: Say) -> None:
    """Copy the database into a new file that only its owner can read. `say` is told how far it is,
    if it takes long. Raises BadBackup, Unavailable."""
    if file.exists():
        raise BadBackup(f"{file} exists already")
    growing = file.with_name(file.name + ".part")
    try:
        growing.unlink(missing_ok=True)  # of one that was ended, or a link to somewhere else
        os.close(os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if is_postgresql(url):
            dump = ("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={growing}")
            await programs.run(url, dump, say)
        else:
            await asyncio.to_thread(copy, sqlite_file(url), growing, say)
        os.replace(growing, file)
    except OSError as error:
        raise BadBackup(f"{file} cannot be written: {error.strerror}") from error
    finally:
        growing.unlink(missing_ok=True)


async def put_back(url: str, file: Path, say: Say) -> None:
    """Put all of a backup in the place of what is in the database, or nothing of it. Raises
    BadBackup, Unavailable."""
    if is_postgresql(url):
        options = ("--no-owner", "--no-acl", "--clean", "--if-exists", "--single-transaction")
        await programs.run(url, ("pg_restore", *options, str(file)), say)
    else:
        await asyncio.to_thread(copy, file, sqlite_file(url), say)


def must_be_of(url: str, file: Path) -> None:
    """Raises BadBackup for what is, at first sight, no backup of this kind of database."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe or a device has no end
            raise BadBackup(f"{file} is no file")
        with file.open("rb") as opened:
            start = opened.read(len(SQLITE_START))
    except OSError as error:
        raise BadBackup(f"{file} cannot be read: {error.strerror}") from error
    if not start.startswith(POSTGRESQL_START if is_postgresql(url) else SQLITE_START):
        kind = "a PostgreSQL" if is_postgresql(url) else "an SQLite"
        raise BadBackup(f"{file} is no backup of {kind} database")


async def has_debates(url: str) -> bool:
    """Raises Unavailable."""
    if not is_postgresql(url) and not sqlite_file(url).exists():
        return False
    database = Database(url, patient=True)
    try:
        async with database.read() as connection:
            if not await connection.run_sync(lambda c: inspect(c).has_table("debates")):
                return False
            return (await connection.exec_driver_sql("SELECT 1 FROM debates")).first() is not None
    finally:
        await database.close()


def sqlite_file(url: str) -> Path:
    """Where the database of this address is."""
    return Path(str(make_url(url).database))


def read_only(file: Path) -> sqlite3.Connection:
    """An SQLite file, opened so that nothing beside it is made. What its writer left beside it is
    read with it. Raises sqlite3.Error."""
    alone = not any(file.with_name(file.name + end).exists() for end in ("-wal", "-journal"))
    as_it_is = "&immutable=1" if alone else ""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{as_it_is}", uri=True)


def copy(source: Path, target: Path, say: Say) -> None:
    """All pages of one SQLite file into another, in one transaction. Raises Unavailable."""
    said = time.monotonic()

    def progress(_: int, remaining: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= SAY_EVERY_S:
            said = time.monotonic()
            say(f"{total - remaining:,} of {total:,} pages copied")

    try:
        with (
            contextlib.closing(_reading(source)) as reading,
            contextlib.closing(sqlite3.connect(target)) as writing,
        ):
            reading.backup(writing, pages=PAGES, progress=progress)
    except sqlite3.Error as error:
        raise Unavailable(f"{source} could not be copied: {error}") from error


def _reading(source: Path) -> sqlite3.Connection:
    """Somebody may be writing to it."""
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
