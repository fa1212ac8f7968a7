"""The index, whatever database is below it: what goes in, what comes out, what is to be done.

A search looks at the newest that fit, and no further: what it costs does not grow with the house.
"""

import asyncio
import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from server.store.engine import Database, whole
from server.store.findable import Corner
from server.store.search.entries import Entry, Outline, Sought
from server.store.search.words import bag_of, tag_of

AT_MOST = 400  # found in one search: the newest
KEPT_AT_ONCE = 200  # rows
_REST = tag_of("t", "")  # in a bag: what follows is not of the text

# Asked of the debates: what is listed no more is found no more, whatever the index holds.
_FINDABLE = (
    "d.phase IN ('closed', 'archived') AND d.unlinked AND NOT d.unlisted AND NOT d.rehearsal"
)


class SearchIndex:
    """`house`: how the tables of the house are named from here. All methods raise Unavailable."""

    def __init__(self, database: Database, house: str = "") -> None:
        self._database = database
        self._house = house
        self._ready = False
        self._making = asyncio.Lock()

    async def put(
        self, code: str, edition: int, path: Corner, year: int, entries: Sequence[Entry]
    ) -> None:
        """All that is found of a debate, in the place of what was found before. `edition`: of its
        row; `path`: where it stands."""
        await self._make()
        await whole(self._put(code, edition, path, year, entries))

    async def forget(self, code: str) -> None:
        """Nothing of the debate is found any more, nor can be read in a file."""
        await self._make()
        async with self._database.write() as connection:
            gone = await self._take_out(connection, [code])
        if gone:
            await self._overwrite()

    async def clear(self) -> None:
        """Nothing is found until it is put in again."""
        await self._make()
        async with self._database.write() as connection:
            await self._execute(connection, "DELETE FROM search_entries")
            await self._execute(connection, "DELETE FROM search_indexed")
        await self._overwrite()

    async def find(self, sought: Sought, most: int = AT_MOST) -> Sequence[Entry]:
        """The newest that fit; none where nothing is sought."""
        tokens = [word.tokens for word in sought.words] + [(tag,) for tag in _tags_of(sought)]
        if not tokens:
            return []
        await self._make()
        matching = (
            "SELECT e.*, d.title, d.programme FROM"
            f" ({self._matching()} LIMIT :most) AS e"
            f" JOIN {self._house}debates AS d ON d.code = e.debate"
            f" WHERE {_FINDABLE} ORDER BY e.id DESC"
        )
        values = {"sought": self._question(tokens), "most": most}
        async with self._database.read() as connection:
            rows = (await self._execute(connection, matching, values)).all()
        return [_entry(row) for row in rows]

    async def outlines(self, codes: Collection[str]) -> dict[str, Outline]:
        """Of those that are indexed."""
        await self._make()
        asked = {f"c{number}": code for number, code in enumerate(codes)}
        if not asked:
            return {}
        names = ", ".join(f":{name}" for name in asked)
        rows = f"SELECT debate, shown, asked FROM search_indexed WHERE debate IN ({names})"
        async with self._database.read() as connection:
            found = (await self._execute(connection, rows, asked)).all()
        return {row.debate: Outline(row.shown, row.asked) for row in found}

    async def due(self, most: int) -> Sequence[str]:
        """Codes of closed debates that are to be put in, those closed first first."""
        await self._make()
        rows = (
            f"SELECT d.code FROM {self._house}debates AS d"
            " LEFT JOIN search_indexed AS i ON i.debate = d.code"
            f" WHERE {_FINDABLE} AND (i.edition IS NULL OR i.edition <> d.edition)"
            " ORDER BY d.closed_at, d.code LIMIT :most"
        )
        async with self._database.read() as connection:
            found = (await self._execute(connection, rows, {"most": most})).scalars().all()
        return [str(code) for code in found]

    async def purge(self) -> int:
        """Take out what is listed no more or gone; how many debates that were."""
        await self._make()
        there = f"SELECT 1 FROM {self._house}debates AS d WHERE d.code = i.debate AND {_FINDABLE}"
        rows = f"SELECT i.debate FROM search_indexed AS i WHERE NOT EXISTS ({there})"
        async with self._database.read() as connection:
            gone = (await self._execute(connection, rows)).scalars().all()
        if gone:
            async with self._database.write() as connection:
                await self._take_out(connection, gone)
            await self._overwrite()
        return len(gone)

    async def close(self) -> None:
        """Nothing can be asked of it afterwards."""

    # What databases do differently.

    async def _prepare(self, connection: AsyncConnection) -> None:
        raise NotImplementedError

    def _matching(self) -> str:
        """SQL for whole entries that match `:sought`, those put in last first."""
        raise NotImplementedError

    def _question(self, tokens: Sequence[Sequence[str]]) -> str:
        """One of each of these. The tokens hold letters and digits alone."""
        raise NotImplementedError

    async def _overwrite(self) -> None:
        """What was taken out is not to be read in the files any more."""

    # The rest.

    async def _make(self) -> None:
        async with self._making:
            if self._ready:
                return
            async with self._database.write() as connection:
                await self._prepare(connection)
            self._ready = True

    async def _put(
        self, code: str, edition: int, path: Corner, year: int, entries: Sequence[Entry]
    ) -> None:
        rows = [_row(path, year, entry) for entry in entries]
        async with self._database.write() as connection:
            await self._take_out(connection, [code])
            for start in range(0, len(rows), KEPT_AT_ONCE):
                await connection.execute(_INSERT, rows[start : start + KEPT_AT_ONCE])
            outline = {
                "debate": code,
                "edition": edition,
                "shown": len(entries),
                "asked": sum(entry.asked for entry in entries),
            }
            await self._execute(connection, _INDEXED, outline)

    async def _take_out(self, connection: AsyncConnection, codes: Sequence[str]) -> int:
        count = 0
        for code in codes:
            gone = {"debate": code}
            out = "DELETE FROM search_entries WHERE debate = :debate"
            count += (await self._execute(connection, out, gone)).rowcount
            await self._execute(
                connection, "DELETE FROM search_indexed WHERE debate = :debate", gone
            )
        return count

    @staticmethod
    async def _execute(
        connection: AsyncConnection, statement: str, values: dict[str, Any] | None = None
    ) -> Any:
        return await connection.execute(text(statement), values or {})


