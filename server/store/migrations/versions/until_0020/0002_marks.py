"""Groups of ballots are numbered, so that other processes can read what moved."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("debates", _number())
    op.add_column("ballots", _number())
    op.add_column(
        "ballots", sa.Column("was", sa.Boolean, nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ballots_moved", "ballots", ["debate", "mark"])


def _number() -> sa.Column[int]:
    return sa.Column("mark", sa.BigInteger, nullable=False, server_default="0")
