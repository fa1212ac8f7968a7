"""Asking another server: no answer can keep the asker waiting, or fill its memory."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import trustme

from server.live.attesting import posting
from server.live.attesting.posting import ANSWER_AT_MOST, Answer, post
from tests.given.others.answering import answering

PATIENCE_S = 0.5


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "PATIENCE_S", PATIENCE_S)


@contextlib.contextmanager
def saying(parts: Iterable[bytes], every_s: float = 0.0) -> Iterator[str]:
    """A server that says this to the first who comes, whatever they want, and then waits."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, contextlib.suppress(OSError):
            for part in parts:
                connection.sendall(part)
                if over.wait(every_s):
                    return
            over.wait()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        over.set()
        thread.join()
        listening.close()


def test_what_is_sent_arrives_and_what_is_answered_comes_back() -> None:
    with answering(lambda path, body: (409, path.encode() + body[::-1])) as server:
        said = post(f"{server.address}/there", b"abc", {"Accept": "text/plain"})
    assert said == Answer(409, "text/plain", b"/therecba")
    assert server.asked[0].headers["Accept"] == "text/plain"


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [b"HTTP/1.1 200 OK\r\n", *(b"X: y\r\n" for _ in range(100))],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *(b"x" for _ in range(100))],
    ],
    ids=["nothing", "headers", "a body"],
)
def test_who_says_little_at_a_time_is_not_waited_for(parts: list[bytes]) -> None:
    unsaid = iter(parts)
    with saying(unsaid, every_s=PATIENCE_S / 5) as address, pytest.raises(OSError):
        post(address, b"", {})
    assert not parts or next(unsaid, None) is not None, "all of it was heard"


def test_nor_is_who_says_little_of_a_handshake_at_a_time() -> None:
    long_record = b"\x16\x03\x03\x40\x00"  # RFC 8446, 5.1: of a handshake, 16,384 bytes
    unsaid = iter([long_record, *[b"x"] * 100])
    with saying(unsaid, every_s=PATIENCE_S / 5) as address, pytest.raises(OSError):
        post(address.replace("http:", "https:"), b"", {})
    assert next(unsaid, None) is not None, "all of it was heard"


@pytest.mark.parametrize("length", [ANSWER_AT_MOST, ANSWER_AT_MOST + 1])
def test_an_answer_has_so_many_bytes_at_most(length: int) -> None:
    with answering(lambda path, body: (200, bytes(length))) as server:
        if length <= ANSWER_AT_MOST:
            assert len(post(server.address, b"", {}).body) == length
        else:
            with pytest.raises(OSError):
                post(server.address, b"", {})


def test_who_has_no_certificate_that_is_trusted_is_not_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with answering(lambda path, body: (200, body), context=context) as server:
        with pytest.raises(OSError):
            post(server.address, b"a digest", {})
        assert server.asked == []
        authority.cert_pem.write_to_path(tmp_path / "root.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
        assert post(server.address, b"a digest", {}).body == b"a digest"


def test_what_is_no_http_is_no_answer() -> None:
    with saying([b"SSH-2.0-OpenSSH\r\n\r\n"]) as address, pytest.raises(OSError):
        post(address, b"", {})


def test_where_nobody_is_there_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(OSError):
        post(f"http://127.0.0.1:{port}", b"", {})


def test_a_redirect_is_not_followed() -> None:
    with answering(lambda path, body: (200, b"")) as other:
        moved = f"HTTP/1.1 307 Go\r\nLocation: {other.address}\r\nContent-Length: 0\r\n\r\n"
        with saying([moved.encode()]) as address:
            assert post(address, b"", {}).status == 307
    assert other.asked == []


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        answering(lambda path, body: (200, b"the proxy")) as proxy,
        answering(lambda path, body: (200, b"itself")) as server,
    ):
        monkeypatch.setenv("http_proxy", proxy.address)
        assert post(server.address, b"", {}).body == b"itself"
