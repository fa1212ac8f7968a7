"""Entries into SQLite: the whole transaction in one go of the driver's thread."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.store import chain
from server.store.engine import Database
from server.store.errors import Conflict, Repeated
from server.store.receipts import Receipt
from server.store.sqlite import ballots

_MARK = "SELECT mark FROM debates WHERE code = ?"
_ANSWER = "SELECT answer, content FROM receipts WHERE debate = ? AND whose = ?"
_KEEP = "INSERT INTO receipts (debate, whose, answer, content, seq) VALUES (?, ?, ?, ?, ?)"
_END = "SELECT seq, hash FROM journal WHERE debate = ? ORDER BY seq DESC LIMIT 1"
_APPEND = """
INSERT INTO journal (debate, seq, at, moment, action, role, "by", body, sealed, author, hash, proof)
VALUES (:debate, :seq, :at, :moment, :action, :role, :by, :body, :sealed, :author, :hash,
        :proof)
"""

Row = Mapping[str, Any]


async def append(
    database: Database,
    code: str,
    after: int,
    rows: Callable[[bytes], Sequence[Row]] | None,
    follow: Mapping[str, Any],
    receipt: tuple[str, Receipt] | None,
    mark: int | None,
    sealed: Sequence[str],
    tell: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    """`rows`: of the journal, made from the hash before them; `follow`: what changes of the
    debate's own row; `receipt`: whose it is, and itself; `mark`: of a closing, with the rows of
    the `sealed` list of ballots; `tell`: writes what others are told. Raises what
    `Journal.append` and `close` do."""

    def transaction(connection: sqlite3.Connection) -> None:
        if mark is not None and connection.execute(_MARK, (code,)).fetchone() != (mark,):
            raise Conflict
        if receipt is not None:
            _keep(connection, code, *receipt)
        if rows is not None:
            connection.executemany(_APPEND, rows(_hash_at_end(connection, code, after)))
        if follow:
            _follow(connection, code, follow)
        if mark is not None:
            ballots.seal(connection, code, sealed)
        if tell is not None:
            tell(connection)

    def checked(connection: sqlite3.Connection) -> None:
        try:
            transaction(connection)
        except sqlite3.IntegrityError as error:
            raise Conflict from error

    await database.at_once(checked)


def _keep(connection: sqlite3.Connection, code: str, whose: str, receipt: Receipt) -> None:
    kept = connection.execute(_ANSWER, (code, whose)).fetchone()
    if kept is not None:
        raise Repeated(receipt.told(json.loads(kept[0]), kept[1]))
    row = (code, whose, json.dumps(receipt.answer), receipt.content, receipt.seq)
    connection.execute(_KEEP, row)


def _hash_at_end(connection: sqlite3.Connection, code: str, after: int) -> bytes:
    seq, digest = connection.execute(_END, (code,)).fetchone() or (0, "")
    if seq != after:
        raise Conflict
    return bytes.fromhex(digest) if seq else chain.START


def _follow(connection: sqlite3.Connection, code: str, values: Mapping[str, Any]) -> None:
    columns = ", ".join(f"{column} = ?" for column in values)
    texts = [json.dumps(value) if isinstance(value, dict) else value for value in values.values()]
    changed = f"UPDATE debates SET {columns}, edition = edition + 1 WHERE code = ?"
    connection.execute(changed, (*texts, code))
