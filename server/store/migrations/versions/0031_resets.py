"""Addresses by which an account gets another password."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "resets",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("account", sa.String, nullable=False, index=True),
        sa.Column("made_by", sa.String),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
