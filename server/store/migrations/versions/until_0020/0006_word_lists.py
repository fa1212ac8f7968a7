"""Word lists, one for each language; the program's own stand until somebody edits them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    lists = op.create_table(
        "word_lists",
        sa.Column("lang", sa.String, primary_key=True),
        sa.Column("text", sa.String),
        sa.Column("edition", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(lists, [{"lang": lang, "edition": 0} for lang in ("sr", "sq", "en")])
