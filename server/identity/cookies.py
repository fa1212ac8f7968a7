"""Cookies: how many are read at both doors, and what the live door does with them, where no web
framework reads or writes them."""

from collections.abc import Iterable
from http.cookies import SimpleCookie

from werkzeug.http import parse_cookie

from server.identity.recognising import PARTICIPANT_COOKIE, PARTICIPANT_S

COOKIES_AT_MOST = 20  # we set five
BYTES_AT_MOST = 4096


def are_few(headers: Iterable[str | bytes]) -> bool:
    """Whether the `Cookie` headers of a request are worth reading."""
    size = cookies = 0
    for header in headers:
        size += len(header)
        cookies += 1 + (header.count(";") if isinstance(header, str) else header.count(b";"))
    return size <= BYTES_AT_MOST and cookies <= COOKIES_AT_MOST


def read_cookies(headers: list[str]) -> dict[str, str]:
    """The cookies of a request's `Cookie` headers, none if there are too many of them; of two with
    one name the first. What cannot be read is left out.

    Not by `http.cookies`: up to Python 3.11.9 it takes quadratic time for a value of quoted
    backslashes (CVE-2024-7592)."""
    if not are_few(headers):
        return {}
    try:
        return parse_cookie("; ".join(headers)).to_dict()
    except UnicodeError:  # bytes that are no UTF-8
        return {}


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
