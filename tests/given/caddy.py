"""A Caddy of our own on loopback, with the very Caddyfile that is deployed."""

import http.client
import shutil
import socket
import ssl
from collections.abc import Sequence
from pathlib import Path

from tests.given.services import Missing, Service
from tests.load.process import ROOT, free_port

CADDYFILE = ROOT / "deploy" / "Caddyfile"


class Caddy(Service):
    """In front of processes with these HTTP ports and live doors. With `tls` it is its own
    certificate authority, whom nobody needs to trust."""

    def __init__(
        self, pages: Sequence[int], live: Sequence[int], *, tls: bool = False, port: int = 0
    ) -> None:
        program = shutil.which("caddy")
        if program is None:
            raise Missing("Caddy is not installed: Debian's package caddy")
        super().__init__("caddy")
        self.port = port or self.port
        self._program = program
        self._tls = tls
        self._pages, self._live = _on_loopback(pages), _on_loopback(live)
        self._options = (
            f"admin unix/{self.folder}/admin",
            "default_bind 127.0.0.1",
            f"http_port {free_port()}",
        )

    @property
    def address(self) -> str:
        """Where pages are, without a slash at the end."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def live_address(self) -> str:
        return f"{'wss' if self._tls else 'ws'}://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def connection(self, source: str = "127.0.0.1") -> http.client.HTTPConnection:
        """For one HTTP request after the other, from that address of this machine."""
        where, came = ("127.0.0.1", self.port), (source, 0)
        if self._tls:
            context = anybody()
            return http.client.HTTPSConnection(*where, source_address=came, context=context)
        return http.client.HTTPConnection(*where, source_address=came)

    def _command(self) -> Sequence[str | Path]:
        environment = {
            "PROXY_SITE": self.address,
            "PROXY_PAGES": self._pages,
            "PROXY_LIVE": self._live,
            "PROXY_OPTIONS": "\n".join(self._options),
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
        }
        return [
            "env",
            *(f"{name}={value}" for name, value in environment.items()),
            *(self._program, "run", "--config", CADDYFILE, "--adapter", "caddyfile"),
        ]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                if self._tls:
                    anybody().wrap_socket(connection).close()
        except OSError:
            return False
        return True


def anybody() -> ssl.SSLContext:
    """Trusts whoever answers: for a certificate authority that lives as long as a test."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _on_loopback(ports: Sequence[int]) -> str:
    return " ".join(f"127.0.0.1:{port}" for port in ports)
