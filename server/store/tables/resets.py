"""Addresses by which an account gets another password."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel


class ResetRows(SQLModel, table=True):
    """Each counts once; only the SHA-256 of its secret is kept. `made_by`: an account's id; null:
    made on the command line. `whole`: also the second factor goes."""

    __tablename__ = "resets"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account: str = Field(index=True)
    made_by: str | None = None
    ends_at: int = Field(sa_type=BigInteger)
    whole: bool
