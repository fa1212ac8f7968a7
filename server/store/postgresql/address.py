"""How PostgreSQL is reached: addresses, connections and the limits of their patience."""

from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from server.store.errors import Unavailable

CONNECTIONS = 8  # of one process, at most
CONNECT_S = 5.0
COMMAND_S = 10.0  # of one statement, seen from here
WAIT_FOR_CONNECTION_S = 5.0
APPLICATION = "tribina"

_SERVER_SETTINGS = {"application_name": APPLICATION, "jit": "off"}
# What the server does about statements of a process that hangs or has gone; ms and s.
_PATIENCE = {
    "lock_timeout": "2000",  # as long as SQLite waits for its writer
    "statement_timeout": "9000",  # the server gives up before we do
    "idle_in_transaction_session_timeout": "10000",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


def is_postgresql(url: str) -> bool:
    """Whether the address of a database is PostgreSQL's, by its scheme."""
    return url.partition("://")[0] in ("postgresql", "postgres", "postgresql+asyncpg")


def libpq_url(url: str) -> str:
    """The address as PostgreSQL's own programs and asyncpg take it: several hosts,
    `target_session_attrs`, `sslmode`, and a socket's folder as `host` are theirs to read."""
    return "postgresql://" + url.partition("://")[2]


def postgresql_engine(url: str, patient: bool = False) -> AsyncEngine:
    """Connections known to be lost are replaced before they are used. `patient`: statements may
    take as long as they take."""
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(connect, url, patient),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=WAIT_FOR_CONNECTION_S,
    )
    # Not `pool_pre_ping`: it asks the server three times (BEGIN, an empty statement, ROLLBACK)
    # before every group of ballots. A server that ends says so, and the driver has heard it.
    event.listen(engine.sync_engine, "checkout", _replace_lost)
    return engine


def _replace_lost(connection: Any, record: object, proxy: object) -> None:
    """Raises DisconnectionError: the pool opens another one instead."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


async def connect(url: str, patient: bool = False) -> Any:
    """A connection of its own. Raises Unavailable, with a sentence that holds no password."""
    try:
        return await asyncpg.connect(
            libpq_url(url),
            timeout=CONNECT_S,
            command_timeout=None if patient else COMMAND_S,
            server_settings=_SERVER_SETTINGS | ({} if patient else _PATIENCE),
        )
    except TimeoutError as error:
        raise Unavailable("PostgreSQL does not answer") from error
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"no connection to PostgreSQL: {error}") from error
