"""A login at a provider, from here there and back: the code flow with PKCE (RFC 7636), for one
organisation. Which browser it was begun in is the cookie's business (`server.web.login.elsewhere`).
"""

import hashlib
import hmac
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from msgspec import UNSET, Struct

from server.clock import Clock
from server.identity.oidc.asking import Asking
from server.identity.oidc.id_tokens import Expected, read_id_token
from server.identity.oidc.providers import Metadata, Providers
from server.identity.oidc.troubles import Trouble

SCOPES = "openid email profile"
NAME_AT_MOST = 60  # characters, of what a provider calls somebody
TRIES_AT_MOST = 10_000  # that are remembered as ended; the oldest go first


class Registered(Struct, frozen=True):
    """What an organisation and its provider know of each other."""

    issuer: str
    client_id: str
    client_secret: str


class Try(Struct, frozen=True, array_like=True):
    """Of one browser to log in, once. Each is random: `state` comes back with it, `nonce` in what
    the provider says, `verifier` is what PKCE is about."""

    state: str
    nonce: str
    verifier: str


class Person(Struct, frozen=True):
    """Who came back. `subject`: at the provider, for ever. `called`: their name, perhaps.
    `factors`: how they logged in there (`amr`, RFC 8176), as far as it is told."""

    subject: str
    email: str
    called: str
    factors: tuple[str, ...] = ()


def new_try() -> Try:
    """256 bits each."""
    return Try(*(secrets.token_urlsafe(32) for _ in range(3)))


class Client:
    """One for the whole process."""

    def __init__(self, asking: Asking, clock: Clock) -> None:
        self._clock = clock
        self._asking = asking
        self._providers = Providers(asking, clock)
        self._ended: dict[str, None] = {}

    def may_be_asked(self, issuer: str) -> bool:
        """Whether an issuer can be one, by its address."""
        return self._asking.may_be_asked(issuer) and "?" not in issuer

    async def look(self, issuer: str) -> None:
        """Raises Trouble where there is no provider that can be asked."""
        await self._providers.metadata(issuer)

    async def begin(self, there: Registered, back: str, attempt: Try) -> str:
        """Where the browser goes; `back`: where it is to come back to. Raises Trouble."""
        metadata = await self._providers.metadata(there.issuer)
        asked = {
            "response_type": "code",
            "client_id": there.client_id,
            "redirect_uri": back,
            "scope": SCOPES,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": _challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        return f"{metadata.authorization_endpoint}{joint}{urlencode(asked)}"

    async def end(
        self, there: Registered, back: str, attempt: Try, said: Mapping[str, str]
    ) -> Person:
        """Who it is; `said`: what the browser brought along. Each try ends once. Raises Trouble."""
        if not hmac.compare_digest(said.get("state", "").encode(), attempt.state.encode()):
            raise Trouble("stale", "another state")
        if attempt.state in self._ended:
            raise Trouble("stale", "ended before")
        self._ended[attempt.state] = None
        while len(self._ended) > TRIES_AT_MOST:
            del self._ended[next(iter(self._ended))]
        metadata = await self._providers.metadata(there.issuer)
        _must_be_from(metadata, said.get("iss"))
        if "error" in said or not said.get("code"):
            raise Trouble("cancelled", "the provider did not let them in")
        tokens = await self._redeem(there, metadata, back, attempt, said["code"])
        expected = Expected(there.issuer, there.client_id, attempt.nonce)
        now_s = self._clock.now() / 1000
        claims = await read_id_token(tokens.get("id_token"), expected, self._providers, now_s)
        return _person(await self._with_email(claims, metadata, tokens.get("access_token")))

    async def _redeem(
        self, there: Registered, metadata: Metadata, back: str, attempt: Try, code: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": attempt.verifier,
        }
        headers = {}
        known = metadata.token_endpoint_auth_methods_supported
        if "client_secret_basic" in known or "client_secret_post" not in known:
            pair = f"{quote(there.client_id, safe='')}:{quote(there.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": there.client_id, "client_secret": there.client_secret}
        return await self._asking.post(there.issuer, metadata.token_endpoint, form, headers)

    async def _with_email(
        self, claims: dict[str, Any], metadata: Metadata, access: object
    ) -> dict[str, Any]:
        """Some tell of mail only to whoever asks once more."""
        where = metadata.userinfo_endpoint
        if "email" in claims or where is UNSET or not isinstance(access, str):
            return claims
        if not access.isascii() or not access.isprintable():
            raise Trouble("untrusted", "no token")
        more = await self._asking.get(metadata.issuer, where, bearer=access)
        if more.get("sub") != claims["sub"]:
            raise Trouble("untrusted", "about somebody else")
        told = ("email", "email_verified", "name")
        return claims | {name: more[name] for name in told if name in more}


def must_be_let_in(person: Person, domains: Sequence[str]) -> None:
    """`domains`: of mail, in small letters; none: all. Raises Trouble `foreign`."""
    domain = person.email.rpartition("@")[2].lower()
    if domains and domain not in domains:
        raise Trouble("foreign", "another domain")


def _must_be_from(metadata: Metadata, issuer: str | None) -> None:
    """RFC 9207: whoever is asked says so, where it has said that it would."""
    if issuer is None and not metadata.authorization_response_iss_parameter_supported:
        return
    if issuer != metadata.issuer:
        raise Trouble("untrusted", "an answer of another issuer")


def _person(claims: dict[str, Any]) -> Person:
    email, factors, called = claims.get("email"), claims.get("amr"), claims.get("name")
    verified = claims.get("email_verified")
    is_verified = verified is True or verified == "true"  # some say it as a text
    if not is_verified or not isinstance(email, str):
        raise Trouble("unverified", "no address of mail that is verified")
    told = factors if isinstance(factors, list) else []
    return Person(
        claims["sub"],
        email,
        " ".join(called.split())[:NAME_AT_MOST] if isinstance(called, str) else "",
        tuple(one for one in told if isinstance(one, str)),
    )


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def known_as(organisation: str, there: Registered, person: Person) -> bytes:
    """What is kept of who somebody is there: for this organisation and issuer alone."""
    parts = (organisation, there.issuer, person.subject)
    framed = (part.encode("utf-8", "surrogatepass") for part in parts)
    return hashlib.sha256(b"".join(len(one).to_bytes(4) + one for one in framed)).digest()
