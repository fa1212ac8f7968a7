"""A process as the proxy sees one: its health, its pages, its live door. Does what the test wants
of it, and keeps what it was asked."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser


@dataclass
class Request:
    method: str
    path: str
    headers: Message


@dataclass
class Backend:
    """`status` is what it says of its health; with `dies` it hangs up on all other requests."""

    name: str
    status: int = 200
    dies: bool = False
    requests: list[Request] = field(default_factory=list)
    checks: Counter[int] = field(default_factory=Counter)
    port: int = 0
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def checked(self) -> None:
        """Wait until the proxy knows the present status."""
        asked = self.checks[self.status]
        async with asyncio.timeout(10):
            while self.checks[self.status] < asked + 2:
                await asyncio.sleep(0.05)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        method, path, _ = line.decode().split(" ")
        headers = BytesHeaderParser().parsebytes(rest)
        try:
            await reader.readexactly(int(headers["Content-Length"] or 0))
        except asyncio.IncompleteReadError:
            writer.close()
            return
        request = Request(method, path, headers)
        if path == "/health":
            self.checks[self.status] += 1
            _say(writer, self.status, "")
        else:
            self.requests.append(request)
            if not self.dies:
                _say(writer, 200, self.name)
        writer.close()


def _say(writer: asyncio.StreamWriter, status: int, text: str) -> None:
    writer.write(
        f"HTTP/1.1 {status} -\r\nContent-Length: {len(text)}\r\n"
        f"X-Said-By: backend\r\nConnection: close\r\n\r\n{text}".encode()
    )
