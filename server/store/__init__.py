"""What must not be lost: the journal, the ballots, accounts and tokens. SQLite by
default, PostgreSQL where several processes share the debates.
"""

from server.store.accounts import Account
from server.store.ballots import BEFORE_ALL, Change, Kept, Moved
from server.store.debates import DebateRow
from server.store.errors import (
    BrokenJournal,
    Closed,
    Conflict,
    HasOwner,
    LastOwner,
    NoOwner,
    NotOurs,
    Repeated,
    Reused,
    Sent,
    Taken,
    Unavailable,
)
from server.store.migrate import migrate
from server.store.programmes import Programme
from server.store.receipts import Form, Receipt
from server.store.removing import Deletion
from server.store.secrecy.keys import Keys
from server.store.secrecy.sealing import Seal
from server.store.secrecy.signing import Signing, Unfaithful
from server.store.sessions import Session
from server.store.store import Store
from server.store.tenancy import Occupied, Tenancy
from server.store.tokens import Token

__all__ = [
    "BEFORE_ALL",
    "Account",
    "BrokenJournal",
    "Change",
    "Closed",
    "Conflict",
    "DebateRow",
    "Deletion",
    "Form",
    "HasOwner",
    "Kept",
    "Keys",
    "LastOwner",
    "Moved",
    "NoOwner",
    "NotOurs",
    "Occupied",
    "Programme",
    "Receipt",
    "Repeated",
    "Reused",
    "Seal",
    "Sent",
    "Session",
    "Signing",
    "Store",
    "Taken",
    "Tenancy",
    "Token",
    "Unavailable",
    "Unfaithful",
    "migrate",
]
