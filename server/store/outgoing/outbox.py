"""What others are to be told goes into the tables with the line of the journal that says it, in one
transaction: neither is there without the other. Where nobody is told anything that costs a look.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from server.debate.showing.announced import Announced, Announcement

ONE_AFTER_THE_OTHER = 0x7472_6962_696E_6102  # number of an advisory lock, "tribina"

_WHO = """
FROM outgoing_endpoints AS e
JOIN programmes AS p ON p.organisation = e.organisation
JOIN debates AS d ON d.programme = p.key
WHERE d.code = :debate AND e.state = 'on' AND (e.programme = '' OR e.programme = p.key)
"""
_INSERT = f"""
INSERT INTO outgoing_deliveries
    (endpoint, message, debate, question, type, at, data, text, state, tries, late, next_at, result)
SELECT e.id, CAST(:message AS VARCHAR), d.code, CAST(:question AS VARCHAR), CAST(:type AS VARCHAR),
    CAST(:at AS BIGINT), CAST(:data AS VARCHAR), CAST(:text AS VARCHAR),
    'waiting', 0, :no, CAST(:at AS BIGINT), ''
{_WHO} AND e.events LIKE :named
"""
# Numbers are given within transactions: so that they are seen in their order, one waits here for
# the other, if there is somebody to be told.
_WAIT = f"SELECT pg_advisory_xact_lock({ONE_AFTER_THE_OTHER}) {_WHO} LIMIT 1"
_ANYBODY = f"SELECT 1 {_WHO} LIMIT 1"
_FORGET = """
UPDATE outgoing_deliveries SET text = NULL WHERE debate = :debate AND question = :question
"""


def put_at_once(
    connection: sqlite3.Connection, code: str, at: int, announcement: Announcement
) -> None:
    """In SQLite's transaction."""
    for question in announcement.taken_back:
        connection.execute(_FORGET, {"debate": code, "question": question})
    if not announcement.said or not connection.execute(_ANYBODY, {"debate": code}).fetchone():
        return
    connection.executemany(_INSERT, _rows(code, at, announcement.said))


async def put(connection: AsyncConnection, code: str, at: int, announcement: Announcement) -> None:
    """In PostgreSQL's."""
    for question in announcement.taken_back:
        await connection.execute(text(_FORGET), {"debate": code, "question": question})
    if not announcement.said:
        return
    if (await connection.execute(text(_WAIT), {"debate": code})).first() is None:
        return
    for row in _rows(code, at, announcement.said):
        await connection.execute(text(_INSERT), row)


def _rows(code: str, at: int, said: tuple[Announced, ...]) -> Iterator[dict[str, Any]]:
    for one in said:
        yield {
            "message": new_message(),
            "debate": code,
            "question": one.question,
            "type": one.what,
            "at": at,
            "data": msgspec.json.encode(one.data).decode(),
            "text": one.text,
            "no": False,
            "named": f"%,{one.what},%",
        }


def new_message() -> str:
    """What a receiver knows an event by, however often it comes."""
    return f"msg_{secrets.token_hex(12)}"
