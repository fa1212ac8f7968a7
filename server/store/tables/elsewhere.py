"""What is kept of logins by a provider elsewhere."""

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class ProviderRows(SQLModel, table=True):
    """Whom an organisation takes at their word about who somebody is. `sealed`: the secret of the
    two, which the house alone can read. `role`: of whoever comes for the first time. `domains`: of
    mail, with a comma between."""

    __tablename__ = "providers"
    __table_args__ = ({"sqlite_with_rowid": False},)

    organisation: str = Field(primary_key=True)
    issuer: str
    client_id: str
    sealed: bytes = Field(sa_type=LargeBinary)
    role: str
    domains: str
    changed_at: int = Field(sa_type=BigInteger)


class LinkedAccountRows(SQLModel, table=True):
    """Which account is whose. `digest`: the SHA-256 of who somebody is at the provider, which is
    not kept itself. `account`: an id; null: not any more, and no new one is made of it."""

    __tablename__ = "linked_accounts"
    __table_args__ = (
        Index("linked_accounts_account", "account", "organisation", unique=True),
        {"sqlite_with_rowid": False},
    )

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    organisation: str
    account: str | None = None
    made_at: int = Field(sa_type=BigInteger)
