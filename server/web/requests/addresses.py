"""Where this server is, as the one who asks sees it: for links, QR codes and the live door.

Behind a proxy the setting `public_url` says it; otherwise the request does.
"""

import re
import socket
from urllib.parse import urlsplit

from quart import request

from server.identity import origins
from server.networks import plain
from server.settings import Settings

# A name, an IPv4 or a bracketed IPv6 address, and a port: what may stand in a header or a page.
HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?")
_EVERYWHERE = ("0.0.0.0", "::", "")
# Any address outside this machine will do: connecting a datagram socket sends nothing.
_ELSEWHERE = ("192.0.2.1", 9)


def is_https(settings: Settings) -> bool:
    """Whether the browser came by https, perhaps to a proxy."""
    forwarded = request.headers.getlist("X-Forwarded-Proto")
    return origins.is_https(settings, request.scheme, request.remote_addr or "", forwarded)


def base_url(settings: Settings) -> str:
    """The address of the home page without the last slash."""
    return settings.public_url or f"{'https' if is_https(settings) else 'http'}://{request.host}"


def live_origin(settings: Settings) -> str:
    """Scheme, host and port of the live door."""
    scheme = "wss" if is_https(settings) else "ws"
    if settings.public_url:
        return f"{scheme}://{urlsplit(settings.public_url).netloc}"
    return f"{scheme}://{_name(request.host)}:{settings.live_port}"


def live_url(settings: Settings, code: str) -> str:
    """The live door of a debate."""
    return f"{live_origin(settings)}/live/{code}"


def join_url(settings: Settings, code: str) -> str:
    """What phones type to join."""
    return f"{shared_url(settings)}/{code}"


def shared_url(settings: Settings) -> str:
    """As `base_url`, for other devices. A page opened on this very machine as `localhost` is no
    use to them, so then it is this machine's address in the local network, where the server
    listens."""
    base = base_url(settings)
    host = urlsplit(base).hostname or ""
    if not settings.public_url and is_loopback(host) and settings.host in _EVERYWHERE:
        address = lan_address()
        if address is not None:
            port = urlsplit(base).port
            base = f"{urlsplit(base).scheme}://{address}" + (f":{port}" if port else "")
    return base


def spoken_address(settings: Settings) -> str:
    """`shared_url` as people say and type it: without the scheme."""
    return shared_url(settings).split("://", 1)[1]


def lan_address() -> str | None:
    """This machine's IPv4 address in the local network; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
            address: str = probe.getsockname()[0]
        except OSError:
            return None
    return None if is_loopback(address) else address


def _name(host: str) -> str:
    match = HOST.fullmatch(host)
    return match[1] if match else "localhost"  # in the answer that refuses any other host


def is_loopback(host: str) -> bool:
    """Whether a name or address means this very machine."""
    if host == "localhost":
        return True
    try:
        return plain(host).is_loopback
    except ValueError:
        return False
