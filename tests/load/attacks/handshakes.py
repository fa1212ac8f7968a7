"""TLS handshakes, which cost the server more than who asks for them."""

import asyncio

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import outsider

CALLERS = 50
HELLO = bytes.fromhex("1603010200010001fc0303")  # the beginning of one that never ends


async def handshakes(target: Target, for_s: float) -> Score:
    score = Score()
    ports = (target.http_port, target.live_port)

    async def shake(number: int) -> None:
        line = await raw.Line.open(target, ports[number % 2], outsider(number))
        score["made"] += 1
        line.end()

    await raw.over_and_over(CALLERS, for_s, score, shake)
    return score


async def unfinished(target: Target, for_s: float) -> Score:
    score = Score()
    ports = (target.http_port, target.live_port)

    async def begin(number: int) -> None:
        reader, writer = await asyncio.open_connection(target.host, ports[number % 2])
        writer.write(HELLO)
        score["begun"] += 1
        try:
            await reader.read(1)
        finally:
            writer.transport.abort()

    await raw.over_and_over(500, for_s, score, begin)
    return score


ATTACKS = (
    Attack("TLS handshakes", "as fast as they are made, then gone", handshakes, stage="encrypted"),
    Attack(
        "TLS unfinished", "500 handshakes that are never finished", unfinished, stage="encrypted"
    ),
)
