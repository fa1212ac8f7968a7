"""A crowd that only looks on, at any server: it counts frames and notes when they came. What is in
them nobody reads, since every peer compresses in its own way.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from tests.load.phones.phone import Listener, Phone

AT_ONCE = 200  # handshakes on their way
LATE_S = 60.0

Wrap = Callable[[Any], Listener]


class Onlookers:
    """`wrap`: puts a protocol between the phones and this listener, for peers that need one."""

    def __init__(
        self, port: int, path: str, *, subprotocol: str | None = None, wrap: Wrap | None = None
    ) -> None:
        self._port = port
        self._path = path
        self._subprotocol = subprotocol
        self._listener = wrap(self) if wrap else self
        self._first: dict[Phone, float] | None = None
        self._all_saw = asyncio.Event()
        self.phones: list[Phone] = []
        self.lost_count = 0

    def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
        if self._first is not None and phone not in self._first:
            self._first[phone] = time.monotonic()
            if len(self._first) == len(self.phones):
                self._all_saw.set()

    def lost(self, phone: Phone) -> None:
        self.lost_count += 1

    async def join(self, count: int) -> None:
        """Raises ConnectionError."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one() -> None:
            async with gate:
                _, phone = await asyncio.get_running_loop().create_connection(
                    lambda: Phone(
                        f"127.0.0.1:{self._port}",
                        self._path,
                        self._listener,
                        subprotocol=self._subprotocol,
                    ),
                    "127.0.0.1",
                    self._port,
                )
                await phone.opened
                self.phones.append(phone)

        await asyncio.gather(*(one() for _ in range(count)))

    async def see(self, act: Callable[[], None]) -> list[float]:
        """How long each one waited for its next frame after this was done (s).
        Raises TimeoutError."""
        self._all_saw.clear()
        self._first = {}
        began = time.monotonic()
        act()
        await asyncio.wait_for(self._all_saw.wait(), LATE_S)
        seen, self._first = self._first, None
        return [at - began for at in seen.values()]

    @property
    def frames(self) -> int:
        return sum(phone.frames for phone in self.phones)

    @property
    def bytes(self) -> int:
        return sum(phone.bytes for phone in self.phones)

    async def leave(self) -> None:
        for phone in self.phones:
            phone.transport.abort()
        await asyncio.sleep(0)
