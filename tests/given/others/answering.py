"""A server of HTTP that answers what a test says, on a port of its own."""

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

Answers = Callable[[str, bytes], tuple[int, bytes]]  # path and body -> status and body


class Asked(NamedTuple):
    path: str
    body: bytes
    headers: dict[str, str]


class Answering:
    """`asked`: all that was, in order. `answers` may be changed meanwhile."""

    def __init__(self, port: int, answers: Answers) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.asked: list[Asked] = []
        self.answers = answers


@contextlib.contextmanager
def answering(
    answers: Answers, port: int = 0, context: ssl.SSLContext | None = None
) -> Iterator[Answering]:
    """Until the end; afterwards the port refuses. `context`: encrypted."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.asked.append(Asked(self.path, body, dict(self.headers)))
            status, said = known.answers(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    known = Answering(server.server_port, answers)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        known.address = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
