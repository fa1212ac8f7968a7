"""The tables. Times are ms since the Unix epoch, texts in several languages JSON objects."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, Table
from sqlmodel import Field, SQLModel


class Organisations(SQLModel, table=True):
    """Who runs debates; a programme names one."""

    __tablename__ = "organisations"

    key: str = Field(primary_key=True)
    name: str


class ProgrammeRows(SQLModel, table=True):
    """`languages`: at most two, with a comma between."""

    __tablename__ = "programmes"

    key: str = Field(primary_key=True)
    organisation: str = Field(foreign_key="organisations.key")
    name: dict[str, Any] = Field(sa_type=JSON)
    accent: str
    languages: str = ""


class DebateRows(SQLModel, table=True):
    """`unlinked`: closed, and no row is anybody's any more. `mark` numbers the groups of ballots.
    The rest repeats the journal for lists."""

    __tablename__ = "debates"

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


class DeletionRows(SQLModel, table=True):
    """Of debates that are no more; see `removing.Deletion`."""

    __tablename__ = "deletions"
    __table_args__ = {"sqlite_with_rowid": False}

    code: str = Field(primary_key=True)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    deleted_at: int = Field(sa_type=BigInteger)
    by: str
    head: str


class BackupRows(SQLModel, table=True):
    """See `store/backups/made.py`."""

    __tablename__ = "backups"
    __table_args__ = {"sqlite_with_rowid": False}

    at: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    bytes: int = Field(sa_type=BigInteger)
    whole: bool


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


class WordListRows(SQLModel, table=True):
    """One for each language of the beginning, and for each edited since. `text`: null as long as
    the program's own list stands. `edition` counts the changes."""

    __tablename__ = "word_lists"
    __table_args__ = {"sqlite_with_rowid": False}

    lang: str = Field(primary_key=True)
    text: str | None
    edition: int = 0


class AccountRows(SQLModel, table=True):
    """`id` is random: names come again, ids do not."""

    __tablename__ = "accounts"
    __table_args__ = (Index("accounts_id", "id", unique=True),)

    name: str = Field(primary_key=True)
    id: str
    role: str
    password_hash: str
    created_at: int = Field(sa_type=BigInteger)


class SessionRows(SQLModel, table=True):
    """Logins; only the SHA-256 of their secret is kept, and nothing about where they are."""

    __tablename__ = "sessions"
    __table_args__ = {"sqlite_with_rowid": False}

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: str = Field(unique=True)
    account: str = Field(index=True)
    made_at: int = Field(sa_type=BigInteger)
    used_at: int = Field(sa_type=BigInteger)


class TokenRows(SQLModel, table=True):
    """Bearer tokens of one debate; only their SHA-256 is kept. `made_by`: an account's id; null:
    made on the command line."""

    __tablename__ = "tokens"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)
    role: str
    label: str
    digest: bytes = Field(sa_type=LargeBinary, unique=True)
    created_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)
    made_by: str | None = None
    ends_at: int = Field(sa_type=BigInteger)


def table_of(rows: type[SQLModel]) -> Table:
    """What whole rows are asked of. SQLModel says of its classes that they are tables, but not to
    the type checker."""
    table: Table = rows.__table__  # type: ignore[attr-defined]
    return table
