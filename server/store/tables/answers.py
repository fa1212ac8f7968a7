"""What guests' offices write after a debate."""

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class AnswerLinkRows(SQLModel, table=True):
    """Who has one may answer in writing for that guest of that debate; only the SHA-256 of its
    secret is kept. `label`: which office; `made_by`: an account's id; `ended_at`: taken back."""

    __tablename__ = "answer_links"
    __table_args__ = {"sqlite_with_rowid": False}

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: str = Field(unique=True)
    debate: str = Field(index=True)
    guest: str
    label: str
    mailed_to: str = ""
    made_by: str
    made_at: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)


class AnswerDraftRows(SQLModel, table=True):
    """`link`: an id. `sealed`: the text, closed. `edition` counts the times it was saved."""

    __tablename__ = "answer_drafts"
    __table_args__ = {"sqlite_with_rowid": False}

    link: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    debate: str = Field(index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    edition: int


class WrittenAnswerRows(SQLModel, table=True):
    """See `store/answers/written.py`. `id` names it for good; `body`: the line, `hash` of it and
    all before it."""

    __tablename__ = "written_answers"
    __table_args__ = (
        Index("written_answers_id", "id", unique=True),
        {"sqlite_with_rowid": False},
    )

    debate: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str
    question: str
    guest: str
    body: str
    hash: str
