"""Logins by a provider elsewhere, which an organisation names; such a login is for it alone."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "providers",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("issuer", sa.String, nullable=False),
        sa.Column("client_id", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("domains", sa.String, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "linked_accounts",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("account", sa.String),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "linked_accounts_account", "linked_accounts", ["account", "organisation"], unique=True
    )
    op.add_column(
        "sessions", sa.Column("organisation", sa.String, nullable=False, server_default="")
    )
