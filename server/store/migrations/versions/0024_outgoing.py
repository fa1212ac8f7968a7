"""What goes out of the house by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "outgoing_endpoints",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("organisation", sa.String, nullable=False, index=True),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("events", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("former", sa.LargeBinary),
        sa.Column("former_until", sa.BigInteger, nullable=False),
        sa.Column("in_hall", sa.Boolean, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("lease_by", sa.String, nullable=False),
        sa.Column("lease_until", sa.BigInteger, nullable=False),
        sa.Column("wake_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outgoing_deliveries",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("endpoint", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("debate", sa.String, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("data", sa.String, nullable=False),
        sa.Column("text", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("tried_at", sa.BigInteger),
        sa.Column("result", sa.String, nullable=False),
        sa.Index("outgoing_deliveries_order", "endpoint", "state", "number"),
        sa.Index("outgoing_deliveries_debate", "debate", "question"),
    )
