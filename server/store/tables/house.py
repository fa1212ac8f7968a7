"""Who runs the house: organisations, programmes, accounts and what they hold."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class OrganisationRows(SQLModel, table=True):
    """Who runs debates; a programme is of one."""

    __tablename__ = "organisations"

    key: str = Field(primary_key=True)
    name: str
    created_at: int = Field(default=0, sa_type=BigInteger)


class ProgrammeRows(SQLModel, table=True):
    """`key`: as journals name it, `ORGANISATION/SLUG`, or as it was called before there were
    organisations. `languages`: at most two, with a comma between."""

    __tablename__ = "programmes"
    __table_args__ = (Index("programmes_path", "organisation", "slug", unique=True),)

    key: str = Field(primary_key=True)
    organisation: str = Field(foreign_key="organisations.key")
    slug: str
    name: dict[str, Any] = Field(sa_type=JSON)
    accent: str
    languages: str = ""


class AccountRows(SQLModel, table=True):
    """`id` is random: names come again, ids do not. `called`: as others read it; "" as the name.
    `language`: of what is sent to them; "" is not known."""

    __tablename__ = "accounts"
    __table_args__ = (Index("accounts_id", "id", unique=True),)

    name: str = Field(primary_key=True)
    id: str
    password_hash: str
    created_at: int = Field(sa_type=BigInteger)
    called: str = ""
    language: str = ""


class MembershipRows(SQLModel, table=True):
    """See `debate/actors.py`: `kind` and `scope` are its Scope. `account`: an id."""

    __tablename__ = "memberships"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    role: str
    made_at: int = Field(sa_type=BigInteger)


class InvitationRows(SQLModel, table=True):
    """Into a scope; only the SHA-256 of the secret is kept. `made_by`: an account's id; null: made
    on the command line. `label`: for whom it is meant. `used_by`: the account that took it.
    `mailed_to`: the address that it was sent to, masked."""

    __tablename__ = "invitations"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: str = Field(unique=True)
    kind: str
    scope: str = Field(index=True)
    role: str
    label: str
    made_by: str | None = None
    made_at: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(default=None, sa_type=BigInteger)
    used_by: str | None = None
    mailed_to: str = ""


class SessionRows(SQLModel, table=True):
    """Logins; only the SHA-256 of their secret is kept, and nothing about where they are.
    `organisation`: by whose provider, and so for what alone; "" for all that the account may."""

    __tablename__ = "sessions"
    __table_args__ = {"sqlite_with_rowid": False}

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: str = Field(unique=True)
    account: str = Field(index=True)
    made_at: int = Field(sa_type=BigInteger)
    used_at: int = Field(sa_type=BigInteger)
    organisation: str = ""


class TokenRows(SQLModel, table=True):
    """Bearer tokens of one debate; only their SHA-256 is kept. `made_by`: an account's id; null:
    made on the command line."""

    __tablename__ = "tokens"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)
    role: str
    label: str
    digest: bytes = Field(sa_type=LargeBinary, unique=True)
    created_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)
    made_by: str | None = None
    ends_at: int = Field(sa_type=BigInteger)


class WordListRows(SQLModel, table=True):
    """One for each language of the beginning, and for each edited since. `text`: null as long as
    the program's own list stands. `edition` counts the changes."""

    __tablename__ = "word_lists"
    __table_args__ = {"sqlite_with_rowid": False}

    lang: str = Field(primary_key=True)
    text: str | None
    edition: int = 0


class BackupRows(SQLModel, table=True):
    """See `store/backups/made.py`."""

    __tablename__ = "backups"
    __table_args__ = {"sqlite_with_rowid": False}

    at: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    bytes: int = Field(sa_type=BigInteger)
    whole: bool
