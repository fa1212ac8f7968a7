"""What of an organisation goes along in its file when it moves into another house, and what stays
behind, and why. A new table of an organisation (`belongings`) has its row here; a test walks all of
them.
"""

from sqlmodel import SQLModel

from server.store import tables as t

# Of closed debates that were held; how it is told in the file: `moving/file.py`.
TRAVELS: frozenset[type[SQLModel]] = frozenset(
    {
        t.OrganisationRows,
        t.ProgrammeRows,
        t.LogoRows,
        t.EmbedderRows,
        t.ResponsibleRows,
        t.RetentionRows,
        t.MembershipRows,  # names and roles: whom to invite there
        t.DebateRows,
        t.JournalRows,
        t.BallotRows,
        t.CheckpointRows,
        t.TakeoverRows,
        t.WrittenAnswerRows,
        t.AnswerLinkRows,  # not itself: that a guest had the time to answer, and did not
    }
)

STAYS_BEHIND: dict[type[SQLModel], str] = {
    t.TallyRows: "counted anew from the ballots",
    t.ShreddingRows: "what was removed is in no file, and what was not is not in it either",
    t.AnswerDraftRows: "an office's own until it publishes, closed under this house's secret",
    t.MailRows: "letters on their way, with secrets in them",
    t.TokenRows: "secrets: whoever needs one gets a new one there",
    t.InvitationRows: "secrets: whoever is invited is invited anew",
    t.ReceiptRows: "of commands of debates, which are over",
    t.SentFormRows: "of forms of this house",
    t.RemarkRows: "among moderators; in no export",
    t.EndpointRows: "with secrets by which a receiver knows this house",
    t.DeliveryRows: "was sent from this house",
    t.ProviderRows: "with the client's secret, and for this house's address alone",
    t.LinkedAccountRows: "accounts are this house's",
    t.QuotaRows: "what the keepers of this house allow",
    t.CountRows: "what was done in this house",
    t.DepartureRows: "from this house",
}
