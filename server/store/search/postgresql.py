"""The index in PostgreSQL: full text that our own folding has parted into words."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from server.store.search.index import SearchIndex

LOCK = 0x7472_6962_696E_6110  # number of an advisory lock: several processes may begin at once

_TABLES = (
    """
CREATE TABLE IF NOT EXISTS search_entries (
  id BIGSERIAL PRIMARY KEY, debate TEXT NOT NULL, question TEXT NOT NULL,
  said TEXT NOT NULL, lang TEXT NOT NULL, outcome TEXT NOT NULL, asked INTEGER NOT NULL,
  votes BIGINT NOT NULL, at BIGINT NOT NULL, bag TEXT NOT NULL,
  found TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(bag, ' '))) STORED,
  UNIQUE (debate, question)
)""",
    "CREATE INDEX IF NOT EXISTS search_entries_found ON search_entries USING gin (found)",
    """
CREATE TABLE IF NOT EXISTS search_indexed (
  debate TEXT PRIMARY KEY, edition BIGINT NOT NULL, shown INTEGER NOT NULL, asked INTEGER NOT NULL
)""",
)


class PostgresqlIndex(SearchIndex):
    """In the database of the house."""

    async def _prepare(self, connection: AsyncConnection) -> None:
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        for statement in _TABLES:
            await connection.exec_driver_sql(statement)

    def _matching(self) -> str:
        return (
            "SELECT s.id, s.debate, s.question, s.said, s.lang, s.outcome, s.asked, s.votes, s.at,"
            " s.bag FROM search_entries AS s WHERE s.found @@ CAST(:sought AS tsquery)"
            " ORDER BY s.id DESC"
        )

    def _question(self, tokens: Sequence[Sequence[str]]) -> str:
        return " & ".join(f"({' | '.join(map(_quoted, some))})" for some in tokens)


def _quoted(token: str) -> str:
    return "'" + token.replace("'", "").replace("\\", "") + "'"
