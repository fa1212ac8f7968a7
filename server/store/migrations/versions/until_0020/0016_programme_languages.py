"""A programme has the languages that screens of its new debates speak."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    languages = sa.Column("languages", sa.String, nullable=False, server_default="")
    op.add_column("programmes", languages)
