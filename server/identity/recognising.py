"""Who is asking: participants' signed tokens, moderators' login cookies and bearer tokens.

Shared by both doors, so it knows no web framework. Nothing is stored for a participant; of a
moderator's token and login only the SHA-256 is. It does not decide what somebody may do:
`server/debate/rules.py` does.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping

from itsdangerous import Signer
from msgspec import Struct

from server.clock import Clock
from server.debate.actors import NOWHERE, Actor, Path, Role, Source, role_at
from server.debate.refusals import Rejected
from server.debate.rule import MODERATORS
from server.debate.rules import BY_COOKIE, KEYED, VIEWERS
from server.identity.logins import Logins, login_secret
from server.identity.oidc.asking import Asking
from server.identity.oidc.client import Client
from server.identity.oidc.sealing import SecretBox
from server.identity.origins import Origins
from server.identity.second_factor import SecondFactors
from server.identity.tokens import BearerTokens, token_actor
from server.limits.newcomers import Minting
from server.settings import Settings
from server.store import Account, Store, Unavailable

PARTICIPANT_COOKIE = "tribina_participant"
LOCALE_COOKIE = "tribina_locale"
SCREEN_COOKIE = "tribina_screen"  # the token of a link (`server/web/pages/screen_keys.py`)
PARTICIPANT_S = 365 * 24 * 60 * 60  # how long a phone keeps its token

_PARTICIPANT = re.compile(r"p\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}")


class Who(Struct, frozen=True):
    """Somebody at a door: a moderator or display (`actor`), or else a participant (`token`).

    `fresh`: the token was made by this request, so the client must be told it."""

    actor: Actor | None = None
    token: str = ""
    fresh: bool = False

    def as_actor(self, handle_of: Callable[[str], str], source: Source = NOWHERE) -> Actor:
        """As a room knows them; `handle_of` is the room's, `source` where they come from."""
        return self.actor or Actor("participant", handle_of(self.token), source=source)


class Identity:
    """Who stands behind what came with a request or a handshake."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        """Raises ValueError without a secret: what it signs could be forged."""
        if not settings.secret:
            raise ValueError("no secret to sign tokens with")
        self._clock = clock
        self.minting = Minting(clock)
        self._store = store
        self._signer = Signer(
            settings.secret,
            salt="participant",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )
        self.tokens = BearerTokens(store, clock)
        self.logins = Logins(store, clock, settings.login_idle_h)
        self.second_factors = SecondFactors(settings, store, clock)
        self.origins = Origins(settings)
        self.elsewhere = Client(Asking(settings.providers_inside), clock)
        self.secrets = SecretBox(settings.secret)

    def new_participant(self) -> str:
        """A token for somebody new: `p.`, the second it was made in (4 bytes) and 96 random bits,
        a signature."""
        made = self._clock.now() // 1_000 % 2**32
        bits = urlsafe_b64encode(made.to_bytes(4) + secrets.token_bytes(12)).rstrip(b"=")
        return self._signer.sign(b"p." + bits).decode()

    def arrived(self, who: Who, caller: str | None) -> Source:
        """`source` of somebody at the live door, who counts if a token was made for them there.
        Raises Rejected `too_fast`."""
        if who.fresh:
            self.minting.take(caller)
        return self.source(who, caller, live=True)

    def source(self, who: Who, caller: str | None, live: bool = False) -> Source:
        """Where a participant comes from; `caller`: the address, None for our own machines."""
        if who.actor is not None:
            return NOWHERE
        made = int.from_bytes(urlsafe_b64decode(who.token[2:24] + "==")[:4])
        return self.minting.source(caller, live, made)

    def is_participant(self, token: str) -> bool:
        """Whether this server made the token.

        Compared as a whole: base64 has several spellings of one signature, and another spelling
        would be another participant."""
        if not _PARTICIPANT.fullmatch(token):
            return False
        made = self._signer.sign(token.rpartition(".")[0])
        return hmac.compare_digest(made, token.encode())

    async def moderator(self, bearer: str, code: str) -> Actor | None:
        """Who holds this bearer token of this debate, if it holds. Raises Unavailable."""
        token = await self.tokens.find(bearer, code)
        return token_actor(token) if token else None

    async def account(self, secret: str) -> Account | None:
        """Who is logged in with this secret; None if the login has ended. Raises Unavailable."""
        login = await self.logins.find(secret)
        return login.account if login else None

    async def ask(
        self,
        *,
        code: str,
        authorization: str | None,
        cookies: Mapping[str, str],
        key: str | None,
        origin_trusted: bool,
        secure: bool,
        view: str,
        announced: bool,
    ) -> Who:
        """Who asks for a view of a debate: by bearer token first, then for a display, for tables
        and buttons by the `key` of its address, then by cookies, which count only for our own pages
        (`origin_trusted`). `secure`: the browser came by https.

        In an address a token opens no more than a display's view, or what a button can say (KEYED).
        Those of people are in a cookie, and open the screens of BY_COOKIE.

        For `audience` somebody without a token, or with a forged cookie, is a new participant.
        Raises Rejected: `not_allowed` for a forged, foreign or revoked bearer token and for a view
        they may not see, `unavailable` when the store cannot say. To who is no moderator a debate
        that is not `announced` is none: `unknown_debate`, whatever they ask."""
        bearer = bearer_of(authorization)
        cookies = cookies if origin_trusted else {}
        try:
            if bearer is not None:
                who = await self._by_bearer(bearer, code)
            elif key is not None and view in KEYED:
                who = await self._by_key(key, code, KEYED[view])
            elif view == "audience":
                who = self._participant(cookies)
            else:
                who = Who(actor=await self._logged_in(login_secret(cookies, secure), code))
                if who.actor is None and view in BY_COOKIE and SCREEN_COOKIE in cookies:
                    who = await self._by_key(cookies[SCREEN_COOKIE], code, BY_COOKIE[view])
            if not announced and who.actor is None:
                # On a phone's page a moderator is a participant as well.
                who = who if await self._logged_in(login_secret(cookies, secure), code) else Who()
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error
        except Rejected as refusal:
            raise refusal if announced else Rejected("unknown_debate") from None
        role = who.actor.role if who.actor else "participant" if who.token else None
        if role not in VIEWERS.get(view, ()):
            raise Rejected("not_allowed" if announced or who.actor else "unknown_debate")
        return who

    async def _by_bearer(self, bearer: str, code: str) -> Who:
        if bearer.startswith("p."):
            if self.is_participant(bearer):
                return Who(token=bearer)
            raise Rejected("not_allowed")
        actor = await self.moderator(bearer, code)
        if actor is None:
            raise Rejected("not_allowed")
        return Who(actor=actor)

    async def _by_key(self, key: str, code: str, roles: Collection[Role]) -> Who:
        actor = await self.moderator(key, code)
        if actor is None or actor.role not in roles:
            raise Rejected("not_allowed")
        return Who(actor=actor)

    def _participant(self, cookies: Mapping[str, str]) -> Who:
        token = cookies.get(PARTICIPANT_COOKIE, "")
        if self.is_participant(token):
            return Who(token=token)
        return Who(token=self.new_participant(), fresh=True)

    async def _logged_in(self, secret: str | None, code: str) -> Actor | None:
        account = await self.account(secret) if secret else None
        if account is None:
            return None
        return account_actor(account, await self._store.memberships.path_of(code))


def account_actor(account: Account, path: Path) -> Actor | None:
    """The holder of an account, as a room of a debate knows them that stands there; None if they
    have nothing to do with it."""
    role = role_at(account.memberships, path)
    if role not in MODERATORS:
        return None
    return Actor(role, f"account:{account.id}", account.shown_as)


def bearer_of(authorization: str | None) -> str | None:
    """The token of an `Authorization` header. None for another scheme: a proxy's, not ours."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
