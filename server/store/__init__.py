"""What must not be lost: the journal, the ballots, accounts and tokens. SQLite by
default, PostgreSQL where several processes share the debates.
"""

from server.store.answers.links import AnswerLink
from server.store.answers.written import Draft, WrittenAnswer
from server.store.ballots import BEFORE_ALL, Change, Kept, Moved
from server.store.debates import DebateRow
from server.store.errors import (
    AlreadyHere,
    BrokenJournal,
    Closed,
    Conflict,
    Full,
    Gone,
    HasOwner,
    LastOwner,
    NoOwner,
    NotOurs,
    OnlyWay,
    OverQuota,
    Repeated,
    Reused,
    Sent,
    Taken,
    Unavailable,
)
from server.store.findable import Corner
from server.store.house.accounts import Account
from server.store.house.invitations import Invitation, Newcomer
from server.store.house.logos import Drawn, Ground, Logo, Owner
from server.store.house.memberships import Member
from server.store.house.organisations import Organisation
from server.store.house.passkeys import Challenge, Passkey
from server.store.house.programmes import Programme, programme_key
from server.store.house.providers import Linked, Provider, Way
from server.store.house.resets import Reset
from server.store.house.second_factors import SecondFactor
from server.store.house.sessions import Session
from server.store.house.tokens import Token
from server.store.mails import Letter, Mail, MailCounts, MailState
from server.store.migrate import migrate
from server.store.outgoing.deliveries import Deliveries, Delivery, Outcome
from server.store.outgoing.endpoints import Endpoint, Endpoints
from server.store.receipts import Form, Receipt
from server.store.removing import Deletion
from server.store.secrecy.keys import Keys
from server.store.secrecy.sealing import Seal
from server.store.secrecy.signing import Signing, Unfaithful
from server.store.store import Store
from server.store.tenancy import Occupied, Tenancy

__all__ = [
    "BEFORE_ALL",
    "Account",
    "AlreadyHere",
    "AnswerLink",
    "BrokenJournal",
    "Challenge",
    "Change",
    "Closed",
    "Conflict",
    "Corner",
    "DebateRow",
    "Deletion",
    "Deliveries",
    "Delivery",
    "Draft",
    "Drawn",
    "Endpoint",
    "Endpoints",
    "Form",
    "Full",
    "Gone",
    "Ground",
    "HasOwner",
    "Invitation",
    "Kept",
    "Keys",
    "LastOwner",
    "Letter",
    "Linked",
    "Logo",
    "Mail",
    "MailCounts",
    "MailState",
    "Member",
    "Moved",
    "Newcomer",
    "NoOwner",
    "NotOurs",
    "Occupied",
    "OnlyWay",
    "Organisation",
    "Outcome",
    "OverQuota",
    "Owner",
    "Passkey",
    "Programme",
    "Provider",
    "Receipt",
    "Repeated",
    "Reset",
    "Reused",
    "Seal",
    "SecondFactor",
    "Sent",
    "Session",
    "Signing",
    "Store",
    "Taken",
    "Tenancy",
    "Token",
    "Unavailable",
    "Unfaithful",
    "Way",
    "WrittenAnswer",
    "migrate",
    "programme_key",
]
