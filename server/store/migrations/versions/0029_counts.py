"""Sign-ins that fail are counted; organisations have quotas."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "counts",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("since", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quotas",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("quota", sa.String, primary_key=True),
        sa.Column("most", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
