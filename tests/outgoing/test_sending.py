"""One request to real servers, of which some mean ill."""

import asyncio
import datetime
import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.outgoing.sending import Answer, Sender
from tests.given.others.receivers import HANG, OK, receiver, says

BODY = b'{"type":"debate.live"}'


async def sent(url: str, sender: Sender | None = None, in_hall: bool = True) -> Answer:
    sender = sender or Sender(patience_s=5.0)
    return await sender.send(url, in_hall, {"webhook-id": "msg_1"}, BODY, 1_763_877_600_000)


async def test_it_is_a_post_with_its_headers_and_body() -> None:
    async with receiver() as there:
        assert await sent(there.url) == Answer("204")
    (came,) = there.came
    assert came.line == "POST /hook?a=b HTTP/1.1"
    assert came.headers["host"] == there.url.split("/")[2]
    assert came.id == "msg_1"
    assert came.body == BODY


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (says("200 OK"), Answer("200")),
        (says("410 Gone"), Answer("410")),
        (says("302 Found", "location: http://127.0.0.1:1/"), Answer("302")),
        (says("429 Slowly", "Retry-After: 120"), Answer("429", 120_000)),
        (says("503 X", "retry-after: Sun, 23 Nov 2025 06:01:00 GMT"), Answer("503", 60_000)),
        (says("503 X", "retry-after: soon"), Answer("503", None)),
        (b"HTTP/1.1 103 Early\r\n\r\n" + OK, Answer("204")),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 9 + OK, Answer("not_http")),
        (b"SSH-2.0-OpenSSH\r\n\r\n", Answer("not_http")),
        (b"HTTP/1.1 2\xc2\xb20 OK\r\n\r\n", Answer("not_http")),
        (b"HTTP/1.1 20", Answer("connection")),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000 + b"\r\n", Answer("200")),
        (b"x" * 1_000_000, Answer("not_http")),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n" + b"x" * 1_000_000, Answer("200")),
    ],
)
async def test_of_an_answer_its_status_is_taken(answer: bytes, result: Answer) -> None:
    async with receiver(lambda _: answer) as there:
        assert await sent(there.url) == result
    assert len(there.came) == 1  # redirects lead nowhere


async def test_who_hangs_is_not_waited_for() -> None:
    async with receiver(lambda _: HANG) as there:
        assert await sent(there.url, Sender(patience_s=0.2)) == Answer("timeout")


async def test_nobody_there_is_said() -> None:
    async with receiver() as there:
        pass
    assert await sent(there.url) == Answer("connection")


async def test_a_private_address_is_not_reached_from_outside_the_hall() -> None:
    async with receiver(host="localhost") as there:
        port = there.url.split(":")[2]
        for url in (there.url, f"https://localhost:{port}", "https://127.0.0.1/", "https://[::1]/"):
            assert await sent(url, in_hall=False) == Answer("address")
    assert there.came == []


async def test_a_name_with_one_private_address_is_not_reached_at_all() -> None:
    async def both(whose: str, host: str, port: int) -> Sequence[str]:
        return ["93.184.216.34", "127.0.0.1"]

    answer = await sent("https://example.org/", Sender(look_up=both), in_hall=False)
    assert answer == Answer("address")


async def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_reached(
    certificates: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    """A name that stands for something else a moment later deceives nobody; the name stands in
    Host, and the certificate must be its own."""
    ours, theirs = certificates
    asked = []

    async def look_up(whose: str, host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    async with receiver(context=theirs, host="desk.hall.example") as there:
        assert await sent(there.url, Sender(ours, look_up)) == Answer("204")
    assert asked == ["desk.hall.example"]
    assert there.came[0].headers["host"] == there.url.split("/")[2]


async def test_a_certificate_of_another_name_is_refused(
    certificates: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    ours, theirs = certificates
    async with receiver(context=theirs, host="localhost") as there:
        assert await sent(there.url, Sender(ours)) == Answer("certificate")
        assert await sent(there.url, Sender()) == Answer("certificate")  # and of nobody known
    assert there.came == []


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiver() as proxy, receiver() as there:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert await sent(there.url) == Answer("204")
    assert proxy.came == []


async def test_a_name_that_there_is_not_is_said() -> None:
    async def nowhere(whose: str, host: str, port: int) -> Sequence[str]:
        raise OSError

    answer = await sent("https://example.org/", Sender(look_up=nowhere), in_hall=False)
    assert answer == Answer("name")
    assert await sent("https://" + "a" * 70 + ".example/", in_hall=False) == Answer("name")


@pytest.fixture
def certificates(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What we believe, and a server with a certificate for `desk.hall.example` of that."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.hall.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("desk.hall.example")]), False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(made.public_bytes(pem) + private)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(file)
    return ssl.create_default_context(cafile=str(file)), theirs


async def test_who_answers_before_it_has_read_all_is_understood() -> None:
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(says("413 Too much"))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(rude, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answer = await Sender().send(f"http://127.0.0.1:{port}/", True, {}, b"x" * 19_000, 0)
    server.close()
    assert answer == Answer("413")
