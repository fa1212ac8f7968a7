"""Answers in writing, their drafts, and the links by which offices write them."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "answer_links",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("debate", sa.String, nullable=False, index=True),
        sa.Column("guest", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("mailed_to", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_drafts",
        sa.Column("link", sa.String, primary_key=True),
        sa.Column("question", sa.String, primary_key=True),
        sa.Column("debate", sa.String, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "written_answers",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("guest", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("written_answers_id", "written_answers", ["id"], unique=True)
