"""Brings a database to the schema of this version. Nothing to do is found out without Alembic,
so that a second start is quick. Where several processes start at once, one does it and the others
wait for it.

Migrations are numbered files in `migrations/versions/`, older ones by twenties in folders below.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from server.store.engine import Database
from server.store.errors import Unavailable
from server.store.secrecy.keys import Keys

FOLDER = Path(__file__).parent / "migrations"
KEYS_MOVED_OUT = "0010"
ONE_AT_A_TIME = 0x7472_6962_696E_6100  # number of an advisory lock, "tribina"


async def migrate(url: str, to: str = "head", keys: Keys | None = None) -> None:
    """`keys`: where those of open debates go that still stand in the database, as they did before
    0010. Raises Unavailable; also for a database that a newer Tribina has migrated."""
    database = Database(url, patient=True)
    try:
        async with database.read() as connection:
            at = await connection.run_sync(_version)
        if at == head():
            return
        if at is not None and at > head():
            raise Unavailable(f"the database is of a newer Tribina (schema {at})")
        async with database.write() as connection:
            # SQLite's writers are one at a time anyway.
            if not database.is_sqlite:
                await connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
            if await connection.run_sync(_version) != head():
                await connection.run_sync(_upgrade, to, keys)
        if at is not None and at < KEYS_MOVED_OUT:
            await _leave_no_keys(database)
    finally:
        await database.close()


def head() -> str:
    """The newest migration."""
    return max(versions())


def versions() -> set[str]:
    """Of all migrations."""
    return {path.name.partition("_")[0] for path in (FOLDER / "versions").rglob("[0-9]*.py")}


def _version(connection: Connection) -> Any:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


async def _leave_no_keys(database: Database) -> None:
    """What stood in the tables still stands in freed pages. PostgreSQL's log keeps it until the log
    is written over, and freed blocks of the disk are out of reach."""
    if not database.is_sqlite:
        async with database.driver() as driver:
            await driver.execute("VACUUM FULL debates, ballots, journal")
        return
    async with database.read() as connection:
        await connection.exec_driver_sql("COMMIT")
        await connection.exec_driver_sql("VACUUM")
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await connection.exec_driver_sql("BEGIN")


def _upgrade(connection: Connection, to: str, keys: Keys | None) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes.update(connection=connection, keys=keys)
    command.upgrade(config, to)
