"""Connections that are kept busy, or kept at all, by who gives nothing back for them."""

import asyncio
import random
import time
from collections.abc import Callable

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER, outsider

MANY = 500
SMALL = 2_304  # bytes of a receive buffer: the least that Linux gives
PIPELINING = 300
PIPELINED = 200
MAKERS = 50
IDLE = 1_500


async def pipelining(target: Target, for_s: float) -> Score:
    score, until = Score(), time.monotonic() + for_s
    asks = raw.head(target, OUTSIDER, f"/api/debates/{target.code}") * PIPELINED

    async def ask(_: int) -> raw.Line:
        line = await raw.Line.open(target, target.http_port, OUTSIDER, SMALL)
        line.deafen()
        line.writer.write(asks)
        return line

    await raw.hold(await raw.all_at_once(PIPELINING, until, score, ask), until, score)
    return score


async def making(target: Target, for_s: float) -> Score:
    """Each has nearly as much waiting for it as its connection takes; so one of them comes to be
    the one for whom the page is made anew when it is too old, and does not take it."""
    score, ends = Score(), time.monotonic() + for_s
    page = raw.head(target, OUTSIDER, f"/{target.code}", "GET", "Accept-Encoding: gzip")
    filling = raw.head(target, OUTSIDER, f"/api/debates/{target.code}")

    async def take(number: int) -> None:
        line = await raw.Line.open(target, target.http_port, OUTSIDER, SMALL)
        line.deafen()
        try:
            line.writer.write(filling * random.randrange(40))
            while time.monotonic() < ends and not line.is_cut():
                line.writer.write(page)
                score["asked"] += 1
                await asyncio.sleep(1.1)
        finally:
            line.end()

    await raw.over_and_over(MAKERS, for_s, score, take)
    return score


async def _trickle(target: Target, for_s: float, begin: bytes, drop: bytes, port: int) -> Score:
    """So many who begin, and go on by a few bytes a second."""
    score, ends = Score(), time.monotonic() + for_s

    async def ask(_: int) -> raw.Line:
        line = await raw.Line.open(target, port, OUTSIDER)
        await line.send(begin)
        return line

    lines = await raw.all_at_once(MANY, ends, score, ask)
    while time.monotonic() < ends:
        for line in lines:
            line.writer.write(drop)
        await asyncio.sleep(1)
    await raw.hold(lines, ends, score)
    return score


async def slow_heads(target: Target, for_s: float) -> Score:
    begin = b"GET / HTTP/1.1\r\nHost: a\r\n"
    live, http = (
        _trickle(target, for_s, begin, b"X-A: b\r\n", port)
        for port in (target.live_port, target.http_port)
    )
    return sum(await asyncio.gather(live, http), Score())


async def slow_bodies(target: Target, for_s: float) -> Score:
    path = f"/api/debates/{target.code}/commands"
    lines = ("Content-Type: application/json", "Content-Length: 4000")
    begin = raw.head(target, OUTSIDER, path, "POST", *lines)
    return await _trickle(target, for_s, begin, b" ", target.http_port)


async def slow_readers(target: Target, for_s: float) -> Score:
    score, until = Score(), time.monotonic() + for_s

    async def come(_: int) -> raw.Line:
        line = await raw.join(target, OUTSIDER, receive=SMALL)
        line.deafen()
        return line

    await raw.hold(await raw.all_at_once(MANY, until, score, come), until, score)
    return score


async def _idle(target: Target, for_s: float, address: Callable[[int], str]) -> Score:
    """At both doors, without a word."""
    score, until = Score(), time.monotonic() + for_s
    ports = (target.live_port, target.http_port)

    async def come(number: int) -> raw.Line:
        return await raw.Line.open(target, ports[number % 2], address(number))

    lines = await raw.all_at_once(IDLE, until, score, come)
    await raw.hold(lines, until, score)
    return score


async def descriptors(target: Target, for_s: float) -> Score:
    return await _idle(target, for_s, lambda _: OUTSIDER)


async def descriptors_of_many(target: Target, for_s: float) -> Score:
    return await _idle(target, for_s, outsider)


ATTACKS = (
    Attack(
        "pipelining", f"{PIPELINING} who ask {PIPELINED} times at once and never read", pipelining
    ),
    Attack("making", f"{MAKERS} who let the page be made for all, and do not take it", making),
    Attack("slow heads", f"{MANY} heads at each door, 8 bytes a second", slow_heads),
    Attack("slow bodies", f"{MANY} bodies of 4,000 bytes, one byte a second", slow_bodies),
    Attack("slow readers", f"{MANY} phones that take in nothing", slow_readers),
    Attack(
        "descriptors",
        f"{IDLE:,} connections without a word at a server that may hold 600, from one address",
        descriptors,
        stage="poor",
        lasts=2,
    ),
    Attack(
        "descriptors of many",
        f"{IDLE:,} connections without a word at a server that may hold 600, each from another "
        "address",
        descriptors_of_many,
        stage="poor",
        lasts=2,
    ),
)
