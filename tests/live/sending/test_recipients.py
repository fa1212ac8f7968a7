"""How a frame for all gets to each, whatever else goes on with them meanwhile."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

from server.doors.live.connection import QuickConnection
from server.live.sending.client import Client
from server.live.sending.frames import SharedFrame, extension
from server.live.sending.recipients import CHUNK, Recipients, Round


def patch(number: int) -> SharedFrame:
    return SharedFrame(json.dumps({"t": "patch", "number": number, "more": "x" * 200}).encode())


@dataclass
class Hall:
    """`clients` on our side and `phones` on theirs, in the order they came."""

    recipients: Recipients = field(default_factory=Recipients)
    clients: list[Client] = field(default_factory=list)
    phones: list[ClientConnection] = field(default_factory=list)

    def give(self, shared: SharedFrame) -> None:
        go_through(self.recipients.round(shared))

    async def numbers(self, phone: int, until: int) -> list[int]:
        """Of the patches that phone gets, up to that one."""
        got: list[int] = []
        async with asyncio.timeout(5):
            while not got or got[-1] != until:
                got.append(json.loads(await self.phones[phone].recv())["number"])
        return got


def is_clear(client: Client) -> bool:
    """Asked anew each time: the type checker takes an attribute to stay as it was."""
    return client.is_clear


def is_behind(client: Client) -> bool:
    return client.behind_since is not None


def go_through(around: Round) -> None:
    while around.go_on(0.0):
        pass


@contextlib.asynccontextmanager
async def hall(
    phones: int, kind: type[ServerConnection] = QuickConnection, compression: str | None = "deflate"
) -> AsyncIterator[Hall]:
    opened = Hall()

    async def keep(connection: ServerConnection) -> None:
        client = Client(connection, None, "")
        opened.clients.append(client)
        opened.recipients.add(client)
        with contextlib.suppress(asyncio.CancelledError):
            await connection.wait_closed()
        opened.recipients.discard(client)

    async with (
        serve(
            keep,
            "127.0.0.1",
            0,
            compression=None,
            extensions=[extension()],
            create_connection=kind,
        ) as door,
        contextlib.AsyncExitStack() as stack,
    ):
        address = f"ws://127.0.0.1:{door.sockets[0].getsockname()[1]}"
        for _ in range(phones):
            phone = await stack.enter_async_context(connect(address, compression=compression))
            opened.phones.append(phone)
        async with asyncio.timeout(5):
            while len(opened.clients) < phones:
                await asyncio.sleep(0)
        yield opened


@pytest.mark.parametrize("kind", [ServerConnection, QuickConnection])
@pytest.mark.parametrize("compression", ["deflate", None])
async def test_everyone_gets_every_frame_once_and_in_order(
    kind: type[ServerConnection], compression: str | None
) -> None:
    async with hall(3, kind, compression) as opened:
        for number in range(6):
            opened.give(patch(number))
        for phone in range(3):
            assert await opened.numbers(phone, until=5) == [0, 1, 2, 3, 4, 5]


async def test_who_was_written_to_with_care_is_clear_until_something_of_their_own_comes() -> None:
    async with hall(1) as opened:
        (client,) = opened.clients
        assert not is_clear(client)
        opened.give(patch(0))
        assert is_clear(client)
        client.send(b'{"number": 1}')
        assert not is_clear(client), "an acknowledgement waits to be sent"
        opened.give(patch(2))
        assert is_clear(client)
        await opened.phones[0].ping()
        async with asyncio.timeout(5):
            while is_clear(client):  # the library has answered
                await asyncio.sleep(0)
        opened.give(patch(3))
        assert await opened.numbers(0, until=3) == [0, 1, 2, 3]


async def test_who_is_disturbed_before_their_turn_gets_the_frame_in_its_place() -> None:
    async with hall(2 * CHUNK) as opened:
        opened.give(patch(0))
        around = opened.recipients.round(patch(2))
        assert around.go_on(0.0)
        for client in opened.clients:
            client.send(b'{"number": 1}')  # to half of them after the frame, to half before it
        go_through(around)
        orders = [await opened.numbers(phone, until=2) for phone in range(CHUNK, 2 * CHUNK)]
        assert orders == [[0, 1, 2]] * CHUNK
        assert await opened.numbers(0, until=1) == [0, 2, 1]


async def test_the_rest_of_a_round_gets_a_second_frame_with_it_and_all_others_alone() -> None:
    async with hall(2 * CHUNK) as opened:
        opened.give(patch(0))
        left = opened.recipients.round(patch(1))
        assert left.go_on(0.0)
        opened.clients[-1].send(b'{"number": 7}')  # no longer clear: still one of the rest
        others = opened.recipients.round(patch(2), besides=left)
        left.add(patch(2))
        assert len(others) == CHUNK
        go_through(left)
        go_through(others)
        for phone in range(2 * CHUNK - 1):
            assert await opened.numbers(phone, until=2) == [0, 1, 2]
        assert await opened.numbers(2 * CHUNK - 1, until=2) == [0, 7, 1, 2]


@pytest.mark.parametrize("leave", [lambda c: c._transport.abort(), lambda c: c.bye(b"{}")])
async def test_nothing_goes_to_who_has_left_nor_to_who_has_their_number_now(
    leave: Callable[[Client], None],
) -> None:
    async with hall(CHUNK + 1) as opened:
        opened.give(patch(0))
        around = opened.recipients.round(patch(1))
        assert around.go_on(0.0)
        client = opened.clients[-1]
        number = client.number
        leave(client)
        client._transport.abort()
        async with asyncio.timeout(5):
            while client in opened.recipients.all:
                await asyncio.sleep(0)
        pairs = [socket.socketpair() for _ in range(20)]
        ends = {end.fileno(): other for pair in pairs for end, other in (pair, pair[::-1])}
        assert number in ends, "the number is somebody else's now"
        go_through(around)
        opened.give(patch(2))
        for end in ends.values():
            end.setblocking(False)
            with pytest.raises(BlockingIOError):
                end.recv(100)
        for pair in pairs:
            for end in pair:
                end.close()


async def test_who_does_not_read_is_left_out_and_given_the_whole_when_they_do() -> None:
    async with hall(2) as opened:
        slow, quick = opened.clients
        opened.phones[0].transport.pause_reading()
        number = 0
        while not opened.recipients.some_are_behind:
            big = SharedFrame(json.dumps({"number": number, "more": list(range(50_000))}).encode())
            opened.give(big)
            assert await opened.numbers(1, until=number) == [number]
            number += 1
            assert number < 1_000
        assert not is_clear(slow) and is_behind(slow)
        opened.give(patch(number))
        assert await opened.numbers(1, until=number) == [number]
        opened.phones[0].transport.resume_reading()
        whole = patch(9_999)
        numbers = asyncio.ensure_future(opened.numbers(0, until=9_999))
        async with asyncio.timeout(10):
            while is_behind(slow):
                opened.recipients.look_after_slow(lambda: whole, 1.0)
                await asyncio.sleep(0)
        assert await numbers == [*range(number - 1), 9_999]
        assert not is_behind(slow) and not is_behind(quick)
