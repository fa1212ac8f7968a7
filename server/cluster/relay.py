"""Hints between processes: "debate D moved", or "the ballots of D did". No data travels here, so
none can be lost: who hears a hint reads the store, and every room looks by itself now and then.
"""

from collections.abc import Callable
from typing import Protocol

ACCOUNTS = "accounts"  # accounts or tokens moved: who may do what, in every debate
WORDS = "words"  # a word list moved
EVERYTHING = "*"  # hints may have been lost: look at all there is

# Told the code of a debate that moved, `ballots_of` it, or one of the above. Must not block.
Heard = Callable[[str], None]

_BALLOTS = " ballots"


def ballots_of(code: str) -> str:
    """The hint that of this debate nothing but ballots moved."""
    return code + _BALLOTS


def debate_of(what: str) -> tuple[str, bool]:
    """The code of the debate that a hint is about, and whether only its ballots moved."""
    return what.removesuffix(_BALLOTS), what.endswith(_BALLOTS)


class Relay(Protocol):
    """What rooms and doors need of it; in one process or in several."""

    @property
    def alone(self) -> bool:
        """Whether no other process can share these debates, so that nobody need look."""
        ...

    @property
    def working(self) -> bool:
        """Whether hints arrive now. Without them others are seen only when rooms look."""
        ...

    def listen(self, heard: Heard) -> None:
        """Call `heard` with everything that moved elsewhere."""
        ...

    def hint(self, what: str, by: Heard | None = None, *, calm: bool = False) -> None:
        """Tell all who listen, `by` excepted. `calm`: it may wait a little, to go together with
        what follows. Never raises, never waits."""
        ...

    async def close(self) -> None:
        """Say and hear nothing more."""
        ...


class InProcessRelay:
    """For one process: room registries that share it hear each other at once."""

    working = True

    def __init__(self, alone: bool = True) -> None:
        self._alone = alone
        self._listeners: list[Heard] = []

    @property
    def alone(self) -> bool:
        return self._alone

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def hint(self, what: str, by: Heard | None = None, *, calm: bool = False) -> None:
        """Told at once, before this returns."""
        for heard in self._listeners:
            if heard != by:
                heard(what)

    async def close(self) -> None:
        self._listeners.clear()
