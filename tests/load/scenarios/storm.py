"""The host says "vote now", and everybody does."""

import random
import time
from typing import Any

from tests.load.evening import Evening, check_documents, check_votes
from tests.load.phones.crowd import Crowd
from tests.load.results.figures import Meter, ms

ANSWERED_WITHIN_S = 60.0


async def storm(
    evening: Evening, crowd: Crowd, questions: int, within_s: float
) -> dict[str, float]:
    """Everybody votes for so many questions they have not voted for, at random within that time.

    `final_ms`: from the last answer until everybody's tallies are final."""
    plan = []
    for participant in crowd.participants:
        open_ = [q for q in evening.questions if not participant.voter.acked.get(q)]
        plan += [
            (random.uniform(0, within_s), participant, question, True)
            for question in random.sample(open_, questions)
        ]
    plan.sort(key=lambda entry: entry[0])
    votes = await _tallies(evening)
    for _, _, question, _ in plan:
        votes[question] += 1

    def final(doc: dict[str, Any]) -> bool:
        return all(doc["questions"][q]["votes"] == count for q, count in votes.items())

    ledger, answered = crowd.ledger, len(crowd.ledger.waits)
    meter, began = await Meter.start(evening), time.monotonic()
    with crowd.watching(final) as watch:
        await crowd.cast(plan)
        await ledger.answered(ANSWERED_WITHIN_S)
        took = ledger.last_answer - began
        used = await meter.read()
        await watch.all(ANSWERED_WITHIN_S)
    waits = ledger.waits[answered:]
    assert not ledger.refused, f"refused: {ledger.refused[0]!r}"
    await check_votes(evening, crowd)
    await check_documents(evening, crowd, within_s=5)
    return {
        "votes": len(waits),
        "votes_s": len(waits) / took,
        "ack_p50_ms": ms(waits, 0.5),
        "ack_p99_ms": ms(waits, 0.99),
        "final_ms": (max(watch.seen.values()) - ledger.last_answer) * 1_000,
        "cores": used.cores,
        "stalls": used.stalls,
        "memory": used.memory,
    }


async def _tallies(evening: Evening) -> dict[str, int]:
    questions = (await evening.view())["questions"]
    return {question: document["votes"] for question, document in questions.items()}
