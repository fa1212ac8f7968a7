"""How long a connection stays on which nothing is asked, and what an answer costs on the way."""

import asyncio
from functools import partial

from hypercorn.config import Config

from server.entrance.resting import Rest, Resting
from tests.entrance.opened import ASK_SHORT, SHORT, door, run

SHORT_S = 0.2


def test_a_short_answer_comes_in_one_piece() -> None:
    async def main() -> None:
        async with door() as at:
            reader, writer = await at.come(ASK_SHORT)
            got = await reader.read(65_536)
            assert got.startswith(b"HTTP/1.1 200")
            assert got.endswith(SHORT)
            writer.transport.abort()

    run(main)


def test_who_asks_nothing_for_long_has_to_go() -> None:
    async def main() -> None:
        async with door(keep_alive_timeout=SHORT_S) as at:
            began = asyncio.get_running_loop().time()
            reader, writer = await at.come(ASK_SHORT)
            assert (await reader.read()).endswith(SHORT)
            assert asyncio.get_running_loop().time() - began >= SHORT_S
            writer.transport.abort()

    run(main)


def test_whoever_rests_goes_when_the_door_closes_and_nobody_waits_for_them() -> None:
    async def main() -> None:
        async with door(keep_alive_timeout=60.0, graceful_timeout=60.0) as at:
            said_nothing, nothing = await at.come()
            has_an_answer, asked = await at.come(ASK_SHORT)
            await has_an_answer.read(65_536)
        assert await said_nothing.read() == await has_an_answer.read() == b""
        for writer in (nothing, asked):
            writer.transport.abort()

    run(main)


async def test_who_asks_for_something_rests_no_more_and_is_not_interrupted_at_the_end() -> None:
    closed: list[str] = []
    resting = Resting(Config().keep_alive_timeout)
    asks, rests, late = (
        Rest(resting, partial(closed.append, name)) for name in ("asks", "rests", "late")
    )
    await asks.restart()
    await rests.restart()
    await asks.stop()
    resting.be_over()
    await late.restart()
    assert closed == ["rests", "late"]
