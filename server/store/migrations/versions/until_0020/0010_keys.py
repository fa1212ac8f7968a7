"""Keys of open debates out of the database, each into a file of its own, and handles sealed."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from server.store.secrecy.sealing import Seal

revision = "0010"
down_revision = "0009"

DEBATES = sa.table(
    "debates",
    sa.column("code", sa.String),
    sa.column("key", sa.LargeBinary),
    sa.column("phase", sa.String),
    sa.column("unlinked", sa.Boolean),
)
BALLOTS = sa.table("ballots", *map(sa.column, ("debate", "question", "handle", "commands")))
JOURNAL = sa.table("journal", *map(sa.column, ("debate", "seq", "body", "author")))
OLD_RECEIPTS = sa.table(
    "receipts",
    *map(sa.column, ("debate", "handle", "command")),
    sa.column("answer", sa.JSON),
)


def upgrade() -> None:
    connection = op.get_bind()
    op.add_column(
        "debates", sa.Column("unlinked", sa.Boolean, nullable=False, server_default=sa.false())
    )
    connection.execute(sa.update(DEBATES).where(DEBATES.c.key.is_(None)).values(unlinked=sa.true()))
    receipts = connection.execute(sa.select(OLD_RECEIPTS)).all()
    op.drop_table("receipts")
    new_receipts = op.create_table(
        "receipts",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("whose", sa.String, primary_key=True),
        sa.Column("answer", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    # What is closed needs no key to be unlinked.
    open_ = DEBATES.c.key.is_not(None) & DEBATES.c.phase.not_in(("closed", "archived"))
    for code, key in connection.execute(
        sa.select(DEBATES.c.code, DEBATES.c.key).where(open_)
    ).all():
        _move(code, key)
        seal = Seal(key)
        _seal_ballots(connection, code, seal)
        _seal_authors(connection, code, seal)
        kept = [
            {"debate": code, "whose": seal.receipt(row.handle, row.command), "answer": row.answer}
            for row in receipts
            if row.debate == code
        ]
        if kept:
            connection.execute(sa.insert(new_receipts), kept)
    op.drop_column("debates", "key")


def _move(code: str, key: bytes) -> None:
    keys: Any = context.config.attributes["keys"]
    if keys is None:
        raise ValueError("a database with open debates needs a place for their keys")
    keys.destroy(code)  # of a migration that was not committed
    keys.put(code, key)


def _seal_ballots(connection: sa.Connection, code: str, seal: Seal) -> None:
    mine = BALLOTS.c.debate == code
    rows = connection.execute(sa.select(BALLOTS.c.question, BALLOTS.c.handle).where(mine)).all()
    sealed = [
        {"of": q, "old": h, "new": seal.seal("ballot", [q], bytes.fromhex(h)).hex()}
        for q, h in rows
    ]
    if sealed:
        # Digests of commands were shorter, and told whose they were.
        change = (
            sa.update(BALLOTS)
            .where(mine, BALLOTS.c.question == sa.bindparam("of"))
            .where(BALLOTS.c.handle == sa.bindparam("old"))
            .values(handle=sa.bindparam("new"), commands="")
        )
        connection.execute(change, sealed)


def _seal_authors(connection: sa.Connection, code: str, seal: Seal) -> None:
    mine = (JOURNAL.c.debate == code) & JOURNAL.c.author.is_not(None)
    rows = connection.execute(
        sa.select(JOURNAL.c.seq, JOURNAL.c.body, JOURNAL.c.author).where(mine)
    )
    sealed = []
    for seq, body, author in rows.all():
        event = json.loads(body)["event"]
        if "via" not in event:
            block = seal.seal("author", [event["question"]], bytes.fromhex(author))
            sealed.append({"line": seq, "new": block.hex()})
    if sealed:
        change = (
            sa.update(JOURNAL)
            .where(mine, JOURNAL.c.seq == sa.bindparam("line"))
            .values(author=sa.bindparam("new"))
        )
        connection.execute(change, sealed)
