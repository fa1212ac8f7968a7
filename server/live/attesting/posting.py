"""Asking another server over HTTP. Blocking: for a thread.

Only the address that whoever operates the house has typed in is asked: redirects are not followed,
proxies of the environment not used, and of an answer no more is read, nor waited for longer, than
its asker says.
"""

import contextlib
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from urllib.parse import urlsplit

from msgspec import Struct

# To connect, for a handshake of TLS, and then for the answer: a server that ends waits for it.
PATIENCE_S = 5.0
ANSWER_AT_MOST = 64 * 1024  # bytes


class Answer(Struct, frozen=True):
    """`type`: without its parameters, in small letters."""

    status: int
    type: str
    body: bytes


def post(
    url: str, body: bytes, headers: Mapping[str, str], at_most: int = ANSWER_AT_MOST
) -> Answer:
    """What is answered, whatever its status. Raises OSError where nobody does, where it is no HTTP,
    takes too long, or has more than `at_most` bytes."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    port = parts.port or kind.default_port
    connection = kind(parts.hostname or "", port, timeout=PATIENCE_S)
    with contextlib.closing(connection):
        try:
            connection.connect()
            with _within(connection.sock, PATIENCE_S):
                connection.request("POST", parts.path or "/", body, dict(headers))
                response = connection.getresponse()
                said = response.read(at_most + 1)
        except HTTPException as error:
            raise OSError("no answer of HTTP") from error
    if len(said) > at_most:
        raise OSError("too long an answer")
    return Answer(response.status, response.headers.get_content_type(), said)


@contextlib.contextmanager
def _within(sock: socket, seconds: float) -> Iterator[None]:
    """Break the connection off then, as TimeoutError: its own timeout begins anew with every
    byte."""
    over = threading.Event()

    def break_off() -> None:
        over.set()
        with contextlib.suppress(OSError):
            socket.shutdown(sock, SHUT_RDWR)  # not TLS' own, which would go on without it

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError("no whole answer")
