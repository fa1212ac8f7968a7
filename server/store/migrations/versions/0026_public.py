"""Lists of debates are asked for a page at a time; how often what they show has changed is counted,
for calendars; and organisations say whose pages may show their debates."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column(
        "debates", sa.Column("edition", sa.BigInteger, nullable=False, server_default="0")
    )
    op.create_index("debates_over", "debates", ["closed_at"])
    op.create_index("debates_of_programme", "debates", ["programme", "closed_at"])
    op.create_index("debates_by_phase", "debates", ["phase", "starts_at"])
    op.create_table(
        "embedders",
        sa.Column("organisation", sa.String, sa.ForeignKey("organisations.key"), primary_key=True),
        sa.Column("origins", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
