"""Which network an address counts as, for ceilings and for what moderators are told.

An IPv4 address counts by itself: a hall shares one. Whoever has one IPv6 address has 2^64 of them,
so these count by the /64 that a line is given, and once more by the /56 that a provider gives to a
home or an office (RIPE-690), whose ceiling is higher.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from socket import AF_INET, AF_INET6, inet_pton

from msgspec import Struct

WIDER = 2.0  # how much more than one network those around it may do together

_NEAR, _WIDE, _AREA = 64, 56, 48  # bits of an IPv6 address
_AREA_V4 = 24
_MAPPED = bytes(10) + b"\xff\xff"  # how an IPv4 address as IPv6 begins (RFC 4291, 2.5.5.2)


class Networks(Struct, frozen=True):
    """`near`: what one ceiling counts. `wide`: what several of these lie in, with a ceiling of its
    own; empty where there is none. `area`: what tells neighbours from strangers, never counted."""

    near: str
    wide: str
    area: str


def networks_of(address: str) -> Networks:
    """What is no address, as of a socket in the file system, is one network by its name."""
    try:
        parsed = plain(address)
    except ValueError:
        return Networks(address, "", address)
    if isinstance(parsed, IPv4Address):
        return Networks(str(parsed), "", str(ip_network((int(parsed), _AREA_V4), strict=False)))
    near, wide, area = (
        str(IPv6Network((int(parsed), bits), strict=False)) for bits in (_NEAR, _WIDE, _AREA)
    )
    return Networks(near, wide, area)


def home_of(address: str) -> bytes:
    """What is told apart where nothing finer is needed, quickly: an IPv4 address, or the /56 of an
    IPv6 one."""
    try:
        packed = packed_of(address)
    except ValueError:
        return address.encode()
    return packed if len(packed) == 4 else packed[: _WIDE // 8]


def packed_of(address: str) -> bytes:
    """`plain`, as 4 or 16 bytes; the system reads them five times as fast, and it is done several
    times for each connection. Raises ValueError."""
    text = address.partition("%")[0]
    try:
        if ":" not in text:
            return inet_pton(AF_INET, text)
        packed = inet_pton(AF_INET6, text)
    except OSError as error:
        raise ValueError(f"{address!r} is no address") from error
    return packed[12:] if packed.startswith(_MAPPED) else packed


def plain(address: str) -> IPv4Address | IPv6Address:
    """An IPv4 address as such, also where a socket for both kinds tells it as IPv6; without the
    scope that a link-local one has here. Raises ValueError."""
    return ip_address(packed_of(address))
