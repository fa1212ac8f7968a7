"""Which index belongs to a database."""

from pathlib import Path

from sqlalchemy import make_url

from server.store.engine import Database
from server.store.search.index import SearchIndex
from server.store.search.postgresql import PostgresqlIndex
from server.store.search.sqlite import SqliteIndex


def open_index(database: Database) -> SearchIndex:
    """Nothing is made before something is asked of it."""
    if not database.is_sqlite:
        return PostgresqlIndex(database)
    return SqliteIndex(Path(str(make_url(database.url).database)))
