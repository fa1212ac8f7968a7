"""What a browser is about between this house and a provider: a short signed cookie says it, which
no script reads and no other site sends. Nobody goes on with what another browser began.

First it is a try; from somebody who came back and was never here, it is who they are, until they
have chosen a name.
"""

from typing import TypeVar

import msgspec
from itsdangerous import BadSignature, URLSafeTimedSerializer
from msgspec import Struct
from quart import Response, request

from server.identity.oidc.client import Try
from server.store import Provider
from server.web.dependencies import dependencies
from server.web.requests.addresses import is_https

COOKIE = "tribina_elsewhere"
SECURE_COOKIE = "__Host-" + COOKIE  # see server/identity/logins.py
LONGEST_S = 10 * 60
BACK_AT_MOST = 300  # characters
_SALT = "tribina elsewhere"


class Going(Struct, frozen=True, tag=True, array_like=True):
    """`provider`: which the organisation had then. `session`: of whoever links their account; "" of
    whoever logs in. `back`: where they want to go."""

    organisation: str
    provider: str
    attempt: Try
    session: str
    back: str


class Newcomer(Struct, frozen=True, tag=True, array_like=True):
    """`known_as`: by whom they are vouched for, in hexadecimal. `called`: by the provider."""

    organisation: str
    provider: str
    known_as: str
    called: str
    back: str


Errand = Going | Newcomer
E = TypeVar("E", Going, Newcomer)


def mark_of(provider: Provider) -> str:
    """Of a provider as it is set now: whoever began with another begins again."""
    return f"{provider.changed_at} {provider.issuer}"


def keep_errand(response: Response, errand: Errand) -> None:
    """From now on that is what this browser is about."""
    secure = is_https(dependencies().settings)
    response.set_cookie(
        SECURE_COOKIE if secure else COOKIE,
        str(_serializer().dumps(msgspec.json.encode(errand).decode())),
        max_age=LONGEST_S,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def is_kept(response: Response) -> bool:
    """Whether it leaves the browser with another errand."""
    return any(COOKIE in line for line in response.headers.getlist("Set-Cookie"))


def forget_errand(response: Response) -> None:
    """It is done, or cannot be."""
    secure = is_https(dependencies().settings)
    response.delete_cookie(
        SECURE_COOKIE if secure else COOKIE, httponly=True, samesite="Lax", secure=secure
    )


def errand_sent(kind: type[E], provider: Provider) -> E | None:
    """What came with this request, if it is of this kind, about this provider, and not over."""
    cookie = request.cookies.get(SECURE_COOKIE if is_https(dependencies().settings) else COOKIE, "")
    try:
        said = _serializer().loads(cookie, max_age=LONGEST_S)
        errand = msgspec.json.decode(said, type=Errand)
    except (BadSignature, msgspec.DecodeError, TypeError):
        return None
    same = (provider.organisation, mark_of(provider))
    if not isinstance(errand, kind) or (errand.organisation, errand.provider) != same:
        return None
    return errand


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(dependencies().settings.secret, salt=_SALT)
