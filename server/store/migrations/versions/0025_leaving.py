"""What is taken over from other houses, what goes from this one, and who answers for it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    _table(
        "takeovers",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("house", sa.String, nullable=False),
        sa.Column("vkey", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    _table(
        "departures",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("deactivated_at", sa.BigInteger, nullable=False),
        sa.Column("remove_at", sa.BigInteger),
        sa.Column("with_archives", sa.Boolean, nullable=False),
        sa.Column("removed_at", sa.BigInteger),
    )
    _table(
        "retentions",
        sa.Column("programme", sa.String, primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("days", sa.Integer, nullable=False),
    )
    _table(
        "shreddings",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
    )
    _table(
        "responsibles",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("contact", sa.String, nullable=False),
    )


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(name, *columns, sqlite_with_rowid=False)
