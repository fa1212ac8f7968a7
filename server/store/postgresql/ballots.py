"""A group of ballots into PostgreSQL: one statement, one journey, one commit."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from server.debate.deciding.sealing import APART, parts_of
from server.store.engine import Database
from server.store.errors import Unavailable

ATTEMPTS = 3
SEALED_AT_ONCE = 500  # rows: 2 ms

# `held` waits for the debate's row and keeps it until the commit, so groups of one debate follow
# each other, whichever process they come from. What they did to the same ballots and tallies is
# seen although it was committed after this statement began: ON CONFLICT works on the newest
# version of a row (READ COMMITTED). `was` makes the step of a tally known where the row changes.
_WRITE = """
WITH held AS (
    UPDATE debates SET mark = mark + 1
    WHERE code = $1 AND phase NOT IN ('closed', 'archived')
    RETURNING mark
), put AS (
    INSERT INTO ballots (debate, question, handle, "on", was, commands, mark, proof)
    SELECT $1, c.question, c.handle, c."on", false, c.commands, held.mark, c.proof
    FROM held, unnest($2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[])
        AS c(question, handle, "on", commands, proof)
    ON CONFLICT (debate, question, handle) DO UPDATE SET
        "on" = excluded."on",
        was = ballots."on",
        commands = CASE excluded.commands WHEN '' THEN ''
            ELSE substr(excluded.commands || ballots.commands, 1, $7::int * $8::int) END,
        mark = excluded.mark,
        proof = excluded.proof
    WHERE excluded.commands = ''
        OR strpos(ballots.commands, substr(excluded.commands, 1, $7::int)) = 0
    RETURNING question, "on"::int - was::int AS step
), counted AS (
    INSERT INTO tallies (debate, question, votes)
    SELECT $1, question, sum(step) FROM put GROUP BY question
    ON CONFLICT (debate, question) DO UPDATE SET votes = tallies.votes + excluded.votes
)
SELECT mark, (SELECT count(*) FROM put) AS count FROM held
"""

_BELONG = """
WITH held AS (
    UPDATE debates SET mark = mark + 1
    WHERE code = $1 AND phase NOT IN ('closed', 'archived')
    RETURNING mark
), put AS (
    UPDATE ballots b SET burst = c.burst, mark = held.mark
    FROM held, unnest($2::text[], $3::text[], $4::text[]) AS c(question, handle, burst)
    WHERE b.debate = $1 AND b.burst = '' AND b.question = c.question AND b.handle = c.handle
)
SELECT mark FROM held
"""

# One statement is one consistent look.
_SINCE = """
SELECT d.mark, b.question, b.handle, b."on", b.commands, b.burst, b.proof
FROM debates d LEFT JOIN ballots b ON b.debate = d.code AND b.mark > $2
WHERE d.code = $1 AND d.mark > $2 AND d.phase NOT IN ('closed', 'archived')
"""

_CLEAR = text("DELETE FROM ballots WHERE debate = :code")
_SEALED = ("debate", "question", "handle", "on", "commands", "burst")


async def write(
    database: Database,
    code: str,
    rows: Sequence[tuple[str, str, bool, str, str]],
    digest_length: int,
    remembered: int,
) -> tuple[int, int] | None:
    """Keep (question, handle, on, digests, proof) each; returns the group's mark and how many of
    them were not known already. None: the debate is closed. Raises Unavailable."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], [], []]
    for attempt in range(1, ATTEMPTS + 1):
        try:
            async with database.driver() as driver:
                row = await driver.fetchrow(_WRITE, code, *columns, digest_length, remembered)
            return None if row is None else (row["mark"], row["count"])
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError) as error:
            if attempt == ATTEMPTS:
                raise Unavailable(type(error).__name__) from error
    raise AssertionError("unreachable")


async def belong(database: Database, code: str, ballots: Sequence[tuple[str, str, str]]) -> bool:
    """Write (question, handle, burst) of those that have none. False: the debate is closed. Raises
    Unavailable."""
    columns = [list(column) for column in zip(*ballots, strict=True)] or [[], [], []]
    for attempt in range(1, ATTEMPTS + 1):
        try:
            async with database.driver() as driver:
                return await driver.fetchrow(_BELONG, code, *columns) is not None
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError) as error:
            if attempt == ATTEMPTS:
                raise Unavailable(type(error).__name__) from error
    raise AssertionError("unreachable")


async def since(
    database: Database, code: str, after: int
) -> tuple[int, list[tuple[str, str, bool, str, str, str]]] | None:
    """The newest mark and (question, handle, on, digests, burst, proof) of what moved behind
    `after`; None if nothing did, or the debate is closed. Raises Unavailable."""
    async with database.driver() as driver:
        rows = await driver.fetch(_SINCE, code, after)
    if not rows:
        return None
    return rows[0][0], [tuple(row)[1:] for row in rows if row[1] is not None]


async def seal(connection: AsyncConnection, code: str, rows: Sequence[str]) -> None:
    """Put the sealed list in the place of all ballots of the debate, in a transaction."""
    await connection.execute(_CLEAR, {"code": code})
    driver: Any = (await connection.get_raw_connection()).driver_connection
    for at in range(0, len(rows), SEALED_AT_ONCE):
        parts = map(parts_of, rows[at : at + SEALED_AT_ONCE])
        records = [
            (code, q, handle, True, "", APART if apart else "") for q, handle, apart in parts
        ]
        await driver.copy_records_to_table("ballots", records=records, columns=_SEALED)
