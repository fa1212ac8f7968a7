"""What each table keeps of one organisation, and what becomes of it when it is removed. A new table
has its row here; a test walks all of them.
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import SQLModel, col

from server.debate.commands import Phase
from server.debate.phases import ASKING, DRAFT, OVER
from server.store import tables as t
from server.store.house.memberships import within

Where = Callable[[str], Any]  # a condition on its rows, by the key of an organisation


def _programmes(key: str) -> Any:
    return select(col(t.ProgrammeRows.key)).where(col(t.ProgrammeRows.organisation) == key)


def _debates(key: str) -> Any:
    return select(col(t.DebateRows.code)).where(col(t.DebateRows.programme).in_(_programmes(key)))


def _of_debates(column: Any) -> Where:
    return lambda key: column.in_(_debates(key))


def _of_organisation(column: Any) -> Where:
    return lambda key: column == key


def _scoped(rows: Any) -> Where:
    return lambda key: within(key, col(rows.kind), col(rows.scope))


# Of every debate of it. They go with drafts and rehearsals, and with archives if these are to go.
OF_DEBATES: dict[type[SQLModel], Where] = {
    t.JournalRows: _of_debates(col(t.JournalRows.debate)),
    t.CheckpointRows: _of_debates(col(t.CheckpointRows.debate)),
    t.BallotRows: _of_debates(col(t.BallotRows.debate)),
    t.TallyRows: _of_debates(col(t.TallyRows.debate)),
    t.TakeoverRows: _of_debates(col(t.TakeoverRows.debate)),
    t.ShreddingRows: _of_debates(col(t.ShreddingRows.debate)),
    t.WrittenAnswerRows: _of_debates(col(t.WrittenAnswerRows.debate)),
    t.DebateRows: _of_debates(col(t.DebateRows.code)),
}

# Always, in this order.
GOES: dict[type[SQLModel], Where] = {
    t.MailRows: lambda key: or_(
        col(t.MailRows.about).in_(
            select(col(t.InvitationRows.id)).where(_scoped(t.InvitationRows)(key))
        ),
        col(t.MailRows.about).in_(
            select(col(t.AnswerLinkRows.id)).where(col(t.AnswerLinkRows.debate).in_(_debates(key)))
        ),
    ),
    t.AnswerDraftRows: _of_debates(col(t.AnswerDraftRows.debate)),
    t.AnswerLinkRows: _of_debates(col(t.AnswerLinkRows.debate)),
    t.TokenRows: _of_debates(col(t.TokenRows.code)),
    t.ReceiptRows: _of_debates(col(t.ReceiptRows.debate)),
    t.RemarkRows: _of_debates(col(t.RemarkRows.debate)),
    t.SentFormRows: _of_debates(col(t.SentFormRows.debate)),
    t.DeliveryRows: lambda key: or_(
        col(t.DeliveryRows.debate).in_(_debates(key)),
        col(t.DeliveryRows.endpoint).in_(
            select(col(t.EndpointRows.id)).where(col(t.EndpointRows.organisation) == key)
        ),
    ),
    t.EndpointRows: _of_organisation(col(t.EndpointRows.organisation)),
    t.ProviderRows: _of_organisation(col(t.ProviderRows.organisation)),
    t.LinkedAccountRows: _of_organisation(col(t.LinkedAccountRows.organisation)),
    t.QuotaRows: _of_organisation(col(t.QuotaRows.organisation)),
    t.CountRows: _of_organisation(col(t.CountRows.organisation)),
    t.EmbedderRows: _of_organisation(col(t.EmbedderRows.organisation)),
    t.MembershipRows: _scoped(t.MembershipRows),
    t.InvitationRows: _scoped(t.InvitationRows),
}

# With the archives, which they describe; in this order.
WITH_ARCHIVES: dict[type[SQLModel], Where] = {
    t.LogoRows: _scoped(t.LogoRows),
    t.RetentionRows: lambda key: col(t.RetentionRows.programme).in_(_programmes(key)),
    t.ResponsibleRows: _of_organisation(col(t.ResponsibleRows.organisation)),
    t.ProgrammeRows: _of_organisation(col(t.ProgrammeRows.organisation)),
    t.OrganisationRows: _of_organisation(col(t.OrganisationRows.key)),
    t.DepartureRows: _of_organisation(col(t.DepartureRows.organisation)),
}

# What is the house's, or stays for ever, and why.
STAYS: dict[type[SQLModel], str] = {
    t.AccountRows: "an account is the house's; one that is nobody's any more goes",
    t.SessionRows: "with its account",
    t.SecondFactorRows: "with its account",
    t.RecoveryCodeRows: "with its account",
    t.PasskeyRows: "with its account",
    t.ResetRows: "with its account",
    t.SpentChallengeRows: "of nobody: until it would be over anyway",
    t.DeletionRows: "that a debate was deleted, and its last hash",
    t.HouseLogRows: "roots, which nobody can take back",
    t.AdministrationRows: "what was administered, which nobody can take back",
    t.WordListRows: "the house's",
    t.BackupRows: "the house's",
    t.TrustedKeyRows: "the house's",
    t.WitnessedRows: "of other houses",
    t.AnchorRows: "of the house's log",
}


def is_drafty(key: str) -> Any:
    """Debates of it that never reach the archive."""
    mine = col(t.DebateRows.programme).in_(_programmes(key))
    return and_(
        mine, or_(col(t.DebateRows.phase).in_(DRAFT), col(t.DebateRows.rehearsal).is_(True))
    )


def is_running(key: str) -> Any:
    """Debates of it that people can take part in."""
    return _in_earnest(key, ASKING)


def is_over(key: str) -> Any:
    """Debates of it that have an archive."""
    return _in_earnest(key, OVER)


def _in_earnest(key: str, phases: Collection[Phase]) -> Any:
    mine = col(t.DebateRows.programme).in_(_programmes(key))
    return and_(mine, col(t.DebateRows.phase).in_(phases), col(t.DebateRows.rehearsal).is_(False))
