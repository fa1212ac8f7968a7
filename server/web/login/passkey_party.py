"""Where passkeys can be used: under a name, over https (or on this very machine, for trying it
out). And the challenge that a browser has to answer, in a short signed cookie of its own."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from ipaddress import ip_address
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from quart import Response, request

from server.identity.passkeys import CHALLENGE_MS, Asked, Party
from server.web.dependencies import dependencies
from server.web.login.login_cookie import named_for
from server.web.requests.addresses import base_url, is_https
from server.web.requests.origins import cookies_count

CHALLENGE_COOKIE = "tribina_challenge"
LOCAL = "localhost"
_SALT = "tribina passkey"


def party() -> Party | None:
    """None where there can be no passkeys."""
    settings = dependencies().settings
    origin = base_url(settings)
    parts = urlsplit(origin)
    host = parts.hostname or ""
    named = settings.public_url and parts.scheme == "https" and not _is_address(host)
    return Party(host, origin) if named or host == LOCAL else None


def keep_challenge(response: Response, asked: Asked, whose: str = "") -> None:
    """`whose`: the account that a passkey is made for; "" where one lets in."""
    secure = is_https(dependencies().settings)
    said = [whose, urlsafe_b64encode(asked.challenge).decode(), asked.made_at]
    response.set_cookie(
        named_for(CHALLENGE_COOKIE, secure),
        str(_serializer().dumps(said)),
        max_age=CHALLENGE_MS // 1000,
        httponly=True,
        samesite="Strict",
        secure=secure,
    )


def forget_challenge(response: Response) -> None:
    """It was answered."""
    secure = is_https(dependencies().settings)
    name = named_for(CHALLENGE_COOKIE, secure)
    response.delete_cookie(name, httponly=True, samesite="Strict", secure=secure)


def challenge_sent(whose: str = "") -> Asked | None:
    """What this browser was asked, for the same purpose."""
    if not cookies_count():
        return None
    name = named_for(CHALLENGE_COOKIE, is_https(dependencies().settings))
    try:
        said = _serializer().loads(request.cookies.get(name, ""))
    except BadSignature:
        return None
    match said:
        case [str(of), str(challenge), int(at)] if of == whose:
            return Asked(urlsafe_b64decode(challenge), at)
    return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(dependencies().settings.secret, salt=_SALT)
