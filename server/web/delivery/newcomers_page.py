"""The audience page as everybody gets it who is new: one answer for all who come within a moment.

A hall comes all at once, when the code is first shown, and each of them asks for the same page. The
web framework makes it once; the others get the same bytes and a token of their own before it hears
of them, at a third of the CPU. It is made in memory, for nobody in particular: whoever asked first
may never read it, and the others wait for the making only.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.identity.cookies import participant_cookie
from server.identity.origins import is_https
from server.identity.recognising import Identity
from server.limits.pages import Newcomers
from server.live.slices import OneByOne
from server.metrics import Metrics
from server.settings import Settings
from server.web.delivery.compression import accepts_gzip

KEPT_S = 2.0  # what has changed since comes with the first frame; making one takes some 20 ms
KEPT_AT_MOST = 64  # answers
MADE_AT_ONCE = 2  # of those who look like nobody else, each has one made

_FORWARDED_FOR = b"x-forwarded-for"
_FORWARDED_PROTO = b"x-forwarded-proto"
_PATH = re.compile(r"/[0-9]{6}")
_PERSONAL = {b"cookie", b"authorization", b"origin", b"range"}  # whoever sends these is no stranger

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
_Key = tuple[bytes | str | bool, ...]


class _Answer(Struct):
    """What the app says to one stranger."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = []
    body: bytes = b""

    async def hear(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        await send({"type": "http.response.body", "body": self.body})


class _Page(Struct):
    """An answer as it can be given to anybody new: without a token. `at`: when, s."""

    at: float
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Arrivals:
    """ASGI middleware: answers strangers who ask for a debate's page from what `app` answered
    another a moment ago; leaves all else to it."""

    def __init__(
        self,
        identity: Identity,
        newcomers: Newcomers,
        settings: Settings,
        clock: Clock,
        metrics: Metrics,
        app: App,
    ) -> None:
        self._identity = identity
        self._newcomers = newcomers
        self._settings = settings
        self._clock = clock
        self._metrics = metrics
        self._app = app
        self._pages: OrderedDict[_Key, _Page] = OrderedDict()
        self._making: dict[_Key, asyncio.Task[_Answer]] = {}
        self._given = OneByOne()
        self._few = asyncio.Semaphore(MADE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        page = self._page(key)
        if page is None:
            making = self._making.get(key)
            if making is None:
                answer = await asyncio.shield(self._start(key, scope))
                await answer.give(send)
                return
            await asyncio.wait({making})
            await self._given.turn()
            page = self._page(key)
        if page is None or not await self._give(page, scope, send):
            await self._app(scope, receive, send)

    def _page(self, key: _Key) -> _Page | None:
        page = self._pages.get(key)
        return page if page and self._clock.monotonic() - page.at <= KEPT_S else None

    async def _give(self, page: _Page, scope: Scope, send: Send) -> bool:
        """False: whoever asks is one too many, and is to be told by the app."""
        try:
            await self._newcomers.take_from(_peer(scope), _values(scope, _FORWARDED_FOR))
        except Rejected:
            return False
        forwarded = _values(scope, _FORWARDED_PROTO)
        secure = is_https(self._settings, scope["scheme"], _peer(scope), forwarded)
        cookie = participant_cookie(self._identity.new_participant(), secure)
        headers = [*page.headers, (b"set-cookie", cookie.encode())]
        self._metrics.request(200)
        await _Answer(200, headers, page.body).give(send)
        return True

    def _start(self, key: _Key, scope: Scope) -> asyncio.Task[_Answer]:
        """A task of its own, which goes on when whoever asked for it is gone."""
        making = asyncio.create_task(self._make(key, scope), name="a page for all who come")
        self._making[key] = making
        making.add_done_callback(lambda _: self._making.pop(key))
        return making

    async def _make(self, key: _Key, scope: Scope) -> _Answer:
        """Let the app answer, and keep what it says to a stranger."""
        answer = _Answer()
        async with self._few:
            await self._app(scope, _nothing_follows(), answer.hear)
        if answer.status == 200:
            headers = _without_cookies(answer.headers)
            self._keep(key, _Page(self._clock.monotonic(), headers, answer.body))
        return answer

    def _keep(self, key: _Key, page: _Page) -> None:
        self._pages[key] = page
        self._pages.move_to_end(key)
        while len(self._pages) > KEPT_AT_MOST:
            self._pages.popitem(last=False)


def _key(scope: Scope) -> _Key | None:
    """All that the page of somebody new depends on; None for every other request."""
    if scope["type"] != "http" or scope["method"] != "GET" or not _PATH.fullmatch(scope["path"]):
        return None
    headers = dict(scope["headers"])
    if not _PERSONAL.isdisjoint(headers):
        return None
    return (
        scope["scheme"],
        headers.get(b"host", b""),
        headers.get(_FORWARDED_PROTO, b""),
        scope["path"],
        scope["query_string"],
        headers.get(b"accept-language", b""),
        headers.get(b"accept", b""),
        accepts_gzip(headers.get(b"accept-encoding", b"")),
    )


def _nothing_follows() -> Receive:
    """What comes after the head of a request without a body: that it is over, then nothing."""
    said = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Any:
        return next(said, None) or await asyncio.Event().wait()

    return receive


def _peer(scope: Scope) -> str:
    return str(scope["client"][0]) if scope.get("client") else ""


def _values(scope: Scope, header: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == header]


def _without_cookies(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in headers if name.lower() != b"set-cookie"]
