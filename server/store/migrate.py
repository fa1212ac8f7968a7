"""Brings a database to the schema of this version. Nothing to do is found out without Alembic,
so that a second start is quick.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from server.store.engine import Database

FOLDER = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Raises Unavailable."""
    database = Database(url)
    try:
        async with database.read() as connection:
            at = await connection.run_sync(_version)
        if at != head():
            async with database.write() as connection:
                await connection.run_sync(_upgrade)
    finally:
        await database.close()


def head() -> str:
    """The newest migration: versions are numbered files."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def _version(connection: Connection) -> Any:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
