"""The control screen under pressure, in real Chromium: a debate with thousands of questions, new
ones every moment, and somebody who works by keyboard meanwhile.

    python -m tests.load.control_screen [--questions N] [--per-second N] [--seconds S]

The moderator first works among the open questions, so that new ones appear in the inbox as they
come; then decides in the inbox, which holds still.
"""

import argparse
import asyncio
import math
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import uvloop
from playwright.async_api import Page

from server.demo.recording import load
from server.demo.run import RECORDINGS
from server.demo.visitor import Visitor
from tests.browser.hall import Hall, open_browser
from tests.load.evening import Evening, evening
from tests.load.results.figures import percentile

PROBE = Path(__file__).with_name("control_probe.js").read_text()
PHONES = 8
APPROVED, DISMISSED = 0.6, 0.3  # the rest stays in review
SETTLE_S = 2.0
BETWEEN_KEYS_S = 0.1
# What was cued is seen before it is taken back: undone within a tick it never left.
OPEN_KEYS = ("j", "c", "j", "c", "k", "j", "z", "/", *"vodovod", "Escape", "Escape", "j")
INBOX_KEYS = ("j", "a", "j", "d", "1", "a", "a", "l", "l", "t", "Escape", "k", "a", "z")

ACTION_MS, SHOWN_MS = 100.0, 200.0  # wanted
SHARES = (50, 95, 99, 100)


@dataclass
class Work:
    """What one moderator saw, in ms: `answered`, from a key to the next picture; `done`, from a
    key to what it did; `shown`, from a phone's sending to the card; `blocked`, long tasks."""

    answered: list[float]
    done: list[float]
    blocked: list[float]
    shown: list[float] = field(default_factory=list)


def texts(seed: int = 7) -> Iterator[str]:
    """Questions without end, each made of two that were asked, so that likeness has work to do."""
    asked = [s.text for path in sorted(RECORDINGS.glob("*.json")) for s in load(path).submissions]
    chance = random.Random(seed)
    while True:
        one, other = (chance.choice(asked).rstrip("?!. ").split() for _ in range(2))
        head, tail = one[: len(one) // 2 + 1], other[len(other) // 2 :]
        yield " ".join((*head, *tail))[:280] + "?"


async def fill(
    opened: Evening, phones: Sequence[Visitor], count: int, words: Iterator[str]
) -> None:
    """So many questions, most of them decided about."""
    chance = random.Random(3)

    async def ask(phone: Visitor, share: int) -> None:
        for _ in range(share):
            question = (await phone.do("submit", text=next(words)))["question"]
            fate = chance.random()
            if fate < APPROVED:
                await opened.producer.do("approve", question=question)
            elif fate < APPROVED + DISMISSED:
                await opened.producer.do("dismiss", question=question, reason="off_topic")

    async with asyncio.TaskGroup() as group:
        for phone in phones:
            group.create_task(ask(phone, count // len(phones)))


async def flood(
    phones: Sequence[Visitor], words: Iterator[str], per_s: float, seconds: float
) -> dict[str, float]:
    """New questions at an even pace, whether earlier ones are answered or not. When each was sent
    (s since the epoch), by id."""
    sent: dict[str, float] = {}

    async def ask(phone: Visitor) -> None:
        at = time.time()
        sent[(await phone.do("submit", text=next(words)))["question"]] = at

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(int(per_s * seconds)):
            await asyncio.sleep(max(0.0, began + number / per_s - time.monotonic()))
            group.create_task(ask(phones[number % len(phones)]))
    return sent


async def press(page: Page, keys: Sequence[str], seconds: float) -> None:
    """Round and round, as fast as a practised hand."""
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        await page.keyboard.press(keys[number % len(keys)])
        await asyncio.sleep(BETWEEN_KEYS_S)
        number += 1


async def read(page: Page) -> dict[str, Any]:
    """What the probe has noted since the last reading."""
    return dict(await page.evaluate("takeNotes()"))


async def work(
    page: Page,
    keys: Sequence[str],
    phones: Sequence[Visitor],
    words: Iterator[str],
    per_s: float,
    seconds: float,
) -> Work:
    """One spell of keys while new questions come."""
    await read(page)
    async with asyncio.TaskGroup() as group:
        flooding = group.create_task(flood(phones, words, per_s, seconds))
        group.create_task(press(page, keys, seconds))
    await asyncio.sleep(SETTLE_S)
    noted = await read(page)
    shown = noted.pop("shown")
    sent = flooding.result()
    waits = [shown.get(id_, math.inf) - 1_000 * at for id_, at in sent.items()]  # inf: never
    return Work(**noted, shown=waits)


def page_memory() -> float:
    """MB that the largest page process of our own Chromium has to itself."""
    own = psutil.Process().children(recursive=True)
    pages = [p for p in own if "--type=renderer" in p.cmdline()]
    return float(max(p.memory_full_info().uss for p in pages) / 1_000_000)


async def collect_garbage(page: Page) -> None:
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("HeapProfiler.collectGarbage")
    await asyncio.sleep(SETTLE_S)


def say(name: str, found: Work) -> None:
    print(f"{name}:", flush=True)
    line("key → picture", found.answered, ACTION_MS)
    line("key → what it did", found.done, ACTION_MS)
    line("phone → card", found.shown, SHOWN_MS)
    line("long tasks of the page", found.blocked, ACTION_MS)


def line(what: str, values: Sequence[float], wanted_ms: float) -> None:
    """Nothing to say where there is nothing: an inbox that is being read shows no new cards."""
    if values:
        late = sum(value > wanted_ms for value in values)
        shares = "  ".join(f"p{share:g} {percentile(values, share / 100):4.0f}" for share in SHARES)
        print(f"  {what:<22} {len(values):5}  {shares} ms, {late} over {wanted_ms:.0f}", flush=True)


async def measure(folder: Path, questions: int, per_s: float, seconds: float) -> None:
    words = texts()
    async with evening(folder, 0) as opened, open_browser() as browser:
        phones = [await opened.server.phone(opened.code) for _ in range(PHONES)]
        began = time.monotonic()
        await fill(opened, phones, questions, words)
        print(f"{questions} questions in {time.monotonic() - began:.0f} s", flush=True)
        await opened.server.account("vesna", "owner")
        hall = Hall(opened.server, browser)
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        await page.add_init_script(PROBE)
        await hall.log_in(page, "vesna", f"/control/{opened.code}")
        await page.locator("article.card").first.wait_for()
        await asyncio.sleep(SETTLE_S)
        print(f"the machine's load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        cpu_s, since = opened.server.process.cpu_s(), time.monotonic()
        await page.keyboard.press("ArrowRight")
        say("among the open ones", await work(page, OPEN_KEYS, phones, words, per_s, seconds))
        for key in ("Escape", "Escape", "ArrowLeft", "n"):  # it may still be in the search
            await page.keyboard.press(key)
        deciding = await work(page, INBOX_KEYS, phones, words, per_s, seconds)
        deciding.shown.clear()  # they wait until the reader asks for them
        say("in the inbox", deciding)
        cores = (opened.server.process.cpu_s() - cpu_s) / (time.monotonic() - since)
        held = page_memory()
        await collect_garbage(page)
        print(f"memory of the page: {held:.0f} MB, {page_memory():.0f} after a collection")
        print(f"the server: {cores:.2f} cores")
        for phone in phones:
            await phone.leave()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=3_000)
    parser.add_argument("--per-second", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=10, help="for each of the two spells")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tribina-bench-") as folder:
        uvloop.run(measure(Path(folder), chosen.questions, chosen.per_second, chosen.seconds))


if __name__ == "__main__":
    main()
