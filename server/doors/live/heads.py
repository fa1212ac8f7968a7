"""The head of a handshake, looked at before anything reads it: what it asks for, or the status that
no client of ours ever sees.
"""

import re
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct
from websockets import Headers, Request

HEALTH = "/health"

_PATH = re.compile(r"/live/([0-9]{6})")
_ONCE = ("Host", "Origin", "Authorization")  # RFC 9110, sections 7.2 and 11.6.2; RFC 6454, 7.3


class BadHead(Exception):
    """Nobody means that: `status` and `words` are the answer."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class Head(Struct, frozen=True):
    """`code`: of the debate, "" when a proxy asks for our health."""

    code: str
    query: dict[str, list[str]]
    headers: Headers

    def one(self, name: str) -> str | None:
        """The header, of which there is at most one, or None."""
        return self.headers.get(name)


def read_head(request: Request) -> Head:
    """Raises BadHead."""
    try:
        url = urlsplit(request.path)
    except ValueError:
        raise BadHead(HTTPStatus.NOT_FOUND, "That is no address.\n") from None
    path = _PATH.fullmatch(url.path)
    if path is None and url.path != HEALTH:
        raise BadHead(HTTPStatus.NOT_FOUND, "The live door is /live/{code}.\n")
    if "%00" in url.query:
        raise BadHead(HTTPStatus.BAD_REQUEST, "No store takes a NUL.\n")
    for name in _ONCE:
        if len(request.headers.get_all(name)) > 1:
            raise BadHead(HTTPStatus.BAD_REQUEST, f"There is one {name}, or none.\n")
    return Head(path[1] if path else "", parse_qs(url.query), request.headers)
