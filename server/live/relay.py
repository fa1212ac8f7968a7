"""Hints between processes: "debate D moved". No data travels here, so none can be lost: who
hears a hint reads the store, and every room looks by itself now and then.
"""

from collections.abc import Callable
from typing import Protocol

Heard = Callable[[str], None]


class Relay(Protocol):
    @property
    def alone(self) -> bool:
        """Whether no other process can share these debates, so that nobody need look."""
        ...

    def listen(self, heard: Heard) -> None:
        """Call `heard` with the code of every debate that moved elsewhere. Must not block."""
        ...

    def hint(self, code: str, by: Heard) -> None:
        """Tell the others, `by` excepted. Never raises, never waits."""
        ...

    async def close(self) -> None: ...


class InProcessRelay:
    """For one process: room registries that share it hear each other at once."""

    def __init__(self, alone: bool = True) -> None:
        self._alone = alone
        self._listeners: list[Heard] = []

    @property
    def alone(self) -> bool:
        return self._alone

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def hint(self, code: str, by: Heard) -> None:
        for heard in self._listeners:
            if heard != by:
                heard(code)

    async def close(self) -> None:
        self._listeners.clear()
