"""Where a backup of PostgreSQL is tried out: a database of its own on the same server, gone
afterwards."""

import contextlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from server.store.errors import BadBackup, Unavailable
from server.store.migrate import head, versions
from server.store.postgresql.address import connect
from server.store.postgresql.programs import unpacked

UNPACKED = 100  # times its own size that a dump may come to: texts come to less than ten times


async def must_be_whole(file: Path) -> None:
    """Reads all of a dump, without putting it anywhere. Raises BadBackup."""
    await unpacked(file, file.stat().st_size * UNPACKED)
    only = ("--data-only", "--table=alembic_version")
    rows = (await unpacked(file, file.stat().st_size * UNPACKED, *only)).decode(errors="replace")
    _, copied, after = rows.partition("FROM stdin;\n")
    version = after.partition("\n")[0]
    if not copied:
        raise BadBackup(f"{file} is no backup of Tribina")
    if version not in versions():
        newer = version.isdecimal() and version > head()
        whose = "a newer Tribina" if newer else "no Tribina that is known here"
        raise BadBackup(f"{file} is a backup of {whose}")


@contextlib.asynccontextmanager
async def trial_database(url: str) -> AsyncIterator[str]:
    """Raises Unavailable, also where the account may make no databases."""
    name = f"tribina_restoring_{secrets.token_hex(4)}"
    await _say(url, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        await _say(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


async def _say(url: str, statement: str) -> None:
    connection = await connect(url, patient=True)
    try:
        await connection.execute(statement)
    except asyncpg.InsufficientPrivilegeError as error:
        raise Unavailable(
            "a backup is tried out first, in a database of its own: "
            "let the account make one (ALTER ROLE … CREATEDB)"
        ) from error
    except asyncpg.PostgresError as error:
        raise Unavailable(f"PostgreSQL: {error}") from error
    finally:
        await connection.close()
