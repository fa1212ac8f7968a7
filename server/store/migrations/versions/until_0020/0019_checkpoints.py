"""Signed heads of debates' logs."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "checkpoints",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
