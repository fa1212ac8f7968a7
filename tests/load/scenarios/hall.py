"""A steady evening: some vote all the time, so that every tick has something to say, and questions
go on air.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Collection

from tests.load.evening import Evening, check_documents, check_votes
from tests.load.phones.crowd import Crowd, Participant
from tests.load.results.figures import Meter, Used, ms

TICK_S = 0.25
VOTES_A_TICK = 20
ON_AIR_EVERY_S = 2.0
SEEN_WITHIN_S = 30.0


async def hall(evening: Evening, crowd: Crowd, seconds: float) -> dict[str, float]:
    """`patches_s`: delivered to one phone in a second; `air_…`: from the producer's command to a
    phone's screen; `cpu_us`: of the whole server for one delivered patch."""
    delivered, used, air = await evening_with(evening, crowd, crowd.participants, seconds)
    await check_votes(evening, crowd)
    await check_documents(evening, crowd, within_s=5)
    return {
        "phones": len(crowd.participants),
        "patches_s": delivered / used.seconds / len(crowd.participants),
        "cores": used.cores,
        "cpu_us": used.cpu_s / delivered * 1e6,
        "air_p50_ms": ms(air, 0.5),
        "air_p99_ms": ms(air, 0.99),
        "stalls": used.stalls,
        "memory": used.memory,
    }


async def evening_with(
    evening: Evening, crowd: Crowd, attentive: Collection[Participant], seconds: float
) -> tuple[int, Used, list[float]]:
    """Frames delivered, what the server used, and how long each of the attentive waited (s) for
    each question that went on air."""
    air: list[float] = []
    async with votes(evening, crowd, list(attentive)):
        frames, meter = crowd.frames, await Meter.start(evening)
        began, taken = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            await asyncio.sleep(ON_AIR_EVERY_S)
            question = evening.questions[taken % len(evening.questions)]
            taken += 1
            air += await on_air(evening, crowd, attentive, question)
        used = await meter.read()
        delivered = crowd.frames - frames
    await crowd.ledger.answered(SEEN_WITHIN_S)
    return delivered, used, air


async def on_air(
    evening: Evening, crowd: Crowd, attentive: Collection[Participant], question: str
) -> list[float]:
    """Take it, wait until it is on every screen, clear. Raises TimeoutError."""
    with crowd.watching(lambda doc: doc["debate"].get("on_air") == question, attentive) as watch:
        asked = time.monotonic()
        await evening.producer.do("take", question=question)
        await watch.all(SEEN_WITHIN_S)
    await evening.producer.do("clear")
    return [seen - asked for seen in watch.seen.values()]


@contextlib.asynccontextmanager
async def votes(evening: Evening, crowd: Crowd, voters: list[Participant]) -> AsyncIterator[None]:
    """Meanwhile some of them vote in every tick, for questions that do not go on air."""
    quiet = evening.questions[len(evening.questions) // 2 :]

    async def vote() -> None:
        while True:
            for participant in random.sample(voters, min(VOTES_A_TICK, len(voters))):
                question = random.choice(quiet)
                crowd.vote(participant, question, not participant.voter.acked.get(question, False))
            await asyncio.sleep(TICK_S)

    task = asyncio.create_task(vote())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
