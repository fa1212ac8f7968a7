"""One page fetched as cheaply as a load generator must: raw HTTP/1.1, nothing is parsed but its
head and its length.
"""

import asyncio
import ssl
from dataclasses import dataclass

PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a server is: its pages, its live door, and whether both speak TLS. `source`: the own
    address, where it matters."""

    host: str
    http_port: int
    live_port: int
    tls: ssl.SSLContext | None = None
    source: str | None = None

    @property
    def local_addr(self) -> tuple[str, int] | None:
        return (self.source, 0) if self.source else None


async def fetch(doors: Doors, path: str, token: str | None = None) -> tuple[bytes, bytes]:
    """Head and body of `path`, as a browser asks for it. Raises ConnectionError if the answer is
    not 200, TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        reader, writer = await asyncio.open_connection(
            doors.host,
            doors.http_port,
            ssl=doors.tls,
            limit=256 * 1024,
            local_addr=doors.local_addr,
        )
        try:
            cookie = f"Cookie: tribina_participant={token}\r\n" if token else ""
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {doors.host}:{doors.http_port}\r\n"
                f"Accept-Encoding: gzip\r\nConnection: close\r\n{cookie}\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.decode().splitlines()[0])
            return head, await reader.read()
        finally:
            writer.close()
