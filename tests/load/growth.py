"""How cost grows: with phones in proportion, with questions that do not change not at all."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from tests.load.evening import evening
from tests.load.phones.driving import Subject, driving, voting_phone
from tests.load.phones.onlookers import Onlookers
from tests.load.results.plot import Growth, Point

CHANGING = 10  # questions that get votes in every measurement
FEW_PHONES = 1_000  # while questions grow
PHONES = (1_000, 2_000, 5_000, 10_000)
QUESTIONS = (10, 100, 1_000, 5_000)
SETTLE_S = 3.0

Say = Callable[[str], None]


async def measure_growth(folder: Path, seconds: float, say: Say) -> Growth:
    """Cores used by the whole server while ten questions get votes in every tick."""
    return Growth(
        await _by_phones(folder / "phones", seconds, say),
        await _by_questions(folder / "questions", seconds, say),
    )


async def _by_phones(folder: Path, seconds: float, say: Say) -> list[Point]:
    points = []
    async with evening(folder, CHANGING) as opened:
        subject = Subject.ours(opened)
        crowd = subject.onlookers()
        async with voting_phone(subject) as voter, driving(voter, CHANGING):
            for phones in PHONES:
                await crowd.join(phones - len(crowd.phones))
                await asyncio.sleep(SETTLE_S)
                points.append(await _point(phones, subject, crowd, seconds))
                say(f"  {phones} phones: {points[-1].cores:.3f} cores")
        await crowd.leave()
    return points


async def _by_questions(folder: Path, seconds: float, say: Say) -> list[Point]:
    points = []
    async with evening(folder, CHANGING) as opened:
        subject = Subject.ours(opened)
        for questions in QUESTIONS:
            await opened.ask(questions - len(opened.questions))
            crowd = subject.onlookers()
            await crowd.join(FEW_PHONES)
            async with voting_phone(subject) as voter, driving(voter, CHANGING):
                await asyncio.sleep(SETTLE_S)
                points.append(await _point(questions, subject, crowd, seconds))
            say(f"  {questions} questions: {points[-1].cores:.3f} cores")
            await crowd.leave()
    return points


async def _point(size: int, subject: Subject, crowd: Onlookers, seconds: float) -> Point:
    frames, cpu_s, began = crowd.frames, subject.process.cpu_s(), time.monotonic()
    await asyncio.sleep(seconds)
    took_s = time.monotonic() - began
    updates_s = (crowd.frames - frames) / took_s / len(crowd.phones)
    return Point(size, (subject.process.cpu_s() - cpu_s) / took_s, updates_s)
