"""Accounts get an id of their own, and each login a row; who was logged in logs in again."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("id", sa.String, nullable=False, server_default=""))
    accounts = sa.table("accounts", sa.column("id", sa.String), sa.column("name", sa.String))
    bind = op.get_bind()
    for name in bind.execute(sa.select(accounts.c.name)).scalars().all():
        id_ = "a" + secrets.token_hex(8)
        bind.execute(sa.update(accounts).where(accounts.c.name == name).values(id=id_))
    op.create_index("accounts_id", "accounts", ["id"], unique=True)
    op.drop_column("accounts", "epoch")
    op.create_table(
        "sessions",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("account", sa.String, nullable=False, index=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
