"""What the house has signed, and what others say of it."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class CheckpointRows(SQLModel, table=True):
    """Signed heads of a debate's log; `note`: the whole of it."""

    __tablename__ = "checkpoints"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: int = Field(sa_type=BigInteger)
    note: str


class HouseLogRows(SQLModel, table=True):
    """See `logs/house_log.py`. `said`: a digest of what the line says besides when."""

    __tablename__ = "house_log"
    __table_args__ = {"sqlite_with_rowid": False}

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    said: str = Field(index=True)
    body: str


class TrustedKeyRows(SQLModel, table=True):
    """Keys of others by their vkey: of logs that this house witnesses, and, with a `url`, of those
    who witness its own."""

    __tablename__ = "trusted_keys"
    __table_args__ = {"sqlite_with_rowid": False}

    vkey: str = Field(primary_key=True)
    name: str = Field(index=True)
    url: str = ""


class WitnessedRows(SQLModel, table=True):
    """The last head of each log that this house has cosigned: `note` with its cosignature;
    `digest`: of the origin, SHA-256 in hexadecimal."""

    __tablename__ = "witnessed"
    __table_args__ = {"sqlite_with_rowid": False}

    origin: str = Field(primary_key=True)
    digest: str = Field(unique=True)
    note: str


class AnchorRows(SQLModel, table=True):
    """What somebody else is asked for, or has said, about the house's log of this size; `kind`,
    `whom`, `state`, `answer`: see `logs/anchors.py`. `next_at`: when they are asked again."""

    __tablename__ = "anchors"
    __table_args__ = {"sqlite_with_rowid": False}

    kind: str = Field(primary_key=True)
    whom: str = Field(primary_key=True)
    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str
    tries: int = 0
    next_at: int = Field(sa_type=BigInteger)
    answer: str = ""
