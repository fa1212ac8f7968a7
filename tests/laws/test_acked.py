"""Law 4. Acked means kept: checked with kill -9 in the middle of a storm of votes."""

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from tests.load.evening import check_ballots, check_documents, check_votes, evening
from tests.load.phones.crowd import Crowd

PHONES = 100
QUESTIONS = 10
RUNS = 6
ENOUGH = 300  # acknowledged votes in each run, before the kill
PACE_S = 1 / 3_000


async def _rage(crowd: Crowd, questions: list[str], enough: int) -> None:
    """Votes come and go without a pause until so many were acknowledged."""

    async def vote() -> None:
        on: dict[tuple[int, str], bool] = {}
        for number in itertools.count():
            who, question = random.randrange(PHONES), random.choice(questions)
            on[who, question] = not on.get((who, question), False)
            crowd.vote(crowd.participants[who], question, on[who, question])
            if number % 10 == 0:
                await asyncio.sleep(10 * PACE_S)

    task = asyncio.create_task(vote())
    async with asyncio.timeout(30):
        while len(crowd.ledger.waits) < enough:
            await asyncio.sleep(0.001)
    task.cancel()


@pytest.mark.slow
async def test_kill_9_in_a_storm_of_votes_loses_none_that_was_acked(
    tmp_path: Path, database_url: str
) -> None:
    async with evening(tmp_path, QUESTIONS, TRIBINA_DATABASE_URL=database_url) as opened:
        crowd = opened.crowd(longest_delay_s=0.2)
        await crowd.arrive(PHONES, 0, page=False)
        unanswered = 0
        for _ in range(RUNS):
            await _rage(crowd, opened.questions, len(crowd.ledger.waits) + ENOUGH)
            await opened.server.kill()
            unanswered += crowd.ledger.waiting
            await check_ballots(opened, crowd)
            await opened.server.start()
            await crowd.all_here(60)
        await crowd.ledger.answered(30)
        assert unanswered > 0, "it must have been killed in the middle"
        assert not crowd.ledger.refused
        await check_votes(opened, crowd)
        await check_documents(opened, crowd, within_s=5)
        await crowd.leave()
