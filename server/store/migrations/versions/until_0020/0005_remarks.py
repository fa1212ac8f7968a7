"""What moderators say to each other and to the host has a place beside the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "remarks",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("to", sa.String),
        sa.Column("preset", sa.String),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("lang", sa.String, nullable=False),
        sa.Column("heard_at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
