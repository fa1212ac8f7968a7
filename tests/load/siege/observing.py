"""What the server used between two moments, by the kernel and by its own metrics."""

import gzip
import re
import time
from dataclasses import replace

from tests.load.attacks.raw import GONE
from tests.load.phones.page import fetch
from tests.load.siege.stages import Siege
from tests.load.siege.window import Used

_LAG = re.compile(rb'^tribina_loop_lag_seconds_bucket\{le="([0-9.]+|\+Inf)"\} (\S+)', re.M)

Lags = dict[float, float]


class Observer:
    """Started by `start`; `read` tells what was used since."""

    def __init__(self, siege: Siege, lags: Lags | None) -> None:
        self._siege = siege
        self._lags = lags
        self._cpu_s = siege.evening.cpu_s()
        self._lines = _lines(siege)
        self.began = time.monotonic()

    @classmethod
    async def start(cls, siege: Siege) -> "Observer":
        return cls(siege, await _lags_of(siege))

    async def read(self) -> Used:
        """Raises OSError when the server is no more."""
        siege, end = self._siege, time.monotonic()
        cores = (siege.evening.cpu_s() - self._cpu_s) / (end - self.began)
        memory = [at for moment, at in siege.probes.memory if moment >= self.began]
        lags = await _lags_of(siege)
        return Used(
            most=max(memory, default=0),
            last=memory[-1] if memory else 0,
            cores=cores,
            hold_ms=_longest_ms(self._lags, lags) if self._lags and lags else None,
            lines=_lines(siege) - self._lines,
        )


async def _lags_of(siege: Siege) -> Lags | None:
    """How often its loop was late by at most so many seconds; None when it does not say."""
    doors = replace(siege.hall.doors, source=None)
    try:
        head, body = await fetch(doors, "/metrics")
    except GONE:
        return None
    text = gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body
    return {float(le): float(count) for le, count in _LAG.findall(text)}


def _longest_ms(before: Lags, after: Lags) -> float:
    """The bound below which all that came since lies."""
    total = after[float("inf")] - before[float("inf")]
    return min(le for le in after if after[le] - before[le] >= total) * 1_000


def _lines(siege: Siege) -> int:
    return siege.log.read_bytes().count(b"\n") if siege.log.exists() else 0
