"""The audience page where it is the same for many: one answer for all who come within a moment.

A hall comes all at once, when the code is first shown, and each of them asks for the same page. The
web framework makes it once; the others get the same bytes and a token of their own before it hears
of them, at a third of the CPU. It is made in memory, for nobody in particular: whoever asked first
may never read it, and the others wait for the making only.

When a debate is over, nobody knows any more who was who in it, so that the page with its results is
the same for phones that were there, too. It is made once for each language, as long as it stays the
same, and a browser that has it is told so.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from server.clock import Clock
from server.debate.refusals import Rejected
from server.identity.cookies import participant_cookie, read_cookies
from server.identity.origins import is_https
from server.identity.recognising import LOCALE_COOKIE, PARTICIPANT_COOKIE, Identity
from server.lasting import lasting
from server.limits.pages import Newcomers
from server.live.slices import OneByOne
from server.metrics import Metrics
from server.settings import Settings
from server.web.delivery.compression import accepts_gzip

KEPT_S = 2.0  # what has changed since comes with the first frame; making one takes some 20 ms
RESULTS_KEPT_S = 600.0  # while they stay the same; beyond it, for a programme's new name or colour
KEPT_AT_MOST = 64  # answers
MADE_AT_ONCE = 2  # of those who look like nobody else, each has one made

_FORWARDED_FOR = b"x-forwarded-for"
_FORWARDED_PROTO = b"x-forwarded-proto"
_PATH = re.compile(r"/[0-9]{6}")
_PERSONAL = {b"cookie", b"authorization", b"origin", b"range"}  # whoever sends these is no stranger
_MAY_COME_TWICE = {b"cookie", _FORWARDED_FOR}
_OF_PHONES = {PARTICIPANT_COOKIE, LOCALE_COOKIE}  # whoever has others may be logged in
_MAY_BE_KEPT = (b"cache-control", b"private, no-cache")  # a browser asks whether it is the same

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
_Key = tuple[bytes | str | bool, ...]
_Headers = list[tuple[bytes, bytes]]


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
    """An answer as it can be given to anybody: without a token. `at`: when, s. `over`: the version
    of a debate that is over; of any other None. `etag`: of the page of such a one."""

    at: float
    headers: _Headers
    body: bytes
    over: str | None = None
    etag: bytes = b""


class _Asked(Struct, frozen=True):
    """What somebody asks for who gets what others get. `over`: as of a page. `is_known`: has a
    token already."""

    key: _Key
    over: str | None = None
    is_known: bool = False


class NewcomersPage:
    """ASGI middleware: answers strangers who ask for a debate's page, and once it is over phones
    that were there, from what `app` answered another; leaves all else to it. `over`: see
    `Rooms.over`."""

    def __init__(
        self,
        identity: Identity,
        newcomers: Newcomers,
        settings: Settings,
        clock: Clock,
        metrics: Metrics,
        over: Callable[[str], str | None],
        app: App,
    ) -> None:
        self._identity = identity
        self._newcomers = newcomers
        self._settings = settings
        self._clock = clock
        self._metrics = metrics
        self._over = over
        self._app = app
        self._pages: OrderedDict[_Key, _Page] = OrderedDict()
        self._making: dict[_Key, asyncio.Task[_Answer]] = {}
        self._given = OneByOne()
        self._few = asyncio.Semaphore(MADE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = self._asked(scope)
        if asked is None:
            await self._app(scope, receive, send)
            return
        page = self._page(asked)
        if page is None:
            making = self._making.get(asked.key)
            if making is None:
                answer = await asyncio.shield(self._start(asked, scope))
                await answer.give(send)
                return
            await asyncio.wait({making})
            await self._given.turn()
            page = self._page(asked)
        if page is None or not await self._give(page, asked, scope, send):
            await self._app(scope, receive, send)

    def _asked(self, scope: Scope) -> _Asked | None:
        """None: this is for one person, or no such page."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not _PATH.fullmatch(scope["path"])
        ):
            return None
        headers = dict(scope["headers"])
        if _is_said_twice(scope, headers) or scope["query_string"]:
            return None
        personal, over = _PERSONAL & headers.keys(), self._over(scope["path"][1:])
        if not personal:
            return _Asked(_key(scope, headers, ""), over)
        if personal != {b"cookie"} or over is None:
            return None
        cookies = read_cookies(_values(scope, b"cookie"))
        token = cookies.get(PARTICIPANT_COOKIE, "")
        if not (cookies.keys() <= _OF_PHONES and self._identity.is_participant(token)):
            return None
        locale = cookies.get(LOCALE_COOKIE, "none")
        return _Asked(_key(scope, headers, locale), over, is_known=True)

    def _page(self, asked: _Asked) -> _Page | None:
        page = self._pages.get(asked.key)
        if page is None:
            return None
        same = page.over is not None and page.over == asked.over
        kept_s = RESULTS_KEPT_S if same else KEPT_S
        fits = (page.over is None) == (asked.over is None)
        return page if fits and self._clock.monotonic() - page.at <= kept_s else None

    async def _give(self, page: _Page, asked: _Asked, scope: Scope, send: Send) -> bool:
        """False: whoever asks is one too many, and is to be told by the app."""
        headers = page.headers
        if not asked.is_known:
            try:
                await self._newcomers.take_from(_peer(scope), _values(scope, _FORWARDED_FOR))
            except Rejected:
                return False
            forwarded = _values(scope, _FORWARDED_PROTO)
            secure = is_https(self._settings, scope["scheme"], _peer(scope), forwarded)
            cookie = participant_cookie(self._identity.new_participant(), secure)
            headers = [*headers, (b"set-cookie", cookie.encode())]
        is_there = page.etag and page.etag in dict(scope["headers"]).get(b"if-none-match", b"")
        answer = _Answer(200, headers, page.body)
        if is_there:
            answer = _Answer(304, _without(b"content-length", headers))
        self._metrics.request(answer.status)
        await answer.give(send)
        return True

    def _start(self, asked: _Asked, scope: Scope) -> asyncio.Task[_Answer]:
        """A task of its own, which goes on when whoever asked for it is gone."""
        making = lasting(self._make(asked, scope), "a page for all who come")
        self._making[asked.key] = making
        making.add_done_callback(lambda _: self._making.pop(asked.key))
        return making

    async def _make(self, asked: _Asked, scope: Scope) -> _Answer:
        """Let the app answer, and keep what it says to somebody like this."""
        answer = _Answer()
        async with self._few:
            await self._app(scope, _nothing_follows(), answer.hear)
        if answer.status == 200:
            self._keep(asked.key, _page_of(answer, asked.over, self._clock.monotonic()))
        return answer

    def _keep(self, key: _Key, page: _Page) -> None:
        self._pages[key] = page
        self._pages.move_to_end(key)
        while len(self._pages) > KEPT_AT_MOST:
            self._pages.popitem(last=False)


