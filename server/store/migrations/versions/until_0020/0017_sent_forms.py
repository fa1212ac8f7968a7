"""A form that is sent twice makes one thing, whichever processes it comes to."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "sent_forms",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("debate", sa.String, nullable=False, index=True),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
