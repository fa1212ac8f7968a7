"""Tokens know who made them and when they end; those that are there hold for another 30 days."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

LEFT_MS = 30 * 24 * 60 * 60 * 1000


def upgrade() -> None:
    op.add_column("tokens", sa.Column("made_by", sa.String))
    ends_at = sa.Column("ends_at", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("tokens", ends_at)
    tokens = sa.table("tokens", sa.column("ends_at", sa.BigInteger))
    left = time.time_ns() // 1_000_000 + LEFT_MS
    op.get_bind().execute(sa.update(tokens).values(ends_at=left))
