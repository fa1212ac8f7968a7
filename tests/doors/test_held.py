"""Connections that are held by who gives nothing back for them, at a server that may have few: for
nobody else is a door shut for more than five seconds. All come from one address that is a proxy's,
so that no ceiling of a network helps."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio

from tests.doors.http import get
from tests.given.servers import RunningServer

pytestmark = pytest.mark.outside

DESCRIPTORS = 600
HOLDING = 300
PIPELINED = 50
SMALL = 2_304  # bytes of a receive buffer: the least that Linux gives
TURNED_AWAY_S = 5.0
NEWCOMERS = 3
LINES = 20  # of the log: who is shown the door is no news

ASK = b"GET /api/debates/%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SLOWLY = (
    b"POST /api/debates/%s/commands HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"
)


class Held:
    """Connections to a server of whom nothing is ever read."""

    def __init__(self, log: Path, server: RunningServer) -> None:
        self.server = server
        self._log = log
        self._sockets: list[socket.socket] = []

    @property
    def lines(self) -> list[str]:
        return self._log.read_text().splitlines()

    async def hold(self, port: int, said: bytes, count: int = HOLDING) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(count):
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
            one.setblocking(False)
            self._sockets.append(one)
            with contextlib.suppress(OSError):
                await asyncio.wait_for(loop.sock_connect(one, ("127.0.0.1", port)), 10)
                one.send(said)

    def let_go(self) -> None:
        for one in self._sockets:
            one.close()


T = TypeVar("T")


@pytest_asyncio.fixture
async def held(tmp_path: Path) -> AsyncIterator[Held]:
    server = RunningServer(tmp_path / "data", tmp_path / "log", DESCRIPTORS)
    await server.start()
    held = Held(tmp_path / "log", server)
    yield held
    held.let_go()
    server.process.kill()
    await server.process.gone()


async def newcomer(server: RunningServer, code: str) -> None:
    """Asks for a page and joins, again and again until both have been granted."""
    async with asyncio.timeout(TURNED_AWAY_S):
        await granted(lambda: get(server, f"/{code}"))
        phone = await granted(lambda: server.phone(code))
        await phone.leave()


async def granted(come: Callable[[], Awaitable[T]]) -> T:
    while True:
        try:
            return await come()
        except (OSError, EOFError, ConnectionError):
            await asyncio.sleep(0.2)


Says = Callable[[bytes], bytes]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("says", "live_says"),
    [
        (lambda code: ASK % code * PIPELINED, b"GET /live/"),
        (lambda code: b"G", b"G"),
        (lambda code: SLOWLY % code, b"GET /live/000000?as=audience HTTP/1.1\r\nHost: x\r\n"),
    ],
    ids=["asks that are never read", "a letter", "heads and bodies that never end"],
)
async def test_newcomers_come_in(held: Held, says: Says, live_says: bytes) -> None:
    server = held.server
    code = await server.debate()
    honest = await server.phone(code)
    await held.hold(server.settings.port, says(code.encode()))
    await held.hold(server.settings.live_port, live_says)
    for _ in range(NEWCOMERS):
        await newcomer(server, code)
        await asyncio.sleep(1)  # so long are the others there already
    await honest.do("submit", text="Kada će početi radovi na putu?")
    assert await server.stop() == 0
    assert len(held.lines) < LINES, held.lines[:3]
