"""Crowds that come all at once, again and again."""

import asyncio
import json
import time
from collections.abc import Callable

from tests.load.attacks import network, raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER

COMING = 5_000
CALLERS = 100
MINTED_S = 500
RETURNING = 1_000


async def storm(target: Target, for_s: float) -> Score:
    score, until = Score(), time.monotonic() + for_s

    async def come(number: int) -> raw.Line:
        line = await raw.join(target, network.outsider(number // 10))
        line.deafen()
        return line

    await raw.hold(await raw.all_at_once(COMING, until, score, come), until, score)
    return score


async def returning(target: Target, for_s: float) -> Score:
    """All leave and come back in the same moment, each with another last frame of long ago."""
    score, ends = Score(), time.monotonic() + for_s
    while time.monotonic() < ends:
        now = int(time.time() * 1_000)

        async def come(number: int, now: int = now) -> raw.Line:
            return await raw.join(
                target, network.outsider(number), query=f"&since={now - 1_000 * number}"
            )

        for line in await raw.all_at_once(RETURNING, ends, score, come):
            line.end()
        score["times"] += 1
        await asyncio.sleep(0.2)
    return score


async def _mint(target: Target, for_s: float, address: Callable[[int], str]) -> Score:
    """Everybody's first vote, without a token: each makes a new participant."""
    score = Score()
    votes = iter(range(10**9))
    question = target.questions[0]
    path = f"/api/debates/{target.code}/commands"

    async def vote(_nth: int) -> None:
        number = next(votes)
        body = json.dumps({"id": f"c{number}", "do": "vote", "question": question, "on": True})
        browser = raw.Browser(target, address(number))
        try:
            status, _ = await browser.ask(
                path, "Content-Type: application/json", body=body.encode()
            )
        finally:
            browser.leave()
        score[str(status)] += 1

    await raw.over_and_over(CALLERS, for_s, score, vote, CALLERS / MINTED_S)
    return score


async def mint(target: Target, for_s: float) -> Score:
    return await _mint(target, for_s, lambda _: OUTSIDER)


async def mint_in_a_64(target: Target, for_s: float) -> Score:
    return await _mint(target, for_s, network.in_one_64)


async def mint_in_a_48(target: Target, for_s: float) -> Score:
    return await _mint(target, for_s, network.in_many_64)


ATTACKS = (
    Attack("join storm", f"{COMING:,} phones at once from 500 addresses, which stay", storm),
    Attack(
        "returning",
        f"{RETURNING:,} phones that come back all at once, again and again, with a last frame of "
        "long ago",
        returning,
    ),
    Attack("minting", f"{MINTED_S} new voters a second from one address", mint),
    Attack(
        "minting, a /64", f"{MINTED_S} a second, each from another address of one /64", mint_in_a_64
    ),
    Attack(
        "minting, a /48", f"{MINTED_S} a second, each from another /64 of one /48", mint_in_a_48
    ),
)
