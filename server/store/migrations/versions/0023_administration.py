"""The log of administration begins."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "administration",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("proof", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    for name in ("action", "who"):
        op.create_index(f"administration_{name}", "administration", ["organisation", name, "seq"])
