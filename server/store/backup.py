"""Copies of the whole database, made while it is in use, and put back into an empty place.

SQLite: its own file format, through the online backup API. PostgreSQL: `pg_dump`'s custom format,
by PostgreSQL's own programs (Debian: postgresql-client).
"""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from server.store.engine import Database
from server.store.errors import Unavailable
from server.store.postgresql import is_postgresql, libpq_url

Say = Callable[[str], None]

SQLITE_START, POSTGRESQL_START = b"SQLite format 3\x00", b"PGDMP"
PAGES = 1_000  # copied at a time; writers get their turn between
SAY_EVERY_S = 2.0


class BadBackup(Exception):
    """The file, or the place it is to be put into, will not do; a sentence says why."""


async def backup(url: str, file: Path, say: Say) -> None:
    """Copy the database into a new file that only its owner can read. `say` is told how far it is,
    if it takes long. Raises BadBackup, Unavailable."""
    if file.exists():
        raise BadBackup(f"{file} exists already")
    growing = file.with_name(file.name + ".part")
    try:
        os.close(os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        if is_postgresql(url):
            dump = ("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={growing}")
            await _run(url, dump, say)
        else:
            await asyncio.to_thread(_copy, _path(url), growing, say)
        os.replace(growing, file)
    except OSError as error:
        raise BadBackup(f"{file} cannot be written: {error.strerror}") from error
    finally:
        growing.unlink(missing_ok=True)


async def restore(url: str, file: Path, replace: bool, say: Say) -> None:
    """Put a backup into the database, which must be without debates unless `replace`; no server
    may be using it. Migrate afterwards. Raises BadBackup, Unavailable."""
    try:
        with file.open("rb") as opened:
            start = opened.read(len(SQLITE_START))
    except OSError as error:
        raise BadBackup(f"{file} cannot be read: {error.strerror}") from error
    if not start.startswith(POSTGRESQL_START if is_postgresql(url) else SQLITE_START):
        kind = "a PostgreSQL" if is_postgresql(url) else "an SQLite"
        raise BadBackup(f"{file} is no backup of {kind} database")
    if not is_postgresql(url):
        _path(url).parent.mkdir(parents=True, exist_ok=True)
    if not replace and await _has_debates(url):
        raise BadBackup("there are debates in the database already")
    if is_postgresql(url):
        options = ("--no-owner", "--no-acl", "--clean", "--if-exists", "--single-transaction")
        await _run(url, ("pg_restore", *options, str(file)), say)
    else:
        await asyncio.to_thread(_copy, file, _path(url), say)


async def _has_debates(url: str) -> bool:
    database = Database(url, patient=True)
    try:
        async with database.read() as connection:
            if not await connection.run_sync(lambda c: inspect(c).has_table("debates")):
                return False
            return (await connection.exec_driver_sql("SELECT 1 FROM debates")).first() is not None
    finally:
        await database.close()


def _path(url: str) -> Path:
    return Path(str(make_url(url).database))


def _copy(source: Path, target: Path, say: Say) -> None:
    said = time.monotonic()

    def progress(_: int, remaining: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= SAY_EVERY_S:
            said = time.monotonic()
            say(f"{total - remaining:,} of {total:,} pages copied")

    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reading,
            contextlib.closing(sqlite3.connect(target)) as writing,
        ):
            reading.backup(writing, pages=PAGES, progress=progress)
    except sqlite3.Error as error:
        raise Unavailable(f"{source} could not be copied: {error}") from error


async def _run(url: str, command: tuple[str, ...], say: Say) -> None:
    """One of PostgreSQL's programs on this database. The password is in its environment, not among
    its arguments, which everybody on the machine can read."""
    program, *arguments = command
    if shutil.which(program) is None:
        raise BadBackup(f"{program} is not installed: Debian's package postgresql-client")
    parts = urlsplit(libpq_url(url))
    account, _, password = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    address = parts._replace(netloc=f"{account}@{host}" if account else host).geturl()
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        f"--dbname={address}",
        env=os.environ | ({"PGPASSWORD": unquote(password)} if password else {}),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    ending = asyncio.ensure_future(process.communicate())
    seconds = 0.0
    while not (await asyncio.wait([ending], timeout=SAY_EVERY_S))[0]:
        seconds += SAY_EVERY_S
        say(f"{program} has been running for {seconds:.0f} s")
    _, error = await ending
    if process.returncode:
        raise Unavailable(f"{program}: {error.decode(errors='replace').strip()}")
