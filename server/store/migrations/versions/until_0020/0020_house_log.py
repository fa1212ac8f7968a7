"""The log of the house, whose logs it witnesses, and who witnesses it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "house_log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("said", sa.String, nullable=False, index=True),
        sa.Column("body", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trusted_keys",
        sa.Column("vkey", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False, index=True),
        sa.Column("url", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "witnessed",
        sa.Column("origin", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("note", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "anchors",
        sa.Column("vkey", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("cosignature", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
