"""The address of a mail server, as the settings name it.

| address | is |
|---|---|
| `smtps://name:password@host:465` | TLS from the first byte |
| `smtp+starttls://name:password@host:587` | TLS before anything is said; without it nothing is |
| `smtp://localhost:25` | a mail server on this machine, which needs no TLS |
"""

from urllib.parse import unquote, urlsplit

from msgspec import Struct

PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
HERE = ("localhost", "127.0.0.1", "::1")


class SmtpAddress(Struct, frozen=True):
    """`scheme`: one of PORTS. Both of name and password, or neither."""

    scheme: str
    host: str
    port: int
    username: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        """Without what is secret."""
        return f"SmtpAddress({self.scheme}://{self.host}:{self.port})"


def parse_smtp_address(url: str) -> SmtpAddress:
    """Raises ValueError, which never tells what was given: a password may be in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("not an address of a mail server") from None
    if parts.scheme not in PORTS:
        raise ValueError(f"an address of a mail server begins with one of {', '.join(PORTS)}")
    if not host or port == 0 or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("it looks like smtp+starttls://name:password@mail.example.org:587")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("a name and a password, or neither")
    if parts.scheme == "smtp" and host not in HERE:
        raise ValueError("only a mail server on this machine may do without TLS")
    return SmtpAddress(
        parts.scheme,
        host,
        port or PORTS[parts.scheme],
        None if parts.username is None else unquote(parts.username),
        None if parts.password is None else unquote(parts.password),
    )
