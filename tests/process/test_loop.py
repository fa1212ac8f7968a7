"""The server's event loop: everybody has their turn, however many come at once."""

import asyncio
import itertools
import logging
import resource
import socket
import ssl
from asyncio import sslproto
from collections.abc import Awaitable, Callable

import pytest

from server.process.loop import LET_IN, TLS_BUFFER, ListeningServer, Loop


class Greeter(asyncio.Protocol):
    """Counts who came in, and says so to them."""

    inside = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        type(self).inside += 1
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"welcome")
        transport.close()


def run(main: Callable[[], Awaitable[None]]) -> None:
    Greeter.inside = 0

    async def whole() -> None:
        await asyncio.wait_for(main(), 20)

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(whole())


async def open_door() -> tuple[ListeningServer, int]:
    door = await asyncio.get_running_loop().create_server(Greeter, "127.0.0.1", 0, backlog=512)
    assert isinstance(door, ListeningServer)
    return door, door.sockets[0].getsockname()[1]


def test_people_come_in_a_few_at_a_time_and_others_have_their_turn_between() -> None:
    counts: list[int] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        door, port = await open_door()
        outside = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]

        while Greeter.inside < 100:
            counts.append(Greeter.inside)
            await asyncio.sleep(0)
        for phone in outside:
            phone.setblocking(False)
            assert await loop.sock_recv(phone, 10) == b"welcome"
            phone.close()
        door.close()
        await door.wait_closed()
        assert not door.is_serving()

    run(main)
    steps = [after - before for before, after in itertools.pairwise(counts)]
    assert max(steps) <= LET_IN


def test_without_descriptors_those_outside_wait_until_there_are_some(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        door, port = await open_door()
        phone = socket.create_connection(("127.0.0.1", port))
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (phone.fileno(), hard))
        try:
            while not caplog.records:
                await asyncio.sleep(0)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert Greeter.inside == 0
        phone.setblocking(False)
        assert await asyncio.get_running_loop().sock_recv(phone, 10) == b"welcome"
        phone.close()
        door.close()

    with caplog.at_level(logging.ERROR, "server.process.loop"):
        run(main)
    assert len(caplog.records) == 1, "it pauses instead of trying again in every turn"


def test_a_closed_door_lets_nobody_in_and_frees_its_address() -> None:
    async def main() -> None:
        door, port = await open_door()
        door.close()
        await door.wait_closed()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        with socket.create_server(("127.0.0.1", port)):
            pass

    run(main)


def test_an_address_that_is_taken_is_refused() -> None:
    async def main() -> None:
        door, port = await open_door()
        with pytest.raises(OSError, match="in use"):
            await asyncio.get_running_loop().create_server(Greeter, "127.0.0.1", port)
        door.close()

    run(main)


def test_a_tls_connection_keeps_no_more_than_a_record_in_memory() -> None:
    async def main() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        protocol = sslproto.SSLProtocol(loop, asyncio.Protocol(), context, waiter, True)
        assert len(protocol.get_buffer(-1)) == TLS_BUFFER
        protocol._app_transport._closed = True  # it never was open

    run(main)
