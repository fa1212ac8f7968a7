"""The server's event loop: everybody has their turn, however many come at once."""

import asyncio
import contextlib
import itertools
import logging
import resource
import selectors
import socket
from collections.abc import Awaitable, Callable, Iterator

import pytest

from server.loop import AT_ONCE, LET_IN, Door, FewAtATime, Loop

CROWD = 3 * AT_ONCE + 1


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


async def open_door() -> tuple[Door, int]:
    door = await asyncio.get_running_loop().create_server(Greeter, "127.0.0.1", 0, backlog=512)
    assert isinstance(door, Door)
    return door, door.sockets[0].getsockname()[1]


@contextlib.contextmanager
def ready_sockets(count: int) -> Iterator[tuple[FewAtATime, list[socket.socket]]]:
    """A selector with so many sockets that have something to read."""
    pairs = [socket.socketpair() for _ in range(count)]
    selector = FewAtATime()
    for number, (ours, theirs) in enumerate(pairs):
        theirs.send(b"!")
        selector.register(ours, selectors.EVENT_READ, number)
    try:
        yield selector, [ours for ours, _ in pairs]
    finally:
        selector.close()
        for pair in pairs:
            for end in pair:
                end.close()


def test_what_is_ready_comes_in_portions_and_each_once_a_round() -> None:
    with ready_sockets(CROWD) as (selector, _):
        portions = [selector.select(0) for _ in range(4)]
    assert [len(portion) for portion in portions] == [AT_ONCE, AT_ONCE, AT_ONCE, 1]
    assert {key.data for portion in portions for key, _ in portion} == set(range(CROWD))


def test_who_was_closed_or_changed_before_their_turn_is_left_out() -> None:
    with ready_sockets(CROWD) as (selector, sockets):
        first = {key.fd for key, _ in selector.select(0)}
        closed, changed, *_ = (s for s in sockets if s.fileno() not in first)
        fd = closed.fileno()
        selector.unregister(closed)
        selector.modify(changed, selectors.EVENT_WRITE, "new")
        rest = [key for _ in range(3) for key, _ in selector.select(0)]
        again = [key.data for _ in range(4) for key, _ in selector.select(0)]
    assert fd not in {key.fd for key in rest}
    assert changed.fileno() not in {key.fd for key in rest}
    assert "new" in again, "in the next round it is found as it is now"


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

    with caplog.at_level(logging.ERROR, "server.loop"):
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
