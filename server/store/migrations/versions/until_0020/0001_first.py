"""All tables of the first version, and the programmes of the house."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ORGANISATION = {"key": "civic-energy-center", "name": "Civic Energy Center"}
PROGRAMMES = [
    {
        "key": "social-club",
        "organisation": ORGANISATION["key"],
        "name": {
            "sr-Latn": "Mitrovica Social Club",
            "sr-Cyrl": "Mitrovica Social Club",
            "sq": "Mitrovica Social Club",
            "en": "Mitrovica Social Club",
        },
        "accent": "#b4232a",
    },
    {
        "key": "sporazum",
        "organisation": ORGANISATION["key"],
        "name": {
            "sr-Latn": "Sporazum",
            "sr-Cyrl": "Споразум",
            "sq": "Sporazum",
            "en": "Sporazum",
        },
        "accent": "#1b5e8c",
    },
]


def upgrade() -> None:
    _directory()
    _debates()
    _people()


def _directory() -> None:
    organisations = op.create_table(
        "organisations",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
    )
    programmes = op.create_table(
        "programmes",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("organisation", sa.String, sa.ForeignKey("organisations.key"), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("accent", sa.String, nullable=False),
    )
    op.bulk_insert(organisations, [ORGANISATION])
    op.bulk_insert(programmes, PROGRAMMES)


def _debates() -> None:
    op.create_table(
        "debates",
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("programme", sa.String, nullable=False, server_default=""),
        sa.Column("title", sa.JSON, nullable=False),
        sa.Column("phase", sa.String, nullable=False, server_default="draft"),
        sa.Column("starts_at", sa.BigInteger),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("key", sa.LargeBinary),
    )
    op.create_table(
        "journal",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("action", sa.Integer, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("sealed", sa.String),
        sa.Column("author", sa.String),
        sa.Column("hash", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("question", sa.String, primary_key=True),
        sa.Column("handle", sa.String, primary_key=True),
        sa.Column("on", sa.Boolean, nullable=False),
        sa.Column("commands", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallies",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("question", sa.String, primary_key=True),
        sa.Column("votes", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipts",
        sa.Column("debate", sa.String, primary_key=True),
        sa.Column("handle", sa.String, primary_key=True),
        sa.Column("command", sa.String, primary_key=True),
        sa.Column("answer", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("password_hash", sa.String, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, index=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
    )
