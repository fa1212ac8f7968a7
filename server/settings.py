"""Settings: one frozen value, read once from TRIBINA_* at the start.

A bad value stops the start, and the message names every bad key. Unknown TRIBINA_* keys are taken
for typing errors and stop it too. Secrets may come from a file: TRIBINA_SECRET_FILE.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.x509 import Certificate, load_pem_x509_certificates

from server.http_address import parse_addresses
from server.limits.table import JOINS
from server.mail_address import parse_sender
from server.osc_address import OscAddress, parse_osc_address
from server.proxies import LOOPBACK, Network, parse_networks
from server.redis_address import parse_address
from server.smtp_address import SmtpAddress, parse_smtp_address

PREFIX = "TRIBINA_"


class BadSettings(ValueError):
    """`problems` holds one sentence for each bad key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def _option(parse: Callable[[str], Any], default: Any, help_: str, secret: bool = False) -> Any:
    return field(default=default, metadata={"parse": parse, "help": help_, "secret": secret})


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise ValueError("a port is a number from 0 to 65535")
    return port


def _at_least(minimum: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if number < minimum:
            raise ValueError(f"at least {minimum}")
        return number

    return parse


def _pace(text: str) -> float:
    pace = float(text)
    if not 0 < pace <= 10_000:
        raise ValueError("a number above 0")
    return pace


def _origin(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise ValueError("an origin looks like https://debates.example.org")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _origins(text: str) -> tuple[str, ...]:
    return tuple(_origin(part) for part in text.split(",") if part.strip())


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if any(not urlsplit(f"//{host}").hostname or {"/", "@"} & set(host) for host in hosts):
        raise ValueError("one in the house's network looks like logins.lan:8443")
    return hosts


def _url_or_empty(text: str) -> str:
    return _origin(text) if text.strip() else ""


def _redis_or_empty(text: str) -> str:
    return parse_address(text.strip()).url if text.strip() else ""


def _second_factor(text: str) -> str:
    if text.strip() not in ("", "owners"):
        raise ValueError("`owners`, or empty: who wants one")
    return text.strip()


def _smtp_or_none(text: str) -> SmtpAddress | None:
    return parse_smtp_address(text) if text.strip() else None


def _certificates(text: str) -> tuple[Certificate, ...]:
    if not text.strip():
        return ()
    try:
        return tuple(load_pem_x509_certificates(Path(text).read_bytes()))
    except OSError as error:
        raise ValueError(f"{error.strerror}: {text}") from error


@dataclass(frozen=True)
class Settings:
    """Every option of the server, with its default. Units are in the names."""

    host: str = _option(str, "0.0.0.0", "address to listen on")
    port: int = _option(_port, 8000, "port of the pages and the HTTP API")
    live_port: int = _option(_port, 8001, "port of the live door")
    data: Path = _option(Path, Path("data"), "folder for tribina.db and the secret")
    keys: Path | None = _option(
        Path, None, "folder for the keys of debates, one for all processes; by default in `data`"
    )
    database_url: str = _option(str, "", "database; a file in the data folder by default")
    redis_url: str = _option(
        _redis_or_empty, "", "Redis, where several processes share the debates"
    )
    origins: tuple[str, ...] = _option(_origins, (), "other origins that may connect, by comma")
    public_url: str = _option(_url_or_empty, "", "address that phones type, behind a proxy")
    proxies: tuple[Network, ...] = _option(
        parse_networks, LOOPBACK, "addresses of proxies on other machines, by comma"
    )
    login_idle_h: int = _option(_at_least(1), 12, "hours without use that end a login")
    second_factor: str = _option(
        _second_factor, "", "`owners`: keepers and owners must have a second factor"
    )
    metrics_token: str = _option(
        str, "", "token for /metrics, which else only this machine reads", secret=True
    )
    secret: str = _option(str, "", "key that signs tokens and logins", secret=True)
    hypercorn: Path = _option(
        Path, Path("hypercorn.toml"), "file on HTTP connections, with the certificate"
    )
    tick_ms: int = _option(_at_least(10), 250, "how often phones get what has changed")
    heartbeat_s: int = _option(_at_least(1), 20, "a frame at least this often")
    connections: int = _option(_at_least(1), 30_000, "live connections in this process")
    connections_per_address: int = _option(_at_least(20_000), 20_000, "from one address")
    joins_per_address_s: int = _option(
        _at_least(round(JOINS.per_s)), round(JOINS.per_s), "new ones a second from one address"
    )
    pace: float = _option(_pace, 1.0, "multiplies what one participant may send (rehearsals)")
    close_after_h: int = _option(
        _at_least(1), 12, "hours without a moderator after which a live debate closes by itself"
    )
    rehearsal_days: int = _option(
        _at_least(1), 14, "after its last change, when a rehearsal is wiped by itself"
    )
    turn_over_s: int = _option(
        _at_least(1), 30, "after closing a debate, when the process begins anew and so forgets it"
    )
    stamp_authorities: tuple[str, ...] = _option(
        parse_addresses, (), "who time-stamps the house's log (RFC 3161), addresses by comma"
    )
    stamp_roots: tuple[Certificate, ...] = _option(
        _certificates, (), "file (PEM) of the roots that the certificates of these lead to"
    )
    stamp_calendars: tuple[str, ...] = _option(
        parse_addresses, (), "calendars of OpenTimestamps for the same, addresses by comma"
    )
    providers_inside: tuple[str, ...] = _option(
        _hosts,
        (),
        "host:port of who vouches for logins in the house's own network, by comma",
    )
    osc: OscAddress | None = _option(
        parse_osc_address, None, "address:port in the local network for buttons over OSC (UDP)"
    )
    smtp_url: SmtpAddress | None = _option(
        _smtp_or_none, None, "mail server that sends what the house writes", secret=True
    )
    mail_from: str = _option(parse_sender, "", "address from which the house writes")
    drain_s: int = _option(_at_least(0), 5, "over how long one of several processes empties")

    @property
    def database(self) -> str:
        """SQLAlchemy's URL of the database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data / 'tribina.db'}"

    @property
    def keys_folder(self) -> Path:
        """Where the keys of open debates are."""
        return self.keys or self.data / "keys"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, **flags: Any) -> "Settings":
        """Read TRIBINA_*; `flags` (already parsed, None = not given) win. Raises BadSettings."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        for key, text in env.items():
            if not key.startswith(PREFIX):
                continue
            option = known.get(key) or known.get(key.removesuffix("_FILE"))
            if option is None or (key not in known and not option.metadata["secret"]):
                problems.append(f"{key} is not a setting")
                continue
            try:
                if key not in known:
                    text = Path(text).read_text().strip()
                values[option.name] = option.metadata["parse"](text)
            except (ValueError, OSError) as error:
                problems.append(f"{key}: {error}")
        if values.get("smtp_url") and not values.get("mail_from"):
            problems.append(f"{PREFIX}MAIL_FROM: from which address the house writes")
        if problems:
            raise BadSettings(sorted(problems))
        values |= {name: value for name, value in flags.items() if value is not None}
        return cls(**values)

    def with_secret(self) -> "Settings":
        """These settings with a secret: the one kept in the data folder, made on the first start.

        Raises BadSettings when the folder or the secret cannot be written or read."""
        if self.secret:
            return self
        path = self.data / "secret"
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w") as file:
                    file.write(secrets.token_urlsafe(32))
            return replace(self, secret=path.read_text().strip())
        except OSError as error:
            raise BadSettings([f"{PREFIX}DATA: {error.strerror}: {self.data}"]) from error
