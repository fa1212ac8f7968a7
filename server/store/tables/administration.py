"""What is kept of who administered what."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class AdministrationRows(SQLModel, table=True):
    """See `administration/entries.py`. `organisation`, `action`, `who` repeat the body, to find it.
    `proof`: that this house wrote the row."""

    __tablename__ = "administration"
    __table_args__ = (
        Index("administration_action", "organisation", "action", "seq"),
        Index("administration_who", "organisation", "who", "seq"),
        {"sqlite_with_rowid": False},
    )

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    organisation: str
    action: str
    who: str
    body: str
    hash: str
    proof: str


class CountRows(SQLModel, table=True):
    """See `administration/counts.py`."""

    __tablename__ = "counts"
    __table_args__ = {"sqlite_with_rowid": False}

    organisation: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    since: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    count: int = Field(sa_type=BigInteger)


class QuotaRows(SQLModel, table=True):
    """What an organisation may have, where that is not as the house has it for all (see
    `house/quotas.py`)."""

    __tablename__ = "quotas"
    __table_args__ = {"sqlite_with_rowid": False}

    organisation: str = Field(primary_key=True)
    quota: str = Field(primary_key=True)
    most: int = Field(sa_type=BigInteger)
