"""Addresses of Redis, as the settings name them.

| address | is |
|---|---|
| `redis://`, `rediss://` | one server, plain or encrypted |
| `unix://` | one server on this machine, by its socket |
| `redis+sentinel://host:port,host:port/service/db` | whoever Sentinel says is the master |
| `redis+cluster://host:port,host:port` | a cluster |
"""

from urllib.parse import unquote, urlsplit

from msgspec import Struct

SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "redis+cluster")


class Address(Struct, frozen=True):
    """An address of Redis, taken apart. `hosts` and `service` only where several are named."""

    url: str
    scheme: str
    hosts: tuple[tuple[str, int], ...] = ()
    service: str = ""
    db: int = 0
    username: str | None = None
    password: str | None = None

    @property
    def is_cluster(self) -> bool:
        """Whether keys lie on several servers."""
        return self.scheme == "redis+cluster"


def parse_address(url: str) -> Address:
    """Raises ValueError for an address of none of the kinds."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ValueError(f"an address of Redis begins with one of {', '.join(SCHEMES)}")
    if "+" not in parts.scheme:
        if not (parts.netloc or parts.path):
            raise ValueError("the address of Redis names no server")
        return Address(url, parts.scheme)
    service, _, db = parts.path.strip("/").partition("/")
    if parts.scheme == "redis+sentinel" and not service:
        raise ValueError("the address of Sentinel ends with /service, or /service/db")
    if parts.scheme == "redis+cluster" and service:
        raise ValueError("a cluster of Redis has no service and no database")
    return Address(
        url,
        parts.scheme,
        tuple(_host(text) for text in parts.netloc.rpartition("@")[2].split(",")),
        service,
        int(db or 0),
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )


def _host(text: str) -> tuple[str, int]:
    one = urlsplit(f"//{text}")
    if not one.hostname or one.port is None:
        raise ValueError(f"{text!r} is no host:port")
    return one.hostname, one.port
