"""Where the pages of this house are: by which hosts it may be called, and from which origins its
pages send.

A page elsewhere must not act in a visitor's name, so an `Origin` is compared whole: scheme, host
and port (RFC 6454). And a host that is not ours must not get into addresses, QR codes or what is
compared, whoever names it in a `Host` header: a name that a stranger points at this machine is his.
"""

import socket
from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from server.proxies import Proxies
from server.settings import Settings

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Addresses given out inside a network; whoever is called by one of them is in it.
_INSIDE = tuple(
    ip_network(one)
    for one in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",  # RFC 6598, also of overlay networks
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


def is_https(settings: Settings, scheme: str, peer: str, forwarded_proto: Sequence[str]) -> bool:
    """Whether the browser came by https, perhaps to a proxy. `forwarded_proto`: the headers
    `X-Forwarded-Proto`, which count if the connection's `peer` is a proxy of ours."""
    if settings.public_url:
        return settings.public_url.startswith("https:")
    if scheme in ("https", "wss"):
        return True
    told = [part.strip().lower() for header in forwarded_proto for part in header.split(",")]
    return told[-1:] == ["https"] and Proxies(settings.proxies).is_one(peer)


class Origins:
    """`trusted`: origins whose pages may act, beside those of the host that was asked."""

    def __init__(self, settings: Settings) -> None:
        self._public = settings.public_url
        self._port = settings.port
        own = (settings.public_url,) if settings.public_url else ()
        self.trusted = frozenset(map(canonical, (*settings.origins, *own))) - {None}
        machine = socket.gethostname().lower()
        named = (urlsplit(origin).hostname for origin in (*settings.origins, *own))
        self._hosts = {"localhost", machine, f"{machine.partition('.')[0]}.local", *named}

    def knows(self, host: str, reached: str = "") -> bool:
        """Whether a `Host` header names this house: as the settings do, as this machine is called,
        or by an address inside its network or the one at which it was `reached`."""
        name = _hostname(f"//{host}")
        if name is None:
            return False
        try:
            address = ip_address(name)
        except ValueError:
            return name in self._hosts
        return name in (*self._hosts, reached) or any(address in inside for inside in _INSIDE)

    def is_page(self, origin: str | None, base: str) -> bool | None:
        """Whether a page of ours sent a request to the pages' door, which is at `base` (scheme,
        host and port), or a page of a trusted origin.

        None: no page did: serve it without cookies. False: refuse it."""
        if not origin:
            return None
        named = canonical(origin)
        return named is not None and (named in self.trusted or named == canonical(base))

    def is_page_at_live(
        self, origin: str | None, host: str, reached: str, secure: bool
    ) -> bool | None:
        """The same at the live door, whose port is another one than that of the pages."""
        if not origin or self._public:
            return self.is_page(origin, self._public)
        name = _hostname(f"//{host}")
        if name is None or not self.knows(host, reached):
            return self.is_page(origin, "")
        name = f"[{name}]" if ":" in name else name
        return self.is_page(origin, f"{'https' if secure else 'http'}://{name}:{self._port}")


def canonical(origin: str) -> str | None:
    """An origin in the one form that it is compared in; None if it is none."""
    try:
        parts = urlsplit(origin.lower())
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    is_bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or not is_bare:
        return None
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
