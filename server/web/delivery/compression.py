"""Answers made for one request, compressed for those who can read it. (Static files are
compressed at the start, see `assets`.)"""

import gzip

from quart import Request, Response, request
from quart.wrappers.response import DataBody

from server.process.aside import aside

LEVEL = 5  # beyond it a page gets 1 % smaller for twice the time
WORTH_COMPRESSING = 500  # bytes
LONG = 64 * 1024  # bytes, which take a millisecond or two; more are compressed beside the loop
_TYPES = frozenset(
    {"text/html", "text/plain", "text/csv", "application/json", "image/svg+xml", "text/javascript"}
)


async def compress(response: Response) -> None:
    """Compress the body in place, if it is worth it and the client accepts it."""
    if response.mimetype not in _TYPES or not isinstance(response.response, DataBody):
        return
    if "Content-Encoding" in response.headers:
        return
    response.vary.add("Accept-Encoding")
    if not packs(request):
        return
    body = await response.get_data(as_text=False)
    if len(body) < WORTH_COMPRESSING:
        return
    if len(body) < LONG:
        packed = gzip.compress(body, LEVEL, mtime=0)
    else:
        packed = await aside(gzip.compress, body, LEVEL, mtime=0)
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"


def packs(asked: Request) -> bool:
    """Whether who asks can read what is compressed."""
    return bool(asked.accept_encodings["gzip"] > 0)


def accepts_gzip(header: bytes) -> bool:
    """RFC 9110, 12.5.3: named, or anything; a weight of zero refuses it."""
    for item in header.lower().split(b","):
        name, _, weight = item.partition(b";")
        if name.strip() in (b"gzip", b"*"):
            return weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False