def _is_said_twice(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether a header comes twice: what is made for one value must not be kept under another."""
    once = [name for name, _ in scope["headers"] if name not in _MAY_COME_TWICE]
    return len(once) != len(headers.keys() - _MAY_COME_TWICE)


def _key(scope: Scope, headers: dict[bytes, bytes], locale: str) -> _Key:
    """All that the page depends on. `locale`: as it was chosen, of who is known; "" of others."""
    return (
        scope["scheme"],
        headers.get(b"host", b""),
        headers.get(_FORWARDED_PROTO, b""),
        scope["path"],
        headers.get(b"accept-language", b""),
        headers.get(b"accept", b""),
        accepts_gzip(headers.get(b"accept-encoding", b"")),
        locale,
    )


def _page_of(answer: _Answer, over: str | None, at: float) -> _Page:
    headers = _without(b"set-cookie", answer.headers)
    if over is None:
        return _Page(at, headers, answer.body)
    etag = b'"%s"' % blake2b(answer.body, digest_size=12).hexdigest().encode()
    headers = [*_without(b"cache-control", headers), _MAY_BE_KEPT, (b"etag", etag)]
    return _Page(at, headers, answer.body, over, etag)


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


def _without(header: bytes, headers: _Headers) -> _Headers:
    return [(name, value) for name, value in headers if name.lower() != header]
