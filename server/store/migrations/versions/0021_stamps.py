"""Anchors of other kinds than a witness' cosignature."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

WITNESS = "witness"


def upgrade() -> None:
    connection = op.get_bind()
    names = ("vkey", "size", "state", "tries", "next_at", "cosignature")
    before = connection.execute(sa.select(sa.table("anchors", *map(sa.column, names)))).all()
    op.drop_table("anchors")
    anchors = op.create_table(
        "anchors",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("whom", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    rows = [dict(zip(anchors.c.keys(), (WITNESS, *row), strict=True)) for row in before]
    op.bulk_insert(anchors, rows)
