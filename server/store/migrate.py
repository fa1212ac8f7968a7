"""Brings a database to the schema of this version. Nothing to do is found out without Alembic,
so that a second start is quick. Where several processes start at once, one does it and the others
wait for it.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from server.store.engine import Database
from server.store.errors import Unavailable

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x7472_6962_696E_6100  # number of an advisory lock, "tribina"


async def migrate(url: str, to: str = "head") -> None:
    """Raises Unavailable; also for a database that a newer Tribina has migrated."""
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
                await connection.run_sync(_upgrade, to)
    finally:
        await database.close()


def head() -> str:
    """The newest migration: versions are numbered files."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def _version(connection: Connection) -> Any:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
