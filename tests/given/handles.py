"""What a room makes of tokens and of commands, for tests that have none."""

from hashlib import blake2b

from server.debate.actors import THE_HOUSE, Role, role_at
from server.store import Account
from server.store.ballots import digest


def handle(name: str) -> str:
    return blake2b(name.encode(), digest_size=16).hexdigest()


def told(command_id: str) -> bytes:
    """What the store is told of a vote with this id."""
    return digest(command_id, "q1", True)


def role_in_house(account: Account | None) -> Role | None:
    """None if there is no such account, or it is nothing there."""
    return role_at(account.memberships, THE_HOUSE) if account else None
