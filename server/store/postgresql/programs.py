"""PostgreSQL's own programs (Debian: postgresql-client), run on a database."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.store.errors import BadBackup, Unavailable
from server.store.postgresql.address import libpq_url

SAY_EVERY_S = 2.0
READ = 1 << 20  # bytes

Say = Callable[[str], None]


async def run(url: str, command: tuple[str, ...], say: Say) -> None:
    """One of them on this database. The password is in its environment, not among its arguments,
    which everybody on the machine can read. Raises BadBackup if it is not installed, and
    Unavailable."""
    program, *arguments = command
    parts = urlsplit(libpq_url(url))
    account, _, password = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    address = parts._replace(netloc=f"{account}@{host}" if account else host).geturl()
    process = await asyncio.create_subprocess_exec(
        _installed(program),
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
        raise Unavailable(f"{program}: {first_line(error)}")


async def unpacked(file: Path, at_most: int, *arguments: str) -> bytes:
    """The end of what is in a dump, as SQL, once all of it could be read. `at_most`: bytes. Raises
    BadBackup."""
    process = await asyncio.create_subprocess_exec(
        _installed("pg_restore"),
        *arguments,
        "--file=-",
        str(file),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    complaint = asyncio.ensure_future(process.stderr.read())
    size, end = 0, b""
    while some := await process.stdout.read(READ):
        size, end = size + len(some), (end + some)[-READ:]
        if size > at_most:
            process.kill()
            break
    error = await complaint
    await process.wait()
    if size > at_most:
        raise BadBackup(f"{file} holds more than can be: over {at_most:,} bytes")
    if process.returncode:
        raise BadBackup(f"{file} is damaged: {first_line(error)}")
    return end


def first_line(said: bytes) -> str:
    """Of what a program said."""
    return next(iter(said.decode(errors="replace").strip().splitlines()), "it failed")


def _installed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BadBackup(f"{program} is not installed: Debian's package postgresql-client")
    return found
