"""From which pages a request may come, and whether its cookies count.

A page elsewhere cannot act in a visitor's name: what changes something needs the `Origin` of one
of our pages for its cookies to count. Reading does not: browsers send no `Origin` with it, keep
our cookies (SameSite=Lax) out of other sites' requests, and let no other site see the answer.
"""

from quart import Response, request
from werkzeug.exceptions import Forbidden

from server.debate.refusals import Rejected
from server.identity.origins import canonical
from server.web.dependencies import dependencies
from server.web.login.login_cookie import secret_sent
from server.web.requests.addresses import base_url

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PREFLIGHT_S = 600


def ours() -> bool | None:
    """Whether a page of ours sent this request; None: no page did, or it only reads."""
    known = dependencies()
    return known.identity.origins.is_page(request.headers.get("Origin"), base_url(known.settings))


def cookies_count() -> bool:
    """Whether cookies may say who is asking."""
    found = ours()
    return bool(found) or (found is None and request.method in SAFE)


async def guard() -> None:
    """Refuse what a foreign page sends. Raises Rejected on the API, Forbidden elsewhere."""
    if request.path.startswith("/api/"):
        if ours() is False:
            raise Rejected("not_allowed", why="origin")
    elif request.method not in SAFE:
        found = ours()
        if found is False or (found is None and secret_sent()):
            raise Forbidden


def allow_reading(response: Response) -> None:
    """Let pages of the trusted origins (settings) use the API (the Fetch standard's CORS)."""
    origin = request.headers.get("Origin")
    if not request.path.startswith("/api/"):
        return
    response.vary.add("Origin")
    if origin is None or canonical(origin) not in dependencies().identity.origins.trusted:
        return
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Allow-Credentials"] = "true"
    headers["Access-Control-Expose-Headers"] = "ETag"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, POST"
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
        headers["Access-Control-Max-Age"] = str(PREFLIGHT_S)
