"""What is kept of who administered what."""

from sqlalchemy import Index
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
