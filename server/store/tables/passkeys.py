"""Passkeys, and what was answered with them."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel


class PasskeyRows(SQLModel, table=True):
    """`id`: as the passkey is known by; `public_key`: COSE. `count`: of uses, as it said last."""

    __tablename__ = "passkeys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account: str = Field(index=True)
    public_key: bytes = Field(sa_type=LargeBinary)
    count: int = Field(sa_type=BigInteger)
    name: str
    made_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(default=None, sa_type=BigInteger)


class SpentChallengeRows(SQLModel, table=True):
    """Challenges that were answered, by their SHA-256, until they are over anyway."""

    __tablename__ = "spent_challenges"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    ends_at: int = Field(sa_type=BigInteger)
