"""Remembers on the moderator's own browser that somebody has logged in there before, so that the
login's delays after wrong guesses elsewhere do not hit them. It opens nothing by itself.
"""

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from quart import Response, request

from server.web.dependencies import dependencies
from server.web.requests.addresses import is_https

DEVICE_COOKIE = "tribina_device"
DEVICE_S = 180 * 24 * 60 * 60
_SALT = "tribina device"


def device_of(name: str) -> str:
    """Which browser this is to that account; "" for one it has never logged in with."""
    try:
        said = _serializer().loads(request.cookies.get(DEVICE_COOKIE, ""), max_age=DEVICE_S)
    except BadSignature:
        return ""
    match said:
        case [str(who), str(device)] if who == name:
            return device
    return ""


def remember_device(response: Response, name: str) -> None:
    """Call it after a login: from now on this browser is known to the account."""
    device = device_of(name) or secrets.token_urlsafe(16)
    response.set_cookie(
        DEVICE_COOKIE,
        str(_serializer().dumps([name, device])),
        max_age=DEVICE_S,
        path="/login",
        httponly=True,
        samesite="Lax",
        secure=is_https(dependencies().settings),
    )


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(dependencies().settings.secret, salt=_SALT)
