"""Lists know which debates are rehearsals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    rehearsal = sa.Column("rehearsal", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("debates", rehearsal)
