"""The exact time of what the audience does is sealed, beside its minute."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("journal", sa.Column("moment", sa.String))
