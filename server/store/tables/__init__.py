"""The tables. Times are ms since the Unix epoch, texts in several languages JSON objects."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from server.store.tables.administration import AdministrationRows, CountRows, QuotaRows
from server.store.tables.answers import AnswerDraftRows, AnswerLinkRows, WrittenAnswerRows
from server.store.tables.debates import (
    BallotRows,
    DebateRows,
    DeletionRows,
    JournalRows,
    ReceiptRows,
    RemarkRows,
    SentFormRows,
    TallyRows,
)
from server.store.tables.elsewhere import LinkedAccountRows, ProviderRows
from server.store.tables.house import (
    AccountRows,
    BackupRows,
    InvitationRows,
    MembershipRows,
    OrganisationRows,
    ProgrammeRows,
    SessionRows,
    TokenRows,
    WordListRows,
)
from server.store.tables.leaving import (
    DepartureRows,
    ResponsibleRows,
    RetentionRows,
    ShreddingRows,
    TakeoverRows,
)
from server.store.tables.logs import (
    AnchorRows,
    CheckpointRows,
    HouseLogRows,
    TrustedKeyRows,
    WitnessedRows,
)
from server.store.tables.looks import LogoRows
from server.store.tables.mails import MailRows
from server.store.tables.outgoing import DeliveryRows, EndpointRows
from server.store.tables.passkeys import PasskeyRows, SpentChallengeRows
from server.store.tables.public import EmbedderRows
from server.store.tables.resets import ResetRows
from server.store.tables.signing_in import RecoveryCodeRows, SecondFactorRows

__all__ = [
    "AccountRows",
    "AdministrationRows",
    "AnchorRows",
    "AnswerDraftRows",
    "AnswerLinkRows",
    "BackupRows",
    "BallotRows",
    "CheckpointRows",
    "CountRows",
    "DebateRows",
    "DeletionRows",
    "DeliveryRows",
    "DepartureRows",
    "EmbedderRows",
    "EndpointRows",
    "HouseLogRows",
    "InvitationRows",
    "JournalRows",
    "LinkedAccountRows",
    "LogoRows",
    "MailRows",
    "MembershipRows",
    "OrganisationRows",
    "PasskeyRows",
    "ProgrammeRows",
    "ProviderRows",
    "QuotaRows",
    "ReceiptRows",
    "RecoveryCodeRows",
    "RemarkRows",
    "ResetRows",
    "ResponsibleRows",
    "RetentionRows",
    "SecondFactorRows",
    "SentFormRows",
    "SessionRows",
    "ShreddingRows",
    "SpentChallengeRows",
    "TakeoverRows",
    "TallyRows",
    "TokenRows",
    "TrustedKeyRows",
    "WitnessedRows",
    "WordListRows",
    "WrittenAnswerRows",
    "table_of",
]


def table_of(rows: type[SQLModel]) -> Table:
    """What whole rows are asked of. SQLModel says of its classes that they are tables, but not to
    the type checker."""
    table: Table = rows.__table__  # type: ignore[attr-defined]
    return table
