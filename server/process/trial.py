"""Whether our selector serves the event loop of this Python: tried once, when the first loop is
made, in a loop and a thread of its own. `Turns` was written against what asyncio's loop does with
its selector, and no version promises to do the same.
"""

import asyncio
import logging
import platform
import socket
import threading
from collections import Counter
from contextlib import ExitStack, closing
from functools import cache

from server.process.turns import AT_ONCE, Turns

CROWD = AT_ONCE + 8  # more than have their turn at once
PATIENCE_S = 5.0  # beyond which the loop hangs

log = logging.getLogger(__name__)


@cache
def turns_serve() -> bool:
    """False, with a line in the log, where asyncio's own selector has to be taken: whoever is ready
    is heard then in one go."""
    served: list[bool] = []
    trial = threading.Thread(target=lambda: served.append(_try()), name="trial", daemon=True)
    trial.start()
    trial.join(PATIENCE_S)
    if served == [True]:
        return True
    log.warning(
        "the event loop of Python %s is another than we know: nobody waits for their turn, and a "
        "crowd holds up everybody",
        platform.python_version(),
    )
    return False


def _try() -> bool:
    new = set[int]()
    try:
        with ExitStack() as ends:
            loop = ends.enter_context(closing(asyncio.SelectorEventLoop(Turns(new.__contains__))))
            pairs = [socket.socketpair() for _ in range(CROWD)]
            for pair in pairs:
                for end in pair:
                    ends.enter_context(end)
            loop.run_until_complete(_Trial(loop, pairs, new).run())
        return True
    except Exception:
        log.debug("our selector does not serve", exc_info=True)
        return False


class _Trial:
    """A crowd of whom every other one just came. Raises AssertionError and whatever the loop
    does."""

    def __init__(
        self,
        loop: asyncio.SelectorEventLoop,
        pairs: list[tuple[socket.socket, socket.socket]],
        new: set[int],
    ) -> None:
        self._loop = loop
        self._pairs = pairs
        self._new = new
        self._heard = Counter[int]()
        self._ends = loop.time() + PATIENCE_S

    async def run(self) -> None:
        self._new |= {ours.fileno() for ours, _ in self._pairs[::2]}
        for number, (ours, _) in enumerate(self._pairs):
            self._loop.add_reader(ours, self._hear, number)
        await self._each_is_heard_once()
        first, second, *_ = (ours for ours, _ in self._pairs)
        await self._is_told_of_room(first)
        self._loop.remove_reader(second)
        await asyncio.to_thread(self._pairs[1][1].send, b"!")  # and back from another thread
        await asyncio.sleep(0.001)
        assert self._heard.pop(1, 0) == 0, "was let go"
        await self._loop.shutdown_default_executor()

    async def _each_is_heard_once(self) -> None:
        for _, theirs in self._pairs:
            theirs.send(b"!")
        while len(self._heard) < CROWD:
            await self._next()
        assert set(self._heard.values()) == {1}
        self._heard.clear()

    async def _next(self) -> None:
        assert self._loop.time() < self._ends, "was not heard"
        await asyncio.sleep(0)

    def _hear(self, number: int) -> None:
        self._pairs[number][0].recv(1)
        self._heard[number] += 1

    async def _is_told_of_room(self, ours: socket.socket) -> None:
        """As a reader, who has somebody to write to meanwhile."""
        room = asyncio.Event()
        self._loop.add_writer(ours, room.set)
        await room.wait()
        self._loop.remove_writer(ours)
        self._pairs[0][1].send(b"!")
        while not self._heard:
            await self._next()
        assert self._heard.pop(0) == 1
