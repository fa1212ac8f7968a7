"""The clock finds the debates in which something is due without reading their journals."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("debates", sa.Column("opens_at", sa.BigInteger))
    op.add_column("debates", sa.Column("closes_at", sa.BigInteger))
