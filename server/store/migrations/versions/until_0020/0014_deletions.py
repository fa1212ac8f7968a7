"""Of a debate that is deleted it stays that there was one."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "deletions",
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("deleted_at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("head", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
