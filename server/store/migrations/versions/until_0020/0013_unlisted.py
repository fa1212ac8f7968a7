"""Lists know which debates are not to be listed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    unlisted = sa.Column("unlisted", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("debates", unlisted)
