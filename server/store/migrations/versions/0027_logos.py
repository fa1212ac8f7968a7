"""Logos of organisations and programmes."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "logos",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("scope", sa.String, primary_key=True),
        sa.Column("ground", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, index=True),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("small", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
