"""Who is what where. What an account was in the whole house it is in each of its organisations; who
owned it keeps the house as well."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

OWNER, KEEPER = "owner", "keeper"


def upgrade() -> None:
    _organisations()
    memberships = op.create_table(
        "memberships",
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("scope", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(memberships, _held(op.get_bind()))
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("role")
        accounts.add_column(sa.Column("called", sa.String, nullable=False, server_default=""))
        accounts.add_column(sa.Column("language", sa.String, nullable=False, server_default=""))
    op.create_table(
        "invitations",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False, index=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("made_by", sa.String),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("used_by", sa.String),
        sqlite_with_rowid=False,
    )


def _organisations() -> None:
    op.add_column(
        "organisations", sa.Column("created_at", sa.BigInteger, nullable=False, server_default="0")
    )
    op.add_column("programmes", sa.Column("slug", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE programmes SET slug = key")
    op.create_index("programmes_path", "programmes", ["organisation", "slug"], unique=True)


def _held(connection: sa.Connection) -> list[dict[str, object]]:
    accounts = sa.table("accounts", *map(sa.column, ("id", "role", "created_at")))
    organisations = connection.execute(sa.select(sa.table("organisations", sa.column("key"))))
    keys = [row.key for row in organisations]
    held: list[dict[str, object]] = []
    for row in connection.execute(sa.select(accounts)).all():
        scopes = [("organisation", key, row.role) for key in keys]
        if row.role == OWNER:
            scopes.append(("house", "", KEEPER))
        held += [
            {"account": row.id, "kind": kind, "scope": key, "role": role, "made_at": row.created_at}
            for kind, key, role in scopes
        ]
    return held
