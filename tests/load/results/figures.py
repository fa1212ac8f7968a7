"""Measuring: percentiles, and what a server used between two moments."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.load.evening import Evening


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them do not exceed. Raises IndexError when
    there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ms(values: Sequence[float], share: float) -> float:
    """A percentile of seconds, in ms."""
    return percentile(values, share) * 1_000


@dataclass
class Used:
    """What the server used: `cores` of CPU on average, `stalls` of its event loop over 100 ms,
    resident `memory` in MB at the end."""

    seconds: float
    cpu_s: float
    stalls: int
    memory: float

    @property
    def cores(self) -> float:
        return self.cpu_s / self.seconds


class Meter:
    """Started when made; `read` tells what was used since."""

    def __init__(self, evening: Evening, stalls: dict[float, int]) -> None:
        self._evening = evening
        self._stalls = stalls
        self._cpu_s = evening.cpu_s()
        self._began = time.monotonic()

    @classmethod
    async def start(cls, evening: Evening) -> "Meter":
        return cls(evening, await evening.stalls())

    async def read(self) -> Used:
        seconds = time.monotonic() - self._began
        cpu_s = self._evening.cpu_s() - self._cpu_s
        stalls = await self._evening.stalls()
        return Used(
            seconds, cpu_s, stalls[0.1] - self._stalls[0.1], self._evening.memory() / 1_000_000
        )
