"""Debates, and all that belongs to one."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class DebateRows(SQLModel, table=True):
    """`unlinked`: closed, and no row is anybody's any more. `mark` numbers the groups of ballots.
    The rest repeats the journal for lists; `edition` counts the changes of that."""

    __tablename__ = "debates"
    __table_args__ = (
        Index("debates_over", "closed_at"),
        Index("debates_of_programme", "programme", "closed_at"),
        Index("debates_by_phase", "phase", "starts_at"),
    )

    code: str = Field(primary_key=True)
    programme: str = ""
    title: dict[str, Any] = Field(sa_type=JSON)
    phase: str = "draft"
    starts_at: int | None = Field(default=None, sa_type=BigInteger)
    created_at: int = Field(sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    rehearsal: bool = False
    unlisted: bool = False
    opens_at: int | None = Field(default=None, sa_type=BigInteger)
    closes_at: int | None = Field(default=None, sa_type=BigInteger)
    mark: int = Field(default=0, sa_type=BigInteger)
    unlinked: bool = False
    edition: int = Field(default=0, sa_type=BigInteger)


class DeletionRows(SQLModel, table=True):
    """Of debates that are no more; see `removing.Deletion`."""

    __tablename__ = "deletions"
    __table_args__ = {"sqlite_with_rowid": False}

    code: str = Field(primary_key=True)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    deleted_at: int = Field(sa_type=BigInteger)
    by: str
    head: str


class JournalRows(SQLModel, table=True):
    """`body` is hashed; `sealed` through its digest in the body; the others are not. `author` is a
    handle sealed for its question. What the audience did has its minute in `at`, and until closing
    its `moment`, sealed; before there was one, the moment stood in `at`, and in the body."""

    __tablename__ = "journal"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    action: int
    role: str
    by: str
    body: str
    sealed: str | None
    author: str | None
    hash: str
    moment: str | None = None
    proof: str = ""


class BallotRows(SQLModel, table=True):
    """`handle` is sealed for its question, and so are the `commands`: digests of the last ones for
    this ballot, 32 hexadecimal digits each, newest first. `was`: what it said before the last of
    them. `mark`: the group that wrote it; no time. `burst`: in which its voter came, once that was
    set apart, and behind a space the proof of that. `proof`: that this house wrote the row
    (`secrecy/proofs.py`). Closing takes marks, bursts and proofs away: who voted when, or together
    with whom, is not kept."""

    __tablename__ = "ballots"
    __table_args__ = (
        # For other processes; SQLite has none.
        Index("ballots_moved", "debate", "mark").ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False},
    )

    debate: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    handle: str = Field(primary_key=True)
    on: bool
    was: bool = False
    commands: str
    mark: int = Field(default=0, sa_type=BigInteger)
    burst: str = ""
    proof: str = ""


class TallyRows(SQLModel, table=True):
    """How many ballots are on, of each question by itself, also those that are set apart."""

    __tablename__ = "tallies"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    votes: int


class ReceiptRows(SQLModel, table=True):
    """The answer to a command that was kept, so that the same command gets it again. `whose`: an
    HMAC of who asked and the command's id; `content`: one of what it asked for, null where it was
    kept before there was one. `seq`: the first number that its entries have in the journal."""

    __tablename__ = "receipts"
    __table_args__ = (
        # For other processes; SQLite has none.
        Index("receipts_moved", "debate", "seq").ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False},
    )

    debate: str = Field(primary_key=True)
    whose: str = Field(primary_key=True)
    answer: dict[str, Any] = Field(sa_type=JSON)
    content: str | None = None
    seq: int = 0


class SentFormRows(SQLModel, table=True):
    """Forms that made a debate or something of one; see `receipts.Form`. Nothing about who sent
    them."""

    __tablename__ = "sent_forms"
    __table_args__ = {"sqlite_with_rowid": False}

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    debate: str = Field(index=True)
    ends_at: int = Field(sa_type=BigInteger)


class RemarkRows(SQLModel, table=True):
    """What moderators say to each other and to the host; in no export."""

    __tablename__ = "remarks"
    __table_args__ = {"sqlite_with_rowid": False}

    debate: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    by: str
    to: str | None
    preset: str | None
    text: str
    lang: str
    heard_at: int | None = Field(default=None, sa_type=BigInteger)
