"""A lift goes down with everybody in it: all connections end at once, all phones come back."""

import time

from tests.load.evening import Evening, check_documents
from tests.load.phones.crowd import Crowd
from tests.load.results.figures import Meter

BACK_WITHIN_S = 90.0


async def reconnect(evening: Evening, crowd: Crowd) -> dict[str, float]:
    """`back_s`: until the last is back; `equal_s`: until all documents are the view again, though
    a vote was counted meanwhile."""
    meter = await Meter.start(evening)
    sent_away = crowd.refused_joins
    began = time.monotonic()
    crowd.cut()
    question = evening.questions[0]
    await evening.producer.do("take", question=question)
    await crowd.all_here(BACK_WITHIN_S)
    back_s = time.monotonic() - began
    await check_documents(evening, crowd, within_s=10)
    equal_s = time.monotonic() - began
    used = await meter.read()
    await evening.producer.do("clear")
    return {
        "phones": len(crowd.participants),
        "back_s": back_s,
        "equal_s": equal_s,
        "cpu_ms": used.cpu_s / len(crowd.participants) * 1_000,
        "stalls": used.stalls,
        "sent_away": crowd.refused_joins - sent_away,
        "memory": used.memory,
    }
