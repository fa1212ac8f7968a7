"""The cookie that holds a login's secret: set, read and taken away. Scripts cannot read it."""

from quart import Response, request

from server.identity.logins import LOGIN_COOKIE, LONGEST_S, SECURE_LOGIN_COOKIE, login_secret
from server.web.dependencies import dependencies
from server.web.requests.addresses import is_https


def secret_sent() -> str | None:
    """The secret that came with this request, whatever it is worth."""
    return login_secret(request.cookies, is_https(dependencies().settings))


def named_for(cookie: str, secure: bool) -> str:
    """What a cookie of the login's pages is called: over https so that only this very host can set
    it (RFC 6265bis)."""
    return f"__Host-{cookie}" if secure else cookie


def keep_login(response: Response, secret: str, stay: bool) -> None:
    """Make this browser the one that is logged in. `stay`: also after it was closed."""
    secure = is_https(dependencies().settings)
    response.set_cookie(
        SECURE_LOGIN_COOKIE if secure else LOGIN_COOKIE,
        secret,
        max_age=LONGEST_S if stay else None,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def forget_login(response: Response) -> None:
    """Only in the browser: that the login ends is for `Logins`."""
    secure = is_https(dependencies().settings)
    response.delete_cookie(
        SECURE_LOGIN_COOKIE if secure else LOGIN_COOKIE,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )
