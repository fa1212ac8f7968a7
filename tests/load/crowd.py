"""Many phones at once."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.load.phone import Phone

JOINING_AT_ONCE = 200


class Crowd:
    def __init__(self, host: str, port: int, path: str, **options: Any) -> None:
        self._host, self._port, self._path = host, port, path
        self._options = options
        self.phones: list[Phone] = []

    async def join(self, count: int, progress: Callable[[int], None] | None = None) -> None:
        """Open so many connections, not too many at a time. Raises ConnectionError."""
        gate = asyncio.Semaphore(JOINING_AT_ONCE)
        loop = asyncio.get_running_loop()

        async def one() -> None:
            async with gate:
                _, phone = await loop.create_connection(
                    lambda: Phone(f"{self._host}:{self._port}", self._path, **self._options),
                    self._host,
                    self._port,
                )
                await phone.opened
                self.phones.append(phone)
                if progress:
                    progress(len(self.phones))

        await asyncio.gather(*(one() for _ in range(count)))

    @property
    def frames(self) -> int:
        return sum(phone.frames for phone in self.phones)

    @property
    def bytes(self) -> int:
        return sum(phone.bytes for phone in self.phones)

    def leave(self) -> None:
        for phone in self.phones:
            phone.transport.abort()
        self.phones.clear()
