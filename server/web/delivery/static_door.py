"""`/static/{version}/{path}`, answered before the web framework hears of it.

A phone fetches a dozen files, and thousands of phones come at once when a code is first shown:
what is ready in memory is sent from there. Through Quart each answer takes three times the CPU.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from server.metrics import Metrics
from server.settings import Settings
from server.web.delivery.assets import Asset, Assets
from server.web.delivery.compression import accepts_gzip
from server.web.delivery.security import file_headers

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

FOREVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"
_PREFIX = "/static/"


class StaticDoor:
    """ASGI middleware: answers for files that exist, leaves all else to `app`."""

    def __init__(self, assets: Assets, settings: Settings, metrics: Metrics, app: App) -> None:
        self._assets = assets
        self._settings = settings
        self._metrics = metrics
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asset = self._asked_for(scope)
        if asset is None:
            await self._app(scope, receive, send)
            return
        status, headers, body = self._answer(scope, asset)
        self._metrics.request(status)
        if scope["method"] == "HEAD":
            body = b""
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _asked_for(self, scope: Scope) -> Asset | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        path: str = scope["path"]
        if not path.startswith(_PREFIX):
            return None
        return self._assets.get(path[len(_PREFIX) :].partition("/")[2])

    def _answer(self, scope: Scope, asset: Asset) -> tuple[int, Headers, bytes]:
        asked = dict(scope["headers"])
        body, packed = asset.body, False
        if asset.gzipped is not None and accepts_gzip(asked.get(b"accept-encoding", b"")):
            body, packed = asset.gzipped, True
        # Two encodings are two representations: weak, they mean the same (RFC 9110, 8.8.1).
        etag = b'W/"%s"' % asset.etag.encode()
        version = scope["path"][len(_PREFIX) :].partition("/")[0]
        headers = [
            (b"content-type", asset.type.encode()),
            # An address of another version, from a page older than this server's start, still
            # gets a file, but nobody may keep it as that version.
            (b"cache-control", FOREVER if version == self._assets.version else ASK_AGAIN),
            (b"etag", etag),
            *file_headers(self._settings, scope["scheme"]),
        ]
        if asset.gzipped is not None:
            headers.append((b"vary", b"Accept-Encoding"))
        if etag in asked.get(b"if-none-match", b""):
            return 304, headers, b""
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        return 200, [*headers, (b"content-length", str(len(body)).encode())], body
