"""Questions that are dear to compare, many of them while nobody looks."""

import asyncio
import json
import time

from tests.load.attacks import raw, texts
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER
from tests.load.phones.phone import client_frame

PHONES = 300
EACH = 10  # as many as a phone may ask at once


async def flood(target: Target, for_s: float) -> Score:
    score, until = Score(), time.monotonic() + for_s
    lines = await raw.all_at_once(PHONES, until, score, lambda _: raw.join(target, OUTSIDER))
    reading = [asyncio.create_task(raw.read_answers(line, score)) for line in lines]
    for number, line in enumerate(lines):
        for each in range(EACH):
            text = texts.of_the_lexicon(number * EACH + each)
            ask = {"id": f"c{each}", "do": "submit", "text": text}
            line.writer.write(client_frame(json.dumps(ask).encode()))
            score["asked"] += 1
    while time.monotonic() < until and raw.answers(score) < score["asked"]:
        await asyncio.sleep(0.05)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    await raw.hold(lines, 0, score)
    return score


ATTACKS = (
    Attack(
        "questions",
        f"{PHONES * EACH:,} questions of 40 lexicon words from {PHONES} phones while no moderator "
        "looks; then the control screen is opened",
        flood,
        unwatched=True,
        lasts=2,
        leaves=True,
    ),
)
