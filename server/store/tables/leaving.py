"""What comes from other houses, and what goes from this one."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class TakeoverRows(SQLModel, table=True):
    """Debates that another house held: its name in logs, and the vkey that signed their heads; ""
    where nobody did."""

    __tablename__ = "takeovers"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    house: str
    vkey: str
    at: int = Field(sa_type=BigInteger)


class DepartureRows(SQLModel, table=True):
    """Organisations that are deactivated; see `leaving/departures.py`."""

    __tablename__ = "departures"
    __table_args__ = {"sqlite_with_rowid": False}

    organisation: str = Field(primary_key=True)
    deactivated_at: int = Field(sa_type=BigInteger)
    remove_at: int | None = Field(default=None, sa_type=BigInteger)
    with_archives: bool = False
    removed_at: int | None = Field(default=None, sa_type=BigInteger)


class RetentionRows(SQLModel, table=True):
    """After how many days from closing what is personal of one kind goes, in one programme."""

    __tablename__ = "retentions"
    __table_args__ = {"sqlite_with_rowid": False}

    programme: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    days: int


class ShreddingRows(SQLModel, table=True):
    """What was removed of a closed debate, when, and how many parts of lines that were."""

    __tablename__ = "shreddings"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    parts: int


class ResponsibleRows(SQLModel, table=True):
    """Who answers for the data of an organisation, as its page of privacy says."""

    __tablename__ = "responsibles"
    __table_args__ = {"sqlite_with_rowid": False}

    organisation: str = Field(primary_key=True)
    name: str
    contact: str
