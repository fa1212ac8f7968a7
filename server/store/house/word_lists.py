"""The word lists of the house: the program's own, until somebody edits them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.language.languages import SPOKEN, Spoken
from server.store.engine import Database, whole
from server.store.errors import Conflict
from server.store.tables import WordListRows, table_of

_OWN = Path(__file__).parent / "own_words"

Editions = Mapping[Spoken, int]


class WordList(Struct, frozen=True):
    """`own`: it is the program's. `edition` grows with every change."""

    text: str
    own: bool
    edition: int


@cache
def own_list(lang: Spoken) -> str:
    """The text of the program's own list; empty where it has none."""
    file = _OWN / f"{lang}.txt"
    return file.read_text("utf-8") if file.is_file() else ""


class WordLists:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> dict[Spoken, WordList]:
        """What stands for each language: as it was edited, else the program's own."""
        rows = select(table_of(WordListRows))
        async with self._database.read() as connection:
            found = {row.lang: row for row in (await connection.execute(rows)).all()}
        return {lang: _word_list(lang, found.get(lang)) for lang in SPOKEN}

    async def editions(self) -> dict[Spoken, int]:
        """What is enough to know whether anything changed."""
        rows = select(col(WordListRows.lang), col(WordListRows.edition))
        async with self._database.read() as connection:
            found = {row.lang: row.edition for row in (await connection.execute(rows)).all()}
        return {lang: found.get(lang, 0) for lang in SPOKEN}

    async def put(self, texts: Mapping[Spoken, str | None], known: Editions) -> None:
        """Put these in the place of what stood there in the editions `known`; None: the program's
        own. All or nothing. Raises Conflict when somebody changed one of them meanwhile."""
        await whole(self._put(texts, known))

    async def _put(self, texts: Mapping[Spoken, str | None], known: Editions) -> None:
        async with self._database.write() as connection:
            for lang in sorted(texts):  # always in one order, or two writers wait for each other
                this = (col(WordListRows.lang) == lang) & (col(WordListRows.edition) == known[lang])
                values = {"text": texts[lang], "edition": known[lang] + 1}
                done = await connection.execute(update(WordListRows).where(this).values(values))
                if not done.rowcount and known[lang]:
                    raise Conflict
                if not done.rowcount:
                    await _add(connection, values | {"lang": lang})


async def _add(connection: AsyncConnection, values: Mapping[str, Any]) -> None:
    """The first list of a language that came to the house after its tables."""
    try:
        await connection.execute(insert(WordListRows).values(values))
    except IntegrityError as error:
        raise Conflict from error


def _word_list(lang: Spoken, row: Row[Any] | None) -> WordList:
    if row is None or row.text is None:
        return WordList(own_list(lang), True, 0 if row is None else row.edition)
    return WordList(row.text, False, row.edition)
