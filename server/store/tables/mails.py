"""Letters on their way."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel


class MailRows(SQLModel, table=True):
    """See `store/mails.py`. `sealed`: whom it goes to and what it says; null once it is sent or
    given up. `about`: the id of the link that it brings."""

    __tablename__ = "mails"
    __table_args__ = {"sqlite_with_rowid": False}

    id: str = Field(primary_key=True)
    kind: str
    about: str = Field(index=True)
    state: str
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    made_at: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger)
    next_at: int = Field(index=True, sa_type=BigInteger)
    tries: int = 0
    problem: str = ""
