"""What was waited for, and how long, by when it began."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from tests.load.results.figures import percentile

KINDS = ("vote", "question", "air", "command", "picture", "page", "in", "away", "login", "late")


class Wait(Struct):
    """`ended`: s, of the loop; None: it still waits."""

    began: float
    ended: float | None = None

    @property
    def seconds(self) -> float:
        return (time.monotonic() if self.ended is None else self.ended) - self.began


class Notes:
    """`refused`: what was refused honest people, by code."""

    def __init__(self) -> None:
        self._waits: defaultdict[str, list[Wait]] = defaultdict(list)
        self.refused: list[tuple[float, str]] = []

    def begin(self, kind: str) -> Wait:
        wait = Wait(time.monotonic())
        self._waits[kind].append(wait)
        return wait

    def add(self, kind: str, began: float, seconds: float) -> None:
        self._waits[kind].append(Wait(began, began + seconds))

    def refuse(self, code: str) -> None:
        self.refused.append((time.monotonic(), code))

    def between(self, kind: str, begin: float, end: float) -> list[Wait]:
        return [wait for wait in self._waits[kind] if begin <= wait.began < end]

    def reaching_into(self, kind: str, begin: float, end: float) -> list[Wait]:
        """Also those that had begun before."""
        return [w for w in self._waits[kind] if w.began < end and w.began + w.seconds > begin]

    def waiting(self, before: float) -> Iterator[Wait]:
        """What began before that moment and still waits."""
        for waits in self._waits.values():
            yield from (w for w in waits if w.ended is None and w.began < before)

    def refusals(self, begin: float, end: float) -> Counter[str]:
        return Counter(code for at, code in self.refused if begin <= at < end)


def ms_of(waits: list[Wait], share: float) -> float | None:
    """A percentile in ms; None where nobody waited."""
    return percentile([w.seconds for w in waits], share) * 1_000 if waits else None


def longest_s(waits: list[Wait]) -> float:
    return max((w.seconds for w in waits), default=0.0)
