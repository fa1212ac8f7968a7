"""Whoever has typed a right password, or comes by a provider elsewhere, and is to be asked for more
before anything opens: a short signed cookie says it between the two pages. It is no login: nothing
but the second page reads it, and with another password of the account it is worth nothing.
"""

import hashlib

from itsdangerous import BadSignature, URLSafeSerializer
from msgspec import Struct
from quart import Response, request

from server.store import Account
from server.web.dependencies import dependencies
from server.web.login.login_cookie import named_for
from server.web.pages.screens import local_path
from server.web.requests.addresses import is_https
from server.web.requests.origins import cookies_count

HALF_COOKIE = "tribina_half_login"
HALF_S = 10 * 60
_SALT = "tribina half login"


class HalfLogin(Struct, frozen=True):
    """`back`: where they want to go; `stay`: also after the browser was closed. `organisation`: by
    whose provider they come; "" by a password."""

    account: Account
    back: str
    stay: bool
    organisation: str = ""


def keep_half(
    response: Response, account: Account, back: str, stay: bool, organisation: str = ""
) -> None:
    """From now on this browser is asked for more."""
    secure, now = is_https(dependencies().settings), dependencies().clock.now()
    said = [account.name, _mark(account), back, stay, now, organisation]
    response.set_cookie(
        named_for(HALF_COOKIE, secure),
        str(_serializer().dumps(said)),
        max_age=HALF_S,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def forget_half(response: Response) -> None:
    """It was asked."""
    secure = is_https(dependencies().settings)
    response.delete_cookie(
        named_for(HALF_COOKIE, secure), httponly=True, samesite="Lax", secure=secure
    )


async def half_sent() -> HalfLogin | None:
    """What came with this request, if it holds."""
    if not cookies_count():
        return None
    cookie = request.cookies.get(named_for(HALF_COOKIE, is_https(dependencies().settings)), "")
    try:
        said = _serializer().loads(cookie)
    except BadSignature:
        return None
    match said:
        case [str(name), str(mark), str(back), bool(stay), int(at), str(only)] if not _is_over(at):
            account = await dependencies().store.accounts.get(name)
            if account is not None and _mark(account) == mark:
                return HalfLogin(account, local_path(back), stay, only)
    return None


def _is_over(at: int) -> bool:
    return not 0 <= dependencies().clock.now() - at < HALF_S * 1000


def _mark(account: Account) -> str:
    """Of the account as it is: of another one of its name, or with another password, it is
    another."""
    text = f"{account.id} {account.password_hash}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(dependencies().settings.secret, salt=_SALT)
