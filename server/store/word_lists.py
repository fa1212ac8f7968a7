"""The word lists of the house: the program's own, until somebody edits them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct
from sqlalchemy import select, update
from sqlmodel import col

from server.language.word_lists import LIST_LANGUAGES, ListLanguage
from server.store.engine import Database, whole
from server.store.errors import Conflict
from server.store.tables import WordListRows

_OWN = Path(__file__).parent / "own_words"

Editions = Mapping[ListLanguage, int]


class WordList(Struct, frozen=True):
    """`own`: it is the program's. `edition` grows with every change."""

    text: str
    own: bool
    edition: int


@cache
def own_list(lang: ListLanguage) -> str:
    """The text of the program's own list."""
    return (_OWN / f"{lang}.txt").read_text("utf-8")


class WordLists:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> dict[ListLanguage, WordList]:
        rows = select(WordListRows.__table__)  # type: ignore[attr-defined]
        async with self._database.read() as connection:
            found = {row.lang: row for row in (await connection.execute(rows)).all()}
        return {
            lang: _word_list(lang, found[lang].text, found[lang].edition) for lang in LIST_LANGUAGES
        }

    async def editions(self) -> dict[ListLanguage, int]:
        """What is enough to know whether anything changed."""
        rows = select(col(WordListRows.lang), col(WordListRows.edition))
        async with self._database.read() as connection:
            found = {row.lang: row.edition for row in (await connection.execute(rows)).all()}
        return {lang: found[lang] for lang in LIST_LANGUAGES}

    async def put(self, texts: Mapping[ListLanguage, str | None], known: Editions) -> None:
        """Put these in the place of what stood there in the editions `known`; None: the program's
        own. All or nothing. Raises Conflict when somebody changed one of them meanwhile."""
        await whole(self._put(texts, known))

    async def _put(self, texts: Mapping[ListLanguage, str | None], known: Editions) -> None:
        async with self._database.write() as connection:
            for lang in sorted(texts):  # always in one order, or two writers wait for each other
                this = (col(WordListRows.lang) == lang) & (col(WordListRows.edition) == known[lang])
                values = {"text": texts[lang], "edition": known[lang] + 1}
                done = await connection.execute(update(WordListRows).where(this).values(values))
                if not done.rowcount:
                    raise Conflict


def _word_list(lang: ListLanguage, text: str | None, edition: int) -> WordList:
    return WordList(own_list(lang) if text is None else text, text is None, edition)
