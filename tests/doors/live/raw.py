"""A phone that says any bytes at all to the live door."""

import asyncio
from typing import Self

from websockets.frames import Frame, Opcode

HANDSHAKE = (
    "GET /live/{code} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: tribina.1\r\n"
)


def masked(opcode: int, data: bytes = b"", fin: bool = True) -> bytes:
    """A frame as clients send it."""
    return Frame(Opcode(opcode), data, fin).serialize(mask=True)


class Raw:
    """`head`: what the door answered to the handshake, if one was made. `welcome`: the first
    message."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer
        self.head = b""
        self.welcome = b""

    @classmethod
    async def arrive(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    @classmethod
    async def join(cls, port: int, code: str, more: str = "") -> Self:
        """`more`: lines of the handshake. The first messages are passed over."""
        raw = await cls.arrive(port)
        raw.say((HANDSHAKE.format(code=code) + more + "\r\n").encode())
        async with asyncio.timeout(10):
            raw.head = await raw._reader.readuntil(b"\r\n\r\n")
        opcode = None
        while opcode is not Opcode.TEXT:
            opcode, raw.welcome = await raw.frame()
        return raw

    def say(self, data: bytes) -> None:
        self.writer.write(data)

    async def frame(self) -> tuple[Opcode, bytes]:
        """The next frame, as it is: not inflated."""
        async with asyncio.timeout(10):
            first, size = await self._reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self._reader.readexactly(2), "big")
            return Opcode(first & 15), await self._reader.readexactly(size)

    async def rest(self) -> list[tuple[Opcode, bytes]]:
        """All frames up to the end of the connection, patches apart."""
        frames = []
        try:
            while True:
                opcode, data = await self.frame()
                if opcode is not Opcode.TEXT or b'"no"' in data:
                    frames.append((opcode, data))
        except (asyncio.IncompleteReadError, ConnectionResetError):
            self.leave()
            return frames

    async def everything(self) -> bytes:
        """All bytes up to the end of the connection."""
        try:
            async with asyncio.timeout(10):
                return await self._reader.read()
        except ConnectionResetError:
            return b""
        finally:
            self.leave()

    def leave(self) -> None:
        self.writer.transport.abort()
