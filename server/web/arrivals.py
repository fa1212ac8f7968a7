"""The audience page as everybody gets it who is new: one rendering for all who come within a
moment. A hall comes all at once, when the code is first shown.
"""

import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

from msgspec import Struct
from quart import Response, current_app, request

from server.clock import Clock
from server.web.compression import LEVEL

KEPT_S = 1.0  # what has changed since comes with the first frame of the live door
KEPT_AT_MOST = 64


class _Page(Struct):
    at: float
    html: bytes
    gzipped: bytes


class Arrivals:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pages: OrderedDict[Hashable, _Page] = OrderedDict()

    async def page(self, key: Hashable, render: Callable[[], Awaitable[str]]) -> Response:
        """The page of this key, rendered now or a moment ago. Nothing personal may be in it, and
        all that it depends on must be in the key."""
        page = self._pages.get(key)
        if page is None or self._clock.monotonic() - page.at > KEPT_S:
            html = (await render()).encode()
            page = _Page(self._clock.monotonic(), html, gzip.compress(html, LEVEL, mtime=0))
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > KEPT_AT_MOST:
                self._pages.popitem(last=False)
        return _response(page)


def _response(page: _Page) -> Response:
    packed = request.accept_encodings["gzip"] > 0
    response: Response = current_app.response_class(
        page.gzipped if packed else page.html, mimetype="text/html"
    )
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