_INSERT = text(
    "INSERT INTO search_entries (debate, question, said, lang, outcome, asked, votes, at, bag)"
    " VALUES (:debate, :question, :said, :lang, :outcome, :asked, :votes, :at, :bag)"
)
_INDEXED = (
    "INSERT INTO search_indexed (debate, edition, shown, asked)"
    " VALUES (:debate, :edition, :shown, :asked)"
)


def _row(path: Corner, year: int, entry: Entry) -> dict[str, Any]:
    mine = Sought((), path, entry.outcome, year, entry.asked)
    tags = [*_tags_of(mine), *([tag_of("o", path.organisation)] if path.programme else [])]
    return {
        "debate": entry.debate,
        "question": entry.question,
        "said": entry.text,
        "lang": entry.lang,
        "outcome": entry.outcome,
        "asked": int(entry.asked),
        "votes": entry.votes,
        "at": entry.at,
        "bag": " ".join([bag_of([entry.text], [_REST]), bag_of([entry.around], tags)]),
    }


def _tags_of(sought: Sought) -> list[str]:
    """A programme is within its organisation: it is enough."""
    corner, found = sought.corner, []
    if corner.programme:
        found.append(tag_of("p", corner.programme))
    elif corner.organisation:
        found.append(tag_of("o", corner.organisation))
    if sought.outcome:
        found.append(tag_of("x", sought.outcome))
    if sought.year:
        found.append(tag_of("y", sought.year))
    if sought.asked:
        found.append(tag_of("a", ""))
    return found


def _entry(row: Any) -> Entry:
    title = json.loads(row.title) if isinstance(row.title, str) else row.title
    return Entry(
        row.debate,
        row.question,
        row.said,
        row.lang,
        row.outcome,
        bool(row.asked),
        row.votes,
        row.at,
        title=title,
        programme=row.programme,
        bag=row.bag.partition(_REST)[0],
    )
