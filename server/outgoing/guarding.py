"""Where a webhook may go: never to a machine that only this one can reach, unless whoever keeps the
house has said so of that endpoint. Pure.
"""

import ipaddress
from urllib.parse import urlsplit

from msgspec import Struct

from server.reachable import OUTSIDE_PORTS, is_of_everybody, meant

URL_AT_MOST = 500  # characters
HTTPS_PORT = 443
HALL_PORTS_FROM = 1_024  # and 80 and 443
# What listens there takes a request for commands, or is a door of the machine itself.
NEVER = frozenset({2375, 2376, 2379, 3306, 3389, 5432, 5900, 6379, 9200, 11211, 27017})

_HALL = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1")
)
_METADATA = ipaddress.IPv6Network("fd00:ec2::/32")  # of a machine in a cloud


class Target(Struct, frozen=True):
    """Where an endpoint is. `path`: with what was asked behind it."""

    tls: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """As the header Host says it."""
        named = f"[{self.host}]" if ":" in self.host else self.host
        return named if self.port == (HTTPS_PORT if self.tls else 80) else f"{named}:{self.port}"


def target_of(url: str, in_hall: bool) -> Target | None:
    """None where no webhook may go there, whatever its name stands for. `in_hall`: it is a machine
    beside this one."""
    if not url.isascii() or not url.isprintable() or " " in url or len(url) > URL_AT_MOST:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    tls = parts.scheme == "https"
    if not host or parts.username is not None or parts.fragment or "%" in host:
        return None
    if not (tls or (in_hall and parts.scheme == "http")):
        return None
    port = (HTTPS_PORT if tls else 80) if port is None else port
    if not _is_port(port, in_hall):
        return None
    return Target(tls, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def may_reach(address: str, in_hall: bool) -> bool:
    """Whether a webhook may go to this address: in the hall only to what is private, else only to
    what everybody can reach."""
    if not in_hall:
        return is_of_everybody(address)
    try:
        there = meant(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return there not in _METADATA and any(there in one for one in _HALL)


def _is_port(port: int, in_hall: bool) -> bool:
    if not in_hall:
        return port in OUTSIDE_PORTS
    return port in (80, HTTPS_PORT) or (port >= HALL_PORTS_FROM and port not in NEVER)
