"""The same evening through Caddy on PostgreSQL and Redis, with one process and with two.

All share this machine's cores with the crowd, so two processes cannot be twice as fast here; that
one delivered update costs the same CPU however many processes there are shows that they would be.
"""

import asyncio
from collections.abc import Callable

from tests.cluster import Cluster
from tests.load.evening import PACE, evening_at
from tests.load.scenarios.hall import hall
from tests.load.scenarios.join import join
from tests.load.scenarios.reconnect import reconnect
from tests.load.scenarios.restart import restart
from tests.load.scenarios.slow import slow
from tests.load.scenarios.storm import storm
from tests.load.scenarios.sustained import sustained

PROCESSES = (1, 2)
QUESTIONS = 40
PHONES_AT_MOST = 4_000  # Caddy needs two descriptors each
VOTES_S = 0.3  # of each phone, while votes are sustained
SETTLE_S = 3.0

Figures = dict[str, float]
Say = Callable[[str], None]


async def measure_several(phones: int, seconds: float, say: Say) -> dict[int, dict[str, Figures]]:
    """Figures by number of processes and scenario. Raises AssertionError when a truth does not
    hold."""
    return {
        count: await _evening(count, min(phones, PHONES_AT_MOST), seconds, say)
        for count in PROCESSES
    }


async def _evening(count: int, phones: int, seconds: float, say: Say) -> dict[str, Figures]:
    async with (
        Cluster(count, TRIBINA_PACE=PACE) as cluster,
        evening_at(cluster, cluster.processes, QUESTIONS) as opened,
    ):
        crowd = opened.crowd()
        figures = {}

        def note(name: str, measured: Figures) -> None:
            figures[name] = measured
            say(f"  {count}: {name}: " + ", ".join(f"{k} {v:.4g}" for k, v in measured.items()))

        note("join", await join(opened, crowd, phones, 0.0))
        await asyncio.sleep(SETTLE_S)
        note("hall", await hall(opened, crowd, seconds))
        note("storm", await storm(opened, crowd, 3, 10))
        note("sustained", await sustained(opened, crowd, VOTES_S * phones, seconds))
        note("slow", await slow(opened, crowd, seconds))
        note("reconnect", await reconnect(opened, crowd))
        note("restart", await restart(opened, crowd, phones / 10))
        await crowd.leave()
    return figures
