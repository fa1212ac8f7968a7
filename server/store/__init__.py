"""What must not be lost: the journal, the ballots, accounts and tokens. SQLite by default."""

from server.store.accounts import Account
from server.store.ballots import Change, Kept
from server.store.debates import DebateRow
from server.store.engine import Conflict, Repeated, Unavailable
from server.store.journal import Receipt
from server.store.migrate import migrate
from server.store.programmes import Programme
from server.store.store import Store
from server.store.tokens import Token

__all__ = [
    "Account",
    "Change",
    "Conflict",
    "DebateRow",
    "Kept",
    "Programme",
    "Receipt",
    "Repeated",
    "Store",
    "Token",
    "Unavailable",
    "migrate",
]
