"""In which burst a ballot's voter came."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("ballots", sa.Column("burst", sa.String, nullable=False, server_default=""))
