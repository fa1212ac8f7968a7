"""A group of ballots into SQLite: a few statements through the driver, one commit."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence

from server.store.engine import Database

_HOLD = """
UPDATE debates SET mark = mark + 1 WHERE code = ? AND phase NOT IN ('closed', 'archived')
RETURNING mark
"""
_WRITE = """
INSERT INTO ballots (debate, question, handle, "on", was, commands, mark)
SELECT :code, value ->> 0, value ->> 1, value ->> 2, false, value ->> 3, :mark
FROM json_each(:rows) WHERE true
ON CONFLICT (debate, question, handle) DO UPDATE SET
    "on" = excluded."on",
    was = ballots."on",
    commands = substr(excluded.commands || ballots.commands, 1, :digest * :remembered),
    mark = excluded.mark
WHERE excluded.commands = '' OR instr(ballots.commands, substr(excluded.commands, 1, :digest)) = 0
"""
_COUNT = """
INSERT INTO tallies (debate, question, votes)
SELECT debate, question, sum("on" - was)
FROM json_each(:rows) CROSS JOIN ballots
WHERE debate = :code AND question = value ->> 0 AND handle = value ->> 1 AND mark = :mark
GROUP BY question
ON CONFLICT (debate, question) DO UPDATE SET votes = votes + excluded.votes
"""

_MARK = "SELECT mark FROM debates WHERE code = ? AND mark > ?"
_SINCE = 'SELECT question, handle, "on", commands, burst FROM ballots WHERE debate = ? AND mark > ?'
_BELONG = """
UPDATE ballots SET burst = :burst, mark = :mark
WHERE debate = :code AND burst = ''
    AND (question, handle) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:rows))
"""


async def write(
    database: Database,
    code: str,
    rows: Sequence[tuple[str, str, bool, str]],
    digest_length: int,
    remembered: int,
) -> tuple[int, int] | None:
    """Keep (question, handle, on, digests) each; returns the group's mark and how many of them
    were not known already. None: the debate is closed. Raises Unavailable."""
    texts = {
        "code": code,
        "rows": json.dumps(rows),
        "digest": digest_length,
        "remembered": remembered,
    }

    def transaction(connection: sqlite3.Connection) -> tuple[int, int] | None:
        held = connection.execute(_HOLD, (code,)).fetchone()
        if held is None:
            return None
        # No rows come back: for each, this thread would take the interpreter's lock from the loop.
        values = texts | {"mark": held[0]}
        written = connection.execute(_WRITE, values).rowcount
        connection.execute(_COUNT, values)
        return held[0], written

    return await database.at_once(transaction)


async def belong(
    database: Database, code: str, burst: str, ballots: Sequence[tuple[str, str]]
) -> bool:
    """Write the burst of these (question, handle). False: the debate is closed. Raises
    Unavailable."""
    values = {"code": code, "burst": burst, "rows": json.dumps(ballots)}

    def transaction(connection: sqlite3.Connection) -> bool:
        held = connection.execute(_HOLD, (code,)).fetchone()
        if held is not None:
            connection.execute(_BELONG, values | {"mark": held[0]})
        return held is not None

    return await database.at_once(transaction)


async def since(
    database: Database, code: str, after: int
) -> tuple[int, list[tuple[str, str, bool, str, str]]] | None:
    """The newest mark and (question, handle, on, digests, burst) of what moved behind `after`; None
    if nothing did. Raises Unavailable."""
    async with database.read() as connection:
        mark = (await connection.exec_driver_sql(_MARK, (code, after))).scalar_one_or_none()
        if mark is None:
            return None
        rows = []
        for some in (await connection.exec_driver_sql(_SINCE, (code, after))).partitions(500):
            rows += [(r.question, r.handle, bool(r.on), r.commands, r.burst) for r in some]
            await asyncio.sleep(0)
    return mark, rows
