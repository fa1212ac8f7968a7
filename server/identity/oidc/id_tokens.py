"""Reads what a provider says of somebody (an ID token), and believes it only where all of it holds:
OpenID Connect Core 1.0, 3.1.3.7, with one audience and without an exception."""

import hmac
import math
from collections.abc import Sequence
from typing import Any, TypeGuard

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry
from joserfc.jws import extract_compact as taken_apart
from msgspec import Struct

from server.identity.oidc.providers import Providers
from server.identity.oidc.troubles import Trouble
from server.process.aside import aside

# Whoever signs has a key that nobody else has: never `none`, never a secret that both have.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
)
TOLERANCE_S = 60  # by which the clocks of the two may differ
OLDEST_S = 10 * 60  # since it was made
SUBJECT_AT_MOST = 255  # characters, as the specification says

# What else a header says is passed over, but for what it marks as critical (RFC 7515).
_REGISTRY = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)


class Expected(Struct, frozen=True):
    """What it must say. `nonce`: of the browser that began."""

    issuer: str
    client_id: str
    nonce: str


async def read_id_token(
    token: object, expected: Expected, providers: Providers, now_s: float
) -> dict[str, Any]:
    """What it says. Raises Trouble."""
    if not isinstance(token, str) or token.count(".") != 2:
        raise Trouble("untrusted", "no signed token")
    try:
        header = taken_apart(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError):
        raise Trouble("untrusted", "no signed token") from None
    kid = header.get("kid")
    if header.get("alg") not in ALGORITHMS or not isinstance(kid, str | None):
        raise Trouble("untrusted", "an algorithm that is not taken")
    keys = await providers.keys(expected.issuer, kid)
    claims = await aside(_first_verified, token, keys)
    if claims is None:
        raise Trouble("untrusted", "signed by nobody known")
    _must_be_meant(claims, expected)
    _must_be_now(claims, now_s)
    return claims


def _first_verified(token: str, keys: Sequence[Any]) -> dict[str, Any] | None:
    return next((said for key in keys if (said := _verified(token, key)) is not None), None)


def _verified(token: str, key: Any) -> dict[str, Any] | None:
    try:
        return jwt.decode(token, key, algorithms=ALGORITHMS, registry=_REGISTRY).claims
    except (JoseError, ValueError, TypeError, RecursionError):
        return None  # not by this key


def _must_be_meant(claims: dict[str, Any], expected: Expected) -> None:
    audience = claims.get("aud")
    subject, nonce = claims.get("sub"), claims.get("nonce")
    if claims.get("iss") != expected.issuer:
        raise Trouble("untrusted", "of another issuer")
    if audience not in (expected.client_id, [expected.client_id]):
        raise Trouble("untrusted", "for somebody else")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise Trouble("untrusted", "given to somebody else")
    if not isinstance(nonce, str) or not _same(nonce, expected.nonce):
        raise Trouble("untrusted", "for another browser")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_AT_MOST:
        raise Trouble("untrusted", "about nobody")


def _must_be_now(claims: dict[str, Any], now_s: float) -> None:
    ends, made, begins = (claims.get(name) for name in ("exp", "iat", "nbf"))
    if not _is_moment(ends) or not _is_moment(made) or not (begins is None or _is_moment(begins)):
        raise Trouble("untrusted", "without a time")
    if now_s >= ends + TOLERANCE_S or now_s - made > OLDEST_S:
        raise Trouble("untrusted", "it is over")
    if max(made, made if begins is None else begins) > now_s + TOLERANCE_S:
        raise Trouble("untrusted", "not yet")


def _is_moment(value: object) -> TypeGuard[float]:
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )
