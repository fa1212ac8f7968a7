"""All scenarios one after the other, with one crowd, as on a night when everything happens."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.load.evening import Evening, evening
from tests.load.phones.crowd import Crowd
from tests.load.scenarios.hall import hall
from tests.load.scenarios.join import join
from tests.load.scenarios.reconnect import reconnect
from tests.load.scenarios.restart import restart
from tests.load.scenarios.slow import slow
from tests.load.scenarios.storm import storm
from tests.load.scenarios.sustained import sustained

QUESTIONS = 40
ARRIVING_S = 15.0  # join: from the first to the last who sets out
SETTLE_S = 3.0

Figures = dict[str, float]
Scenario = Callable[[Evening, Crowd, float], Awaitable[Figures]]
Say = Callable[[str], None]

# Each with the seconds it is measured for. The restart comes last: it leaves a cold server.
AFTER_JOINING: dict[str, Scenario] = {
    "hall": hall,
    "storm": lambda opened, crowd, _: storm(opened, crowd, 3, 10),
    "sustained": lambda opened, crowd, seconds: sustained(opened, crowd, 1_300, seconds),
    "slow": slow,
    "reconnect": lambda opened, crowd, _: reconnect(opened, crowd),
    "restart": lambda opened, crowd, _: restart(opened, crowd, 1_000),
}


async def run(
    folder: Path, wanted: list[str], phones: int, seconds: float, say: Say
) -> dict[str, Figures]:
    """The figures of joining and of each wanted scenario. Raises AssertionError when a truth does
    not hold."""
    async with evening(folder, QUESTIONS) as opened:
        crowd = opened.crowd()
        say(f"join: {phones} phones within {ARRIVING_S:.0f} s")

        def progress(here: int) -> None:
            if here % max(1, phones // 10) == 0:
                say(f"  {here} here")

        figures = {"join": await join(opened, crowd, phones, ARRIVING_S, progress)}
        say(as_line(figures["join"]))
        for name in (name for name in AFTER_JOINING if name in wanted):
            await asyncio.sleep(SETTLE_S)
            say(f"{name}:")
            figures[name] = await AFTER_JOINING[name](opened, crowd, seconds)
            say(as_line(figures[name]))
        await crowd.leave()
    return figures


def as_line(figures: Figures) -> str:
    return "  " + ", ".join(f"{name} {value:.4g}" for name, value in figures.items())
