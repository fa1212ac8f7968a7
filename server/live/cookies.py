"""Cookies on the live door, where no web framework reads or writes them."""

from http.cookies import CookieError, SimpleCookie

from server.live.identity import PARTICIPANT_COOKIE, PARTICIPANT_S


def read_cookies(headers: list[str]) -> dict[str, str]:
    """The cookies of a request's `Cookie` headers; what cannot be read is left out."""
    cookies: dict[str, str] = {}
    for header in headers:
        try:
            cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        except CookieError:
            continue
    return cookies


def participant_cookie(token: str, secure: bool) -> str:
    """The `Set-Cookie` value that makes a browser this participant. Scripts cannot read it."""
    cookie = SimpleCookie({PARTICIPANT_COOKIE: token})
    morsel = cookie[PARTICIPANT_COOKIE]
    morsel["max-age"] = str(PARTICIPANT_S)
    morsel["path"] = "/"
    morsel["samesite"] = "Lax"
    morsel["httponly"] = True
    morsel["secure"] = secure
    return morsel.OutputString()
