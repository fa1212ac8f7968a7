"""Commands are remembered with what they asked for, so that an id that comes again with another
content is refused. What is remembered of ballots' commands was made without; it is forgotten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("receipts", sa.Column("content", sa.String))
    op.add_column("receipts", sa.Column("seq", sa.Integer, nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("receipts_moved", "receipts", ["debate", "seq"])
    ballots = sa.table("ballots", sa.column("commands", sa.String))
    op.execute(sa.update(ballots).where(ballots.c.commands != "").values(commands=""))
