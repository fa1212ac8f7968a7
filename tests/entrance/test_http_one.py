"""HTTP/2 is not spoken at the door of pages, however one asks for it."""

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme
from hypercorn.config import Config

from server.entrance.http1 import speak_http_1
from tests.given.servers import RunningServer

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5)
UPGRADE = (
    b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
)


async def answer(server: RunningServer, request: bytes) -> bytes:
    """The first bytes that come back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.settings.port)
    writer.write(request)
    async with asyncio.timeout(10):
        got = await reader.read(64)
    writer.close()
    await writer.wait_closed()
    return got


async def test_without_a_certificate_nobody_begins_it(shared_server: RunningServer) -> None:
    assert (await answer(shared_server, PREFACE)).startswith(b"HTTP/1.1 4")
    assert (await answer(shared_server, UPGRADE)).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("offered", [["h2"], ["h2", "http/1.1"]])
def test_with_one_it_is_not_agreed_on(tmp_path: Path, offered: list[str]) -> None:
    certificate = trustme.CA().issue_cert("localhost")
    config = Config()
    config.certfile, config.keyfile = str(tmp_path / "c.pem"), str(tmp_path / "k.pem")
    certificate.cert_chain_pems[0].write_to_path(config.certfile)
    certificate.private_key_pem.write_to_path(config.keyfile)
    speak_http_1(config)
    theirs = ssl.create_default_context()
    theirs.check_hostname, theirs.verify_mode = False, ssl.CERT_NONE
    theirs.set_alpn_protocols(offered)
    assert agreed(theirs, config.create_ssl_context()) != "h2"


def agreed(theirs: ssl.SSLContext, ours: ssl.SSLContext | None) -> str | None:
    """What the two agree on, without a network between them."""
    assert ours is not None
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = theirs.wrap_bio(down, up)
    server = ours.wrap_bio(up, down, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return client.selected_alpn_protocol()
