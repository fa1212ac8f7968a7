"""Where Open Sound Control is listened for: an address of the local network, as whoever operates
the house types it in.

A token travels in clear there, and whose a datagram is nobody can prove. So no address that can be
reached from elsewhere is taken, nor all addresses of a machine at once.
"""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

# RFC 1918, 3927, 1122, 4193, 4291.
_NEAR: tuple[IPv4Network | IPv6Network, ...] = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "127.0.0.0/8",
            "fc00::/7",
            "fe80::/10",
            "::1",
        ),
    )
)


class OscAddress(NamedTuple):
    """`host`: an IPv4 or IPv6 address, not a name."""

    host: str
    port: int

    @property
    def is_ipv6(self) -> bool:
        return ":" in self.host

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if self.is_ipv6 else f"{self.host}:{self.port}"


def parse_osc_address(text: str) -> OscAddress | None:
    """Empty: nowhere. Raises ValueError."""
    if not text.strip():
        return None
    try:
        parts = urlsplit(f"//{text.strip()}")
        address, port = ip_address(parts.hostname or ""), parts.port
    except ValueError:
        port = None
    if not port or parts.netloc != text.strip() or "@" in text:
        raise ValueError("it looks like 192.168.1.10:9000")
    if not is_near(str(address)):
        raise ValueError(
            f"{address} is no address of a local network, and tokens would travel over it in clear;"
            " name one of this machine's own, such as 192.168.1.10, or 127.0.0.1"
        )
    return OscAddress(str(address), port)


def is_near(host: str) -> bool:
    """Whether an address is of a local network or this machine. Raises ValueError for a name."""
    address = ip_address(host.partition("%")[0])
    return any(address.version == one.version and address in one for one in _NEAR)
