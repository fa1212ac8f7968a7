"""What everybody can reach: at an address that somebody typed in this house never asks what only it
or its network reaches. Pure.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Where https is asked outside; no other port of a machine is worth a try to whoever typed it in.
OUTSIDE_PORTS = frozenset({443, 8443})

_UNICAST = IPv6Network("2000::/3")  # all of IPv6 that the Internet has (RFC 4291, IANA)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_DOCUMENTATION = IPv6Network("3fff::/20")  # RFC 9637, of which Python learns later


def is_of_everybody(address: str) -> bool:
    """Whether it is an address of the Internet. One that stands for another, of IPv4, is what that
    one is; no Teredo, and nothing that was given up, as what is only compatible with IPv4. False
    for what is no address."""
    try:
        there = meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    known = there.is_global and not (there.is_multicast or there.is_reserved)
    if isinstance(there, IPv4Address):
        return known
    return known and there in _UNICAST and there not in _DOCUMENTATION


def meant(there: Address) -> Address:
    """Where a system goes that is told this one: an IPv4 address written as IPv6, translated or
    within a tunnel."""
    if isinstance(there, IPv6Address):
        if there in _NAT64:
            return IPv4Address(int(there) & 0xFFFF_FFFF)
        return there.ipv4_mapped or there.sixtofour or there
    return there
