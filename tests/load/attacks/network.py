"""From where attackers speak: addresses that exist for documentation and benchmarks only (RFC 5737,
RFC 2544, RFC 3849), in a network of our own that ends at this machine.
"""

import ipaddress
import os
import socket
import subprocess
import sys

HALL = "192.0.2.1"  # everybody in the hall, behind one address
OUTSIDER = "203.0.113.9"
_OURS = ("192.0.2.0/24", "203.0.113.0/24", "198.18.0.0/15")
_MANY = ipaddress.ip_network("198.18.0.0/15")
_PREFIX = ipaddress.ip_network("2001:db8::/32")
_MARK = "SIEGE_NETWORK"
_NO_PORT_YET = 24  # IP_BIND_ADDRESS_NO_PORT, Linux: the port is chosen when it is connected


def outsider(number: int) -> str:
    """One of 131,000 addresses."""
    return str(_MANY[number % _MANY.num_addresses])


def in_one_64(number: int) -> str:
    """One of the addresses that every line at home has."""
    return str(_PREFIX[1 + number])


def in_many_64(number: int) -> str:
    """Each in a /64 of its own, all in one /48."""
    return str(_PREFIX[(number % 2**16) * 2**64 + 1])


def has_own() -> bool:
    return _MARK in os.environ


def into_own(arguments: list[str]) -> None:
    """Run this program anew in a network that has nothing but loopback, and end with it; returns
    where that cannot be had. Where there is one already, give it the addresses."""
    if has_own():
        for address in _OURS:
            subprocess.run(["ip", "route", "add", "local", address, "dev", "lo"], check=True)
        return
    separate = ["unshare", "--net", "--map-root-user"]
    ready = "ip link set lo up && ip route add local 192.0.2.0/24 dev lo"
    try:
        subprocess.run([*separate, "sh", "-c", ready], check=True, capture_output=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return
    run = [*separate, "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *arguments]
    os.environ[_MARK] = "yes"
    sys.stdout.flush()
    os.execvp(run[0], run)


def bind(connecting: socket.socket, source: str) -> None:
    """Let it come from that address."""
    connecting.setsockopt(socket.IPPROTO_IP, _NO_PORT_YET, 1)
    connecting.bind((source, 0))
