"""Putting back a backup: it is tried out in a place of its own, and comes into the house only when
all of it is sound. Until then nothing in the house is touched, and then it is all of it or nothing.
"""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from server.clock import SystemClock
from server.operating.progress import Progress
from server.operating.tools import open_tools
from server.operating.trouble import Trouble
from server.process.private_files import tighten
from server.settings import Settings
from server.store import BrokenJournal, Keys, Occupied, Tenancy, Unavailable, migrate
from server.store.backups.copying import has_debates, must_be_of, put_back, sqlite_file
from server.store.backups.rows import take_rows, version_of
from server.store.errors import BadBackup
from server.store.postgresql.address import is_postgresql
from server.store.postgresql.trial import must_be_whole, trial_database

TRIAL = "tribina.db.restoring"  # a folder beside the database

# What a row raises in a migration that cannot be what it says.
_NOT_READ = (AttributeError, LookupError, TypeError, ValueError, RecursionError)

Say = Callable[[str], None]


class Restored(NamedTuple):
    """`problems`: what does not verify in them, a line each. `keyless`: open debates whose keys are
    not here; `lost`: those of whose log lines are gone that were signed, "" for the house's."""

    debates: int
    problems: list[str]
    keyless: tuple[str, ...]
    lost: list[str]


async def restore(
    settings: Settings, file: Path, say: Say, *, over: bool = False, anyway: bool = False
) -> Restored:
    """Put a backup into the database, which no server may be using. `over`: even if there are
    debates; `anyway`: even if debates in it do not verify. Whoever was logged in then is logged
    out: a login may have been ended since. Raises Trouble, and nothing has changed."""
    try:
        async with _alone(settings):
            must_be_of(settings.database, file)
            if not over and await has_debates(settings.database):
                raise BadBackup("there are debates in the database already: --replace removes them")
            return await _restored(settings, file, say, anyway)
    except Occupied as error:
        raise Trouble("a server uses the database: stop it first") from error
    except (BadBackup, BrokenJournal) as error:
        raise Trouble(str(error)) from error
    except Unavailable as error:
        raise Trouble(f"the database cannot be used: {error}") from error
    except OSError as error:
        raise Trouble(f"{error.filename or file}: {error.strerror}") from error


async def _restored(settings: Settings, file: Path, say: Say, anyway: bool) -> Restored:
    trial = _trial_of_postgresql if is_postgresql(settings.database) else _trial_of_sqlite
    async with trial(settings, file, say) as tried:
        await _migrated(tried, file)
        async with open_tools(tried) as tools:
            await tools.log_everybody_out()
            await tools.make_good()
            problems = await tools.verify_all(_progress(say, "verifying"))
        if problems and not anyway:
            raise Problems(problems)
        await _put_in(settings, tried, file, say)
    async with open_tools(settings) as tools:
        await tools.log_everybody_out()
        debates = len(await tools.debates())
        return Restored(debates, problems, await tools.keyless(), await tools.lost())


@contextlib.asynccontextmanager
async def _alone(settings: Settings) -> AsyncIterator[None]:
    """While no server may begin. Raises Occupied where one is there."""
    if not is_postgresql(settings.database):
        sqlite_file(settings.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    tenancy = Tenancy(settings.database, has_relay=False)
    await tenancy.take()
    try:
        yield
    finally:
        await tenancy.leave()


class Problems(Trouble):
    """What does not verify, a line each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("the backup does not verify, and nothing was put back")
        self.lines = lines


@contextlib.asynccontextmanager
async def _trial_of_sqlite(settings: Settings, file: Path, say: Say) -> AsyncIterator[Settings]:
    folder = sqlite_file(settings.database).parent / TRIAL
    _must_have_room(folder.parent, file)
    shutil.rmtree(folder, ignore_errors=True)  # of one that was ended
    folder.mkdir(mode=0o700)
    url = f"sqlite+aiosqlite:///{folder / 'tribina.db'}"
    try:
        version = await asyncio.to_thread(version_of, file, _progress(say, "looking through it"))
        await migrate(url, to=version)
        taken = _progress(say, "reading it")
        await asyncio.to_thread(take_rows, file, sqlite_file(url), taken)
        yield replace(settings, data=folder, database_url=url, keys=folder / "keys")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.asynccontextmanager
async def _trial_of_postgresql(settings: Settings, file: Path, say: Say) -> AsyncIterator[Settings]:
    await must_be_whole(file)
    folder = settings.data / TRIAL
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    async with trial_database(settings.database) as url:
        try:
            await put_back(url, file, say)
            yield replace(settings, data=folder, database_url=url, keys=folder / "keys")
        finally:
            shutil.rmtree(folder, ignore_errors=True)


async def _migrated(tried: Settings, file: Path) -> None:
    try:
        await migrate(tried.database, keys=Keys(tried.keys_folder, tried.secret))
    except _NOT_READ as error:
        raise BadBackup(f"{file} is damaged: what its version of Tribina never wrote") from error


async def _put_in(settings: Settings, tried: Settings, file: Path, say: Say) -> None:
    """The keys that stood in a backup of an old version come last: without theirs debates are not
    served, and the same can be done again."""
    source = file if is_postgresql(settings.database) else sqlite_file(tried.database)
    await put_back(settings.database, source, say)
    keys, theirs = (Keys(s.keys_folder, s.secret) for s in (settings, tried))
    if is_postgresql(settings.database):
        await migrate(settings.database, keys=keys)
    for code in theirs.ages():
        if (key := theirs.get(code)) is not None:
            keys.destroy(code)
            keys.put(code, key)
        theirs.destroy(code)
    tighten(settings.data)


def _must_have_room(folder: Path, file: Path) -> None:
    """Raises BadBackup. For the trial, the database and its log."""
    size, free = file.stat().st_size, shutil.disk_usage(folder).free
    if 3 * size > free:
        raise BadBackup(f"{folder} has no room for it: {3 * size:,} bytes, and {free:,} are free")


def _progress(say: Say, what: str) -> Progress:
    return Progress(SystemClock(), say, what)
