"""What goes out of an organisation."""

from sqlmodel import Field, SQLModel


class EmbedderRows(SQLModel, table=True):
    """Who may show debates of an organisation inside pages of theirs. `origins`: with a space
    between."""

    __tablename__ = "embedders"
    __table_args__ = ({"sqlite_with_rowid": False},)

    organisation: str = Field(primary_key=True, foreign_key="organisations.key")
    origins: str
