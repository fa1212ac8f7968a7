"""Links that make somebody a member: only whoever makes one sees its secret."""

import secrets

from msgspec import Struct

from server.clock import Clock
from server.debate.actors import Role, Scope
from server.debate.minutes import DAY_MS
from server.identity.digests import digest_of_secret
from server.store import Invitation, Newcomer, Store

DAYS = 7  # that an invitation holds


class MadeLink(Struct, frozen=True):
    """`id` of the invitation, `ends_at` in ms."""

    id: str
    secret: str
    ends_at: int


class InvitationLinks:
    """The store has the digest of a secret."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(self, scope: Scope, role: Role, label: str = "", by: str | None = None) -> str:
        """The secret of a new invitation. `by`: the account (id) that invites; None: the command
        line. Raises NoOwner where it may not, Unavailable."""
        return (await self.made(scope, role, label, by)).secret

    async def made(
        self, scope: Scope, role: Role, label: str = "", by: str | None = None, mailed_to: str = ""
    ) -> MadeLink:
        """The same, and what else is to be known to send it. `mailed_to`: masked."""
        secret, now = secrets.token_urlsafe(32), self._clock.now()
        ends_at = now + DAYS * DAY_MS
        id_ = await self._store.invitations.add(
            digest_of_secret(secret), scope, role, label, now, ends_at, by, mailed_to
        )
        return MadeLink(id_, secret, ends_at)

    async def renewed(self, id_: str, by: str | None = None, mailed_to: str = "") -> MadeLink:
        """Another secret for one that was not taken yet: the one before opens nothing any more.
        Raises Gone, NoOwner, Unavailable."""
        secret, ends_at = secrets.token_urlsafe(32), self._clock.now() + DAYS * DAY_MS
        await self._store.invitations.renew(id_, digest_of_secret(secret), ends_at, by, mailed_to)
        return MadeLink(id_, secret, ends_at)

    async def find(self, secret: str) -> Invitation | None:
        """The invitation, if it still holds. Raises Unavailable."""
        found = await self._store.invitations.find(digest_of_secret(secret))
        return found if found is not None and found.holds(self._clock.now()) else None

    async def accept(self, secret: str, who: str | Newcomer) -> str:
        """See `Invitations.accept`."""
        return await self._store.invitations.accept(
            digest_of_secret(secret), who, self._clock.now()
        )
