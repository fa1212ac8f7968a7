"""The head of a handshake, looked at before anything reads it: what it asks for, or the status that
no client of ours ever sees.
"""

import re
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct
from websockets import Headers, Request

HEALTH = "/health"

_PATH = re.compile(r"/live/([0-9]{6})|/studio/([0-9]{6})/live")
_MOMENT = re.compile(r"[0-9]{1,15}")  # ms
_ONCE = ("Host", "Origin", "Authorization")  # RFC 9110, sections 7.2 and 11.6.2; RFC 6454, 7.3


class BadHead(Exception):
    """Nobody means that: `status` and `words` are the answer."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class Head(Struct, frozen=True):
    """`code`: of the debate, "" when a proxy asks for our health; `at_studio`: of its gallery."""

    code: str
    at_studio: bool
    query: dict[str, list[str]]
    headers: Headers

    def one(self, name: str) -> str | None:
        """The header, of which there is at most one, or None."""
        return self.headers.get(name)

    @property
    def view(self) -> str:
        """What is asked for, which may be no view of ours."""
        return "studio" if self.at_studio else self.query.get("as", ["audience"])[0]

    @property
    def since(self) -> int | None:
        """When who comes back was here last, ms."""
        since = self.query.get("since", [""])[0]
        return int(since) if _MOMENT.fullmatch(since) else None


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
    code = (path[1] or path[2]) if path else ""
    return Head(code, bool(path and path[2]), parse_qs(url.query), request.headers)
