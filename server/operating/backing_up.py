"""`tribina backup`: copies the database, reads the copy again, and notes that there is one."""

import asyncio
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from server.clock import Clock
from server.store import Unavailable
from server.store.backups.copying import Say, backup
from server.store.backups.made import Backup, Backups
from server.store.backups.rows import version_of
from server.store.engine import Database
from server.store.errors import BadBackup
from server.store.postgresql.address import is_postgresql
from server.store.postgresql.trial import must_be_whole


async def back_up(url: str, file: Path, clock: Clock, say: Say) -> None:
    """Into a new file. That it cannot be noted down (the database was migrated by another version,
    or is not there any more) does not make it less of a backup: then that is said. Raises
    BadBackup, also when what was written cannot be read again; Unavailable."""
    await backup(url, file, say)
    try:
        if is_postgresql(url):
            await must_be_whole(file)
        else:
            await asyncio.to_thread(version_of, file, lambda part: None)
    except BadBackup:
        await _note(url, Backup(clock.now(), file.stat().st_size, whole=False), say)
        raise
    await _note(url, Backup(clock.now(), file.stat().st_size, whole=True), say)


async def _note(url: str, made: Backup, say: Say) -> None:
    database = Database(url)
    try:
        await Backups(database).add(made)
    except (Unavailable, DBAPIError):
        say("that there is a backup could not be noted down in the database")
    finally:
        await database.close()
