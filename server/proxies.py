"""Whose connection it is when proxies stand between: for the ceilings of addresses, nothing else.

Every proxy writes the address that it was asked from behind those that are in `X-Forwarded-For`
already; whoever asked may have made up the rest. So it is read from its end, and only as long as
it was one of our own proxies who wrote.
"""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from server.networks import packed_of

Network = IPv4Network | IPv6Network

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1"))
UNREADABLE = "unreadable"  # one ceiling for all whom a proxy of ours calls what is no address


def parse_networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks, separated by commas; this machine itself is always among them.

    Raises ValueError."""
    named = (ip_network(part.strip()) for part in text.split(",") if part.strip())
    return tuple(dict.fromkeys((*LOOPBACK, *named)))


class Proxies:
    """`trusted`: networks whose word about addresses is taken."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = [(one[0].packed, one[-1].packed) for one in trusted]

    def is_one(self, peer: str) -> bool:
        """Whether the other end of a connection is a proxy of ours."""
        try:
            return self._is_trusted(packed_of(peer))
        except ValueError:
            return False

    def caller(self, peer: str, forwarded_for: Sequence[str]) -> str | None:
        """The address of whoever is behind a connection from `peer`, with these headers
        `X-Forwarded-For`. None: one of our own machines, who may speak for everybody."""
        said = [part.strip() for header in forwarded_for for part in header.split(",")]
        for name in (peer, *reversed(said)):
            try:
                packed = packed_of(name)
            except ValueError:
                return UNREADABLE
            if not self._is_trusted(packed):
                return str(ip_address(packed))
        return None

    def _is_trusted(self, packed: bytes) -> bool:
        return any(
            len(packed) == len(first) and first <= packed <= last for first, last in self._trusted
        )
