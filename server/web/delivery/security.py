"""What every answer says to the browser about what it may do with it."""

import logging
from collections.abc import Sequence

from quart import Response, g, request
from werkzeug.exceptions import BadRequest

from server.debate.refusals import Rejected
from server.settings import Settings
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.requests import addresses

log = logging.getLogger(__name__)

HTTPS_ONLY = f"max-age={365 * 24 * 60 * 60}"
# What no page of ours uses, and nothing put into one may.
NO_SENSORS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# Not `no-referrer`: with it browsers send `Origin: null` with a form, and ours could no longer be
# told from a foreign one. To other sites nothing is told either way.
REFERRER = "same-origin"
NOTHING = "default-src 'none'; frame-ancestors 'none'"

# What is watched under whatever name a container or a proxy has for this process.
ASKED_BY_MACHINES = frozenset({"/health", "/metrics"})

# Pages that may be shown inside another page of ours or of a trusted origin: a studio's overlay.
FRAMED = frozenset({"pages.display", "overlay.overlay"})
# Others with a token in their address.
KEYED = frozenset({"elsewhere.come_back", "studio.show", "buttons.press", "buttons.pressed"})
# Pages that may be shown inside those of others; whose, the organisation says (`g.ancestors`).
EMBEDDED = frozenset({"embeds.embed"})
ANCESTORS = "ancestors"
# Pages that show another page of ours inside themselves: the desk, what goes out.
FRAMES = frozenset({"pages.control"})


async def check_host() -> Response | None:
    """Refuse a Host header that could not stand in a header or on a page (raises BadRequest), or
    that is not ours: it would stand in addresses and QR codes."""
    if not addresses.HOST.fullmatch(request.host):
        raise BadRequest
    reached = (request.scope.get("server") or ("",))[0]
    if (
        dependencies().identity.origins.knows(request.host, reached)
        or request.path in ASKED_BY_MACHINES
    ):
        return None
    log.warning("asked for under a name that is not ours; TRIBINA_PUBLIC_URL may name it")
    if request.path.startswith("/api/"):
        raise Rejected("malformed", why="host")
    return await error_page(400, "host")


def add_headers(response: Response) -> None:
    """Which these are follows from what is answered and whether it goes encrypted."""
    known = dependencies()
    https = addresses.is_https(known.settings)
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = REFERRER
    if https:
        headers["Strict-Transport-Security"] = HTTPS_ONLY
    if response.mimetype != "text/html":
        headers["Content-Security-Policy"] = NOTHING
        if not request.path.startswith("/api/"):
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return
    headers["Content-Security-Policy"] = page_policy(
        known.settings,
        known.assets.importmap_source,
        framed=request.endpoint in FRAMED,
        frames=request.endpoint in FRAMES,
        embedders=g.get(ANCESTORS, ()) if request.endpoint in EMBEDDED else (),
    )
    headers["Permissions-Policy"] = NO_SENSORS
    if request.endpoint in FRAMED | KEYED:  # its token is in its address, and it has no forms
        headers["Referrer-Policy"] = "no-referrer"
    if https:  # elsewhere browsers ignore it, and say so as an error in the console
        headers["Cross-Origin-Opener-Policy"] = "same-origin"


def file_headers(settings: Settings, scheme: str) -> list[tuple[bytes, bytes]]:
    """The same for a static file, where there is no request of the web framework. `scheme`: of
    the request, for a server without a proxy."""
    named = {
        "x-content-type-options": "nosniff",
        "referrer-policy": REFERRER,
        "content-security-policy": NOTHING,
        "cross-origin-resource-policy": "same-origin",
    }
    if settings.public_url.startswith("https:") or (not settings.public_url and scheme == "https"):
        named["strict-transport-security"] = HTTPS_ONLY
    return [(name.encode(), value.encode()) for name, value in named.items()]


def page_policy(
    settings: Settings,
    importmap_source: str,
    *,
    framed: bool,
    frames: bool = False,
    embedders: Sequence[str] = (),
) -> str:
    """The Content-Security-Policy of a page: own files only, no inline script but the import map,
    no inline style, connections to the two doors. `embedders`: who else may show it."""
    ours = ("'self'", *settings.origins) if framed else ()
    ancestors = " ".join((*ours, *embedders)) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {importmap_source}",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' {addresses.live_origin(settings)}",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            *(["frame-src 'self'"] if frames else []),
            f"frame-ancestors {ancestors}",
        )
    )
