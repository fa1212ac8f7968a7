"""What besides the password lets somebody in, or back in."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel


class SecondFactorRows(SQLModel, table=True):
    """An app that shows codes. `secret`: sealed under the house's secret. `step`: the last interval
    of which a code was taken: no code of it or before counts again."""

    __tablename__ = "second_factors"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account: str = Field(primary_key=True)
    secret: bytes = Field(sa_type=LargeBinary)
    step: int = Field(sa_type=BigInteger)
    made_at: int = Field(sa_type=BigInteger)


class RecoveryCodeRows(SQLModel, table=True):
    """Each counts once in the place of the app; only its SHA-256 is kept, and only until then."""

    __tablename__ = "recovery_codes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account: str = Field(primary_key=True)
    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
