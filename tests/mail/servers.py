"""A mail server in this process: accepts, refuses, greylists, or hangs up, over TLS or without."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from server.smtp_address import SmtpAddress
from tests.load.process import free_port

How = Literal["accepts", "refuses", "greylists", "hangs up", "full"]


class MailServer:
    """`took`: what was accepted."""

    def __init__(self, how: How = "accepts") -> None:
        self.how = how
        self.took: list[Envelope] = []
        self.seen = 0

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        self.seen += 1
        if self.how == "refuses":
            return "550 no such person"
        if self.how == "greylists" and self.seen == 1:
            return "451 come again"
        if self.how == "hangs up":
            transport: Any = server.transport
            transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        if self.how == "full":
            return "452 no room"
        self.took.append(envelope)
        return "250 OK"


@asynccontextmanager
async def mail_server(
    handler: MailServer, scheme: str = "smtp", tls: ssl.SSLContext | None = None
) -> AsyncIterator[SmtpAddress]:
    """Where it listens. With TLS it wants the name `tribina` and the password `sesame`."""
    port = free_port()
    options: dict[str, Any] = {}
    if scheme != "smtp":
        options = {"authenticator": _knows, "auth_required": True}
    if scheme == "smtps":
        options |= {"ssl_context": tls, "auth_require_tls": False}
    if scheme == "smtp+starttls":
        options |= {"tls_context": tls, "require_starttls": True}
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        known = ("tribina", "sesame") if scheme != "smtp" else (None, None)
        yield SmtpAddress(scheme, "127.0.0.1", port, *known)
    finally:
        controller.stop()


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        b"tribina",
        b"sesame",
    )
    return AuthResult(success=right, handled=False)


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server for 127.0.0.1 shows, and what trusts it."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "mail.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(file)
    trusts = ssl.create_default_context()
    trusts.load_verify_locations(cadata=certificate.public_bytes(Encoding.PEM).decode())
    return shows, trusts
