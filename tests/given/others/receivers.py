"""Somebody who is told by webhooks: a server on a port of its own that keeps what came, and answers
what it is told to."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

OK = b"HTTP/1.1 204 No Content\r\n\r\n"
HANG = b""


def says(status: str, *headers: str) -> bytes:
    """A whole answer without a body."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "content-length: 0", "", ""]).encode()


@dataclass
class Came:
    """One request."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> Any:
        return msgspec.json.decode(self.body)


@dataclass
class Receiver:
    """`answer`: by the number of the request, from 0."""

    answer: Callable[[int], bytes] = lambda _: OK
    came: list[Came] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""

    async def until(self, many: int, patience_s: float = 30.0) -> list[Came]:
        """What came, as soon as it is so many."""
        async with asyncio.timeout(patience_s):
            while len(self.came) < many:
                await asyncio.sleep(0.01)
        return self.came

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.split(": ", 1) for line in head[1:] if line)
            body = await reader.readexactly(int(headers["content-length"]))
            self.came.append(Came(head[0], headers, body))
            answer = self.answer(len(self.came) - 1)
            if answer == HANG:
                await reader.read()
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.at_once -= 1
            writer.close()


@contextlib.asynccontextmanager
async def receiver(
    answer: Callable[[int], bytes] = lambda _: OK,
    context: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
) -> AsyncIterator[Receiver]:
    """Listens on this machine. `host`: how its address names it."""
    one = Receiver(answer)
    server = await asyncio.start_server(one._serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    one.url = f"{'https' if context else 'http'}://{host}:{port}/hook?a=b"
    try:
        yield one
    finally:
        server.close()
