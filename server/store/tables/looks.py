"""How organisations and programmes look: their logos."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel


class LogoRows(SQLModel, table=True):
    """`kind` and `scope`: an organisation or a programme by its key; `ground`: what it is made to
    stand on. `digest`: SHA-256 of `body`, in hex; `small`: the same picture for phones."""

    __tablename__ = "logos"

    kind: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    ground: str = Field(primary_key=True)
    digest: str = Field(index=True)
    width: int
    height: int
    body: bytes = Field(sa_type=LargeBinary)
    small: bytes = Field(sa_type=LargeBinary)
    made_at: int = Field(sa_type=BigInteger)
