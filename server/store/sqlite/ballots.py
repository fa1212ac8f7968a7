"""A group of ballots into SQLite: a few statements through the driver, one commit."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence

from server.debate.deciding.sealing import HANDLE_DIGITS
from server.store.engine import Database

_HOLD = """
UPDATE debates SET mark = mark + 1 WHERE code = ? AND phase NOT IN ('closed', 'archived')
RETURNING mark
"""
_WRITE = """
INSERT INTO ballots (debate, question, handle, "on", was, commands, mark, proof)
SELECT :code, value ->> 0, value ->> 1, value ->> 2, false, value ->> 3, :mark, value ->> 4
FROM json_each(:rows) WHERE true
ON CONFLICT (debate, question, handle) DO UPDATE SET
    "on" = excluded."on",
    was = ballots."on",
    commands = iif(
        excluded.commands = '', '',
        substr(excluded.commands || ballots.commands, 1, :digest * :remembered)
    ),
    mark = excluded.mark,
    proof = excluded.proof
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

_MARK = """
SELECT mark FROM debates WHERE code = ? AND mark > ? AND phase NOT IN ('closed', 'archived')
"""
_SINCE = """
SELECT question, handle, "on", commands, burst, proof FROM ballots WHERE debate = ? AND mark > ?
"""
# An UPDATE would look at all ballots of the debate for these few.
_BELONG = """
INSERT INTO ballots (debate, question, handle, "on", commands, mark, burst)
SELECT debate, question, handle, "on", commands, :mark, value ->> 2
FROM json_each(:rows) CROSS JOIN ballots
WHERE debate = :code AND question = value ->> 0 AND handle = value ->> 1 AND burst = ''
ON CONFLICT (debate, question, handle) DO UPDATE SET burst = excluded.burst, mark = excluded.mark
"""

_CLEAR = "DELETE FROM ballots WHERE debate = ?"
_SEAL = """
INSERT INTO ballots (debate, question, handle, "on", commands, burst)
SELECT :code, substr(value, 1, at - 1), substr(value, at + 1, :digits), true, '',
    substr(value, at + :digits + 2)
FROM (SELECT value, instr(value, ' ') AS at FROM json_each(:rows))
"""
SEALED_AT_ONCE = 5_000  # rows: more would hold the interpreter for too long


async def write(
    database: Database,
    code: str,
    rows: Sequence[tuple[str, str, bool, str, str]],
    digest_length: int,
    remembered: int,
) -> tuple[int, int] | None:
    """Keep (question, handle, on, digests, proof) each; returns the group's mark and how many of
    them were not known already. None: the debate is closed. Raises Unavailable."""
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


async def belong(database: Database, code: str, ballots: Sequence[tuple[str, str, str]]) -> bool:
    """Write (question, handle, burst) of those that have none. False: the debate is closed. Raises
    Unavailable."""
    values = {"code": code, "rows": json.dumps(ballots)}

    def transaction(connection: sqlite3.Connection) -> bool:
        held = connection.execute(_HOLD, (code,)).fetchone()
        if held is not None:
            connection.execute(_BELONG, values | {"mark": held[0]})
        return held is not None

    return await database.at_once(transaction)


async def since(
    database: Database, code: str, after: int
) -> tuple[int, list[tuple[str, str, bool, str, str, str]]] | None:
    """The newest mark and (question, handle, on, digests, burst, proof) of what moved behind
    `after`; None if nothing did, or the debate is closed. Raises Unavailable."""
    async with database.read() as connection:
        mark = (await connection.exec_driver_sql(_MARK, (code, after))).scalar_one_or_none()
        if mark is None:
            return None
        rows = []
        for some in (await connection.exec_driver_sql(_SINCE, (code, after))).partitions(500):
            rows += [(r.question, r.handle, bool(r.on), r.commands, r.burst, r.proof) for r in some]
            await asyncio.sleep(0)
    return mark, rows


def seal(connection: sqlite3.Connection, code: str, rows: Sequence[str]) -> None:
    """Put the sealed list in the place of all ballots of the debate, in a transaction."""
    connection.execute(_CLEAR, (code,))
    for at in range(0, len(rows), SEALED_AT_ONCE):
        some = json.dumps(rows[at : at + SEALED_AT_ONCE])
        connection.execute(_SEAL, {"code": code, "rows": some, "digits": HANDLE_DIGITS})
