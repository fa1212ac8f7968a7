"""The head of a request, looked at before anything reads it: how much of it there may be, and
whether its path can be one of ours.

What no browser sends is answered here, in a word: it would reach code that takes a text for
granted, down to a database that takes no NUL in one.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from server.debate.refusals import Rejected
from server.identity.cookies import are_few
from server.metrics import Metrics
from server.settings import Settings
from server.web.delivery.security import file_headers
from server.web.requests.programs import is_for_programs
from server.wire.messages import encode, no

HEADERS_AT_MOST = 100  # browsers and proxies together send about thirty
PATH_AT_MOST = 1_000  # characters
HOST_AT_MOST = 300  # bytes, with a port

# From the root, in steps that have a name, of characters that can be seen. U+FFFD is what stands
# where bytes were no UTF-8, lone surrogates among them.
_PATH = re.compile(r"(?!.*//)/[^\x00-\x1f\x7f-\x9f\\\ufffd]*")
_PLAIN_HOST = re.compile(rb"(?:[a-z0-9-]{1,63}\.){0,3}[a-z0-9-]{1,63}(?::[0-9]{1,5})?")
_NUL = b"%00"

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Heads:
    """ASGI middleware: refuses what cannot be meant, and takes away more cookies than we set.

    Whoever has so many is served as if they had none, as at the live door: other programs under
    the same domain may have set them, and a refusal would shut out an honest person for good."""

    def __init__(self, settings: Settings, metrics: Metrics, app: App) -> None:
        self._settings = settings
        self._metrics = metrics
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            status = _refusal(scope)
            if status is not None:
                await self._refuse(status, scope, send)
                return
            if not are_few([value for name, value in scope["headers"] if name == b"cookie"]):
                kept = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
                scope = scope | {"headers": kept}
        await self._app(scope, receive, send)

    async def _refuse(self, status: int, scope: Scope, send: Send) -> None:
        body, type_ = b"Tribina: %d\n" % status, b"text/plain; charset=utf-8"
        if is_for_programs(scope["path"]):
            why = "no such door" if status == 404 else "unreadable"
            body, type_ = encode(no(None, Rejected("malformed", why=why))), b"application/json"
        headers = [
            (b"content-type", type_),
            (b"content-length", b"%d" % len(body)),
            *file_headers(self._settings, scope["scheme"]),
        ]
        self._metrics.request(status)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if scope["method"] == "HEAD":
            body = b""
        await send({"type": "http.response.body", "body": body})


def _refusal(scope: Scope) -> int | None:
    if len(scope["headers"]) > HEADERS_AT_MOST:
        return 431
    if len(scope["path"]) > PATH_AT_MOST or not _PATH.fullmatch(scope["path"]):
        return 404
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if _NUL in scope["query_string"] or not all(map(_is_host, hosts)):
        return 400
    return None


def _is_host(name: bytes) -> bool:
    """Whether it has labels of a name, which the framework takes for granted (RFC 1035, 2.3.4)."""
    if _PLAIN_HOST.fullmatch(name):
        return True
    try:
        name.decode("latin-1").encode("idna")
    except UnicodeError:
        return False
    return len(name) <= HOST_AT_MOST
