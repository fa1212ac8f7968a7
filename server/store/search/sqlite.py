"""The index in a file of its own beside an SQLite database: nothing of a backup has to run by
itself when it is read, and who votes never waits for who searches."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from server.store.engine import Database
from server.store.removing import clear_log
from server.store.search.index import SearchIndex

VERSION = 3  # of what follows: another one is made anew

_TABLES = (
    """
CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, debate TEXT NOT NULL, question TEXT NOT NULL,
  said TEXT NOT NULL, lang TEXT NOT NULL, outcome TEXT NOT NULL, asked INTEGER NOT NULL,
  votes INTEGER NOT NULL, at INTEGER NOT NULL, bag TEXT NOT NULL
)""",
    "CREATE INDEX search_entries_debate ON search_entries (debate)",
    """
CREATE TABLE search_indexed (
  debate TEXT PRIMARY KEY, edition INTEGER NOT NULL, shown INTEGER NOT NULL, asked INTEGER NOT NULL
) WITHOUT ROWID""",
    # Which debate has a word is all that is asked of it: neither where nor how often. What a word
    # is, is settled before: `ascii` parts none, as `unicode61` does at letters that it does not
    # know, and then it finds nothing, since in parts a word would be a phrase.
    """
CREATE VIRTUAL TABLE search_found USING fts5(
  bag, content='search_entries', content_rowid='id', detail=none, columnsize=0,
  tokenize='ascii'
)""",
    """
CREATE TRIGGER search_added AFTER INSERT ON search_entries BEGIN
  INSERT INTO search_found (rowid, bag) VALUES (new.id, new.bag);
END""",
    """
CREATE TRIGGER search_removed AFTER DELETE ON search_entries BEGIN
  INSERT INTO search_found (search_found, rowid, bag) VALUES ('delete', old.id, old.bag);
END""",
)
_DROP = ("search_found", "search_entries", "search_indexed")


class SqliteIndex(SearchIndex):
    """`house`: the file of the database."""

    def __init__(self, house: Path) -> None:
        self._file = house.with_name(f"{house.name}.search")
        super().__init__(Database(f"sqlite+aiosqlite:///{self._file}"), "house.")

        def attach(connection: Any, _: Any) -> None:
            cursor = connection.cursor()
            cursor.execute("ATTACH ? AS house", (str(house),))
            cursor.close()

        event.listen(self._database.engine.sync_engine, "connect", attach)

    async def close(self) -> None:
        await self._database.close()

    async def _prepare(self, connection: AsyncConnection) -> None:
        (version,) = (await connection.exec_driver_sql("PRAGMA main.user_version")).one()
        if version == VERSION:
            return
        for table in _DROP:
            await connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES:
            await connection.exec_driver_sql(statement)
        await connection.exec_driver_sql(f"PRAGMA main.user_version = {VERSION}")

    async def _make(self) -> None:
        if not self._ready and not self._file.exists():
            os.close(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600))
        await super()._make()

    def _matching(self) -> str:
        return (
            "SELECT f.rowid AS id, s.debate, s.question, s.said, s.lang, s.outcome, s.asked,"
            " s.votes, s.at, s.bag"
            " FROM search_found AS f JOIN search_entries AS s ON s.id = f.rowid"
            " WHERE search_found MATCH :sought ORDER BY f.rowid DESC"
        )

    def _question(self, tokens: Sequence[Sequence[str]]) -> str:
        return " AND ".join(f"({' OR '.join(map(_quoted, some))})" for some in tokens)

    async def _overwrite(self) -> None:
        async with self._database.write() as connection:
            await self._execute(
                connection, "INSERT INTO search_found (search_found) VALUES ('optimize')"
            )
        await clear_log(self._database)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', "") + '"'
