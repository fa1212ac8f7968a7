"""Links by which a guest's office answers in writing: only whoever makes one sees its secret."""

import secrets

from server.clock import Clock
from server.debate.minutes import DAY_MS
from server.identity.digests import digest_of_secret
from server.store import AnswerLink, Store

DAYS = 14  # that one can write by it
ID_BYTES = 8


class AnswerLinkMaker:
    """The store has the digest of a secret."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(
        self, debate: str, guest: str, label: str, mailed_to: str, by: str
    ) -> tuple[AnswerLink, str]:
        """A new link, and its secret. `by`: an account's id. Raises Full, Gone, Unavailable."""
        secret, now = secrets.token_urlsafe(32), self._clock.now()
        id_, ends_at = secrets.token_hex(ID_BYTES), now + DAYS * DAY_MS
        link = AnswerLink(id_, debate, guest, label, mailed_to, now, ends_at)
        await self._store.answer_links.add(digest_of_secret(secret), link, by)
        return link, secret

    async def renew(self, link: AnswerLink, mailed_to: str, by: str) -> tuple[AnswerLink, str]:
        """Another secret: the one before opens nothing any more. What was over begins anew. From
        now on it is `by`'s, and holds by their right. Raises Gone, Unavailable."""
        secret, now = secrets.token_urlsafe(32), self._clock.now()
        ends_at = link.ends_at if link.holds(now) else now + DAYS * DAY_MS
        renewed = AnswerLink(
            link.id, link.debate, link.guest, link.label, mailed_to, link.made_at, ends_at
        )
        await self._store.answer_links.renew(renewed, digest_of_secret(secret), by)
        return renewed, secret

    async def find(self, secret: str) -> AnswerLink | None:
        """The link, if one can still write by it: whose maker lost the right to make it opens
        nothing. Raises Unavailable."""
        found = await self._store.answer_links.find(digest_of_secret(secret))
        return found if found is not None and found.holds(self._clock.now()) else None
