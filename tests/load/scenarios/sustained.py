"""As many votes as the server is meant to take, without a pause, for minutes if wanted."""

import random
import time

from tests.load.evening import Evening, check_documents, check_votes
from tests.load.phones.crowd import Crowd
from tests.load.results.figures import Meter, ms

ANSWERED_WITHIN_S = 60.0


async def sustained(
    evening: Evening, crowd: Crowd, votes_s: float, seconds: float
) -> dict[str, float]:
    """Votes come and go at that rate, whether those before were answered or not. `cpu_us`: of the
    whole server for one vote, patches included; `patches_s`: to one phone in a second."""
    count = int(votes_s * seconds)
    on: dict[tuple[int, str], bool] = {}
    plan = []
    for number in range(count):
        who, question = random.randrange(len(crowd.participants)), random.choice(evening.questions)
        participant = crowd.participants[who]
        before = on.get((who, question), participant.voter.acked.get(question, False))
        on[who, question] = not before
        plan.append((number / votes_s, participant, question, not before))
    ledger, answered = crowd.ledger, len(crowd.ledger.waits)
    frames, meter, began = crowd.frames, await Meter.start(evening), time.monotonic()
    await crowd.cast(plan)
    await ledger.answered(ANSWERED_WITHIN_S)
    took = ledger.last_answer - began
    used = await meter.read()
    patches = crowd.frames - frames - 2 * count  # each vote is answered, and told to its voter
    waits = ledger.waits[answered:]
    assert not ledger.refused, f"refused: {ledger.refused[0]!r}"
    await check_votes(evening, crowd)
    await check_documents(evening, crowd, within_s=5)
    return {
        "votes": len(waits),
        "votes_s": len(waits) / took,
        "ack_p50_ms": ms(waits, 0.5),
        "ack_p99_ms": ms(waits, 0.99),
        "patches_s": patches / used.seconds / len(crowd.participants),
        "cpu_us": used.cpu_s / len(waits) * 1e6,
        "cores": used.cores,
        "stalls": used.stalls,
        "memory": used.memory,
    }
