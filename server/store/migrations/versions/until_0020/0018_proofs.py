"""A proof with each ballot and each line of a journal that this house wrote it.

What stands in the tables now is taken as it is, and given its proofs: no row without one counts
from here on. Lines of debates that were closed and unlinked get none, and none is asked for.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0018"
down_revision = "0017"

OVER = ("closed", "archived")
AT_ONCE = 1_000

DEBATES = sa.table(
    "debates",
    sa.column("code", sa.String),
    sa.column("phase", sa.String),
    sa.column("unlinked", sa.Boolean),
)
BALLOTS = sa.table(
    "ballots",
    *map(sa.column, ("debate", "question", "handle", "commands", "burst", "proof")),
    sa.column("on", sa.Boolean),
)
# In the order in which they are proved.
SAID = ("seq", "at", "action", "role", "by", "hash", "sealed", "author")
JOURNAL = sa.table("journal", *map(sa.column, ("debate", "proof", *SAID)))
THIS = (BALLOTS.c.debate == sa.bindparam("of")) & (BALLOTS.c.question == sa.bindparam("about"))
THIS &= BALLOTS.c.handle == sa.bindparam("whose")


def upgrade() -> None:
    op.add_column("ballots", sa.Column("proof", sa.String, nullable=False, server_default=""))
    op.add_column("journal", sa.Column("proof", sa.String, nullable=False, server_default=""))
    connection = op.get_bind()
    open_ = sa.select(DEBATES.c.code).where(DEBATES.c.phase.not_in(OVER))
    for code in connection.execute(open_).scalars().all():
        _prove(connection, code)
    linked = sa.select(DEBATES.c.code).where(DEBATES.c.unlinked.is_(False))
    for code in connection.execute(linked).scalars().all():
        _prove_lines(connection, code)


def _proofs() -> Any:
    keys: Any = context.config.attributes["keys"]
    if keys is None:
        raise ValueError("a database with open debates needs the secret that proves their rows")
    return keys.proofs


def _prove_lines(connection: sa.Connection, code: str) -> None:
    mine = sa.select(*(JOURNAL.c[name] for name in SAID)).where(JOURNAL.c.debate == code)
    rows = [tuple(row) for row in connection.execute(mine)]
    if not rows:
        return
    proofs = _proofs()
    values = [{"line": row[0], "new_proof": proofs.of_line(code, row)} for row in rows]
    change = sa.update(JOURNAL).values(proof=sa.bindparam("new_proof"))
    change = change.where(JOURNAL.c.debate == code, JOURNAL.c.seq == sa.bindparam("line"))
    for at in range(0, len(values), AT_ONCE):
        connection.execute(change, values[at : at + AT_ONCE])


def _prove(connection: sa.Connection, code: str) -> None:
    columns = ("question", "handle", "on", "commands", "burst")
    mine = sa.select(*(BALLOTS.c[name] for name in columns)).where(BALLOTS.c.debate == code)
    rows = [tuple(row) for row in connection.execute(mine)]
    if not rows:
        return
    proofs = _proofs()
    values = [
        {
            "of": code,
            "about": question,
            "whose": handle,
            "new_proof": proof,
            "new_burst": burst and f"{burst} {proofs.of_burst(code, burst, question, handle)}",
        }
        for (question, handle, _, _, burst), proof in zip(
            rows, proofs.of_ballots(code, [row[:4] for row in rows]), strict=True
        )
    ]
    change = sa.update(BALLOTS).where(THIS)
    change = change.values(proof=sa.bindparam("new_proof"), burst=sa.bindparam("new_burst"))
    for at in range(0, len(values), AT_ONCE):
        connection.execute(change, values[at : at + AT_ONCE])
