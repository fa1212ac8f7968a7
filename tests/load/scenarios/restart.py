"""The server is restarted in the middle of a storm, then killed in the next."""

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import AsyncIterator

from tests.load.evening import Evening, check_documents, check_votes
from tests.load.phones.crowd import Crowd
from tests.load.results.figures import ms

UNDER_WAY_S = 2.0  # of voting before the server goes, and after everybody is back
BACK_WITHIN_S = 120.0


async def restart(evening: Evening, crowd: Crowd, votes_s: float) -> dict[str, float]:
    """`…back_s`: from the server's end until everybody is back, its start included."""
    ledger, answered = crowd.ledger, len(crowd.ledger.waits)
    async with _voting(evening, crowd, votes_s):
        await asyncio.sleep(UNDER_WAY_S)
        stopped = await _gone_and_back(evening, crowd, killed=False)
        await asyncio.sleep(UNDER_WAY_S)
        killed = await _gone_and_back(evening, crowd, killed=True)
        await asyncio.sleep(UNDER_WAY_S)
    await ledger.answered(BACK_WITHIN_S)
    assert not ledger.refused, f"refused: {ledger.refused[0]!r}"
    ballots = await check_votes(evening, crowd)
    await check_documents(evening, crowd, within_s=10)
    waits = ledger.waits[answered:]
    return {
        "phones": len(crowd.participants),
        "votes": len(waits),
        "ballots": ballots,
        "stopped_back_s": stopped,
        "killed_back_s": killed,
        "ack_p50_ms": ms(waits, 0.5),
        "sent_away": crowd.refused_joins,
    }


async def _gone_and_back(evening: Evening, crowd: Crowd, *, killed: bool) -> float:
    began = time.monotonic()
    await evening.restart(killed=killed)
    await crowd.all_here(BACK_WITHIN_S)
    return time.monotonic() - began


@contextlib.asynccontextmanager
async def _voting(evening: Evening, crowd: Crowd, votes_s: float) -> AsyncIterator[None]:
    async def vote() -> None:
        people, questions = crowd.participants, evening.questions
        await crowd.cast(
            (number / votes_s, random.choice(people), random.choice(questions), True)
            for number in itertools.count()
        )

    task = asyncio.create_task(vote())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
