"""Everybody comes when the code is first shown: page, handshake, first document."""

from tests.load.evening import Evening, check_documents
from tests.load.phones.crowd import Crowd, Progress
from tests.load.results.figures import Meter, ms


async def join(
    evening: Evening, crowd: Crowd, count: int, within_s: float, progress: Progress | None = None
) -> dict[str, float]:
    """So many come within that time. `memory_kib`: of one connection."""
    before = evening.memory()
    meter = await Meter.start(evening)
    waits = await crowd.arrive(count, within_s, progress=progress)
    used = await meter.read()
    await check_documents(evening, crowd, within_s=10)
    return {
        "phones": count,
        "took_s": used.seconds,
        "joins_s": count / used.seconds,
        "p50_ms": ms(waits, 0.5),
        "p99_ms": ms(waits, 0.99),
        "cores": used.cores,
        "cpu_ms": used.cpu_s / count * 1_000,
        "memory": used.memory,
        "memory_kib": (evening.memory() - before) / count / 1024,
        "stalls": used.stalls,
        "sent_away": crowd.refused_joins,
    }
