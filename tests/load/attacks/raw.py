"""Connections as an attacker has them: bytes in, bytes out, and nothing in between that would be
polite by itself.
"""

import asyncio
import base64
import contextlib
import os
import re
import socket
import time
from asyncio.trsock import TransportSocket
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from tests.load.attacks import network
from tests.load.attacks.attack import Score, Target

GONE = (OSError, EOFError, TimeoutError, ValueError)  # however a server shows somebody the door
PATIENCE_S = 10.0
PAUSE_S = 0.05  # after having been shown the door
_ESTABLISHED = 1  # tcp(7)
_NO_ANSWERS = ("let in", "turned away", "too late", "asked", "bye")
AT_ONCE = 200  # connections on their way

_LENGTH = re.compile(rb"\ncontent-length: *(\d+)", re.I)
_REFUSAL = re.compile(rb'"t":"no","code":"(\w+)"')


class Line:
    """One connection. `receive`: bytes that the kernel takes in before it says stop."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(
        cls, target: Target, port: int, source: str, receive: int = 0, alpn: str = ""
    ) -> "Line":
        raw = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            raw.setblocking(False)
            if receive:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
            if target.own_network and ":" not in source:
                network.bind(raw, source)
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(PATIENCE_S):
                await loop.sock_connect(raw, (target.host, port))
                tls = target.tls()
                if tls and alpn:
                    tls.set_alpn_protocols([alpn])
                name = target.host if tls else None
                return cls(*await asyncio.open_connection(sock=raw, ssl=tls, server_hostname=name))
        except BaseException:
            raw.close()
            raise

    async def send(self, data: bytes) -> None:
        """Waits while the server does not read. Raises ConnectionError once it is gone."""
        if self.writer.transport.is_closing():
            raise ConnectionError
        self.writer.write(data)
        await self.writer.drain()
        if self.writer.transport.is_closing() or self.reader.at_eof():
            raise ConnectionError

    def deafen(self) -> None:
        """Never read again."""
        transport = self.writer.transport
        assert isinstance(transport, asyncio.ReadTransport)
        transport.pause_reading()

    def is_cut(self) -> bool:
        """Whether the server has ended it; who does not read is not told so otherwise."""
        raw: TransportSocket = self.writer.get_extra_info("socket")
        with contextlib.suppress(OSError, ValueError):
            return raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != _ESTABLISHED
        return True

    def end(self) -> None:
        self.writer.transport.abort()


def head(target: Target, source: str, path: str, method: str = "GET", *lines: str) -> bytes:
    """The head of a request; says whose it is where the address cannot. `lines` may name another
    host."""
    start = [f"{method} {path} HTTP/1.1"]
    if not any(line.startswith("Host:") for line in lines):
        start.append(f"Host: {target.host}:{target.http_port}")
    if not target.own_network or ":" in source:
        start.append(f"X-Forwarded-For: {source}")
    return ("\r\n".join([*start, *lines]) + "\r\n\r\n").encode()


class Browser:
    """Asks, reads the answer, asks again on the same connection; a new one when it was cut."""

    def __init__(self, target: Target, source: str) -> None:
        self._target = target
        self._source = source
        self._line: Line | None = None

    async def ask(self, path: str, *lines: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Status and answer, with its head. Raises what is in GONE."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._ask(path, lines, body)
        except BaseException:
            self.leave()
            raise

    async def _ask(
        self, path: str, lines: tuple[str, ...], body: bytes | None
    ) -> tuple[int, bytes]:
        target, method = self._target, "GET" if body is None else "POST"
        if self._line is None:
            self._line = await Line.open(target, target.http_port, self._source)
        if body is not None:
            lines = (f"Content-Length: {len(body)}", *lines)
        await self._line.send(head(target, self._source, path, method, *lines) + (body or b""))
        answer = await self._line.reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(answer)
        if length:
            answer += await self._line.reader.readexactly(int(length[1]))
        if b"\r\nconnection: close" in answer.lower():
            self.leave()
        return int(answer.split(b" ", 2)[1]), answer

    async def json(self, path: str, command: object, token: str = "") -> Any:
        """Post it; the answer. Raises ValueError when it is not done."""
        lines = ["Content-Type: application/json"]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        status, answer = await self.ask(path, *lines, body=msgspec.json.encode(command))
        if status != 200:
            raise ValueError(answer)
        return msgspec.json.decode(answer.partition(b"\r\n\r\n")[2])

    def leave(self) -> None:
        if self._line is not None:
            self._line.end()
            self._line = None


async def join(
    target: Target,
    source: str,
    *lines: str,
    query: str = "",
    deflate: bool = False,
    receive: int = 0,
) -> Line:
    """At the live door, past the handshake. Raises what is in GONE."""
    offer = ["Sec-WebSocket-Extensions: permessage-deflate"] if deflate else []
    key = base64.b64encode(os.urandom(16)).decode()
    line = await Line.open(target, target.live_port, source, receive)
    try:
        async with asyncio.timeout(PATIENCE_S):
            await line.send(
                head(
                    target,
                    source,
                    f"/live/{target.code}?as=audience{query}",
                    "GET",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    f"Sec-WebSocket-Key: {key}",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Protocol: tribina.1",
                    *offer,
                    *lines,
                )
            )
            answer = await line.reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(answer)
    except BaseException:
        line.end()
        raise
    return line


async def read_answers(line: Line, score: Score) -> None:
    """Until cancelled or the end: how many commands were done, and why others were not."""
    while data := await line.reader.read(65_536):
        score["done"] += data.count(b'"t":"ok"')
        for code in _REFUSAL.findall(data):
            score[code.decode()] += 1
        if b'"t":"bye"' in data:
            score["bye"] += 1


def answers(score: Score) -> int:
    """How many commands were answered, by what `read_answers` counted."""
    return sum(number for name, number in score.items() if name not in _NO_ANSWERS)


Work = Callable[[int], Awaitable[None]]


async def over_and_over(
    count: int, for_s: float, score: Score, work: Work, every_s: float = 0.0
) -> None:
    """So many do it again and again, each begins at most once in `every_s`."""
    ends = time.monotonic() + for_s

    async def one(number: int) -> None:
        await asyncio.sleep(every_s * number / count)
        while (began := time.monotonic()) < ends:
            try:
                async with asyncio.timeout(max(0.1, ends - began + 1)):
                    await work(number)
            except GONE:
                score["cut"] += 1
                await asyncio.sleep(PAUSE_S)
            await asyncio.sleep(max(0.0, began + every_s - time.monotonic()))

    await asyncio.gather(*(one(number) for number in range(count)))


async def all_at_once(
    count: int, until: float, score: Score, work: Callable[[int], Awaitable[Line]]
) -> list[Line]:
    """So many connections, as fast as they are let in, before that moment (s, of the loop)."""
    gate = asyncio.Semaphore(AT_ONCE)
    lines: list[Line] = []

    async def one(number: int) -> None:
        async with gate:
            left_s = until - time.monotonic()
            try:
                async with asyncio.timeout(left_s):
                    lines.append(await work(number))
                score["let in"] += 1
            except GONE:
                score["turned away" if left_s > 0 else "too late"] += 1

    await asyncio.gather(*(one(number) for number in range(count)))
    return lines


async def hold(lines: list[Line], until: float, score: Score) -> None:
    """Keep them until that moment (s, of the loop), and count those that were cut meanwhile."""
    await asyncio.sleep(max(0.0, until - time.monotonic()))
    score["cut"] += sum(line.is_cut() for line in lines)
    for line in lines:
        line.end()
