"""How long Chromium takes to verify the archive of a large debate, and where the time goes:

    python -m tests.load.archive_check [--questions N] [--ballots N] [--profile]

The first run compiles what the others run; all are told, with the load of the machine meanwhile.
"""

import argparse
import asyncio
import json
import os
from collections import Counter
from typing import Any

from playwright.async_api import Page

from tests.archive.made import archive_of
from tests.browser.hall import open_browser
from tests.static.archive.test_verifier import TIMED, crowded
from tests.static.modules import ORIGIN, answer

RUNS = 4
TOLD = 20  # functions
EVERY_US = 200  # a sample of the profile


async def measured(page: Page, text: str) -> str:
    """One run, as a line."""
    await page.goto(f"{ORIGIN}/")
    report, took_ms, longest_ms = await page.evaluate(TIMED, text)
    assert report["problems"] == []
    load, *_ = os.getloadavg()
    return f"{took_ms:6.0f} ms, the page away for {longest_ms:.0f} ms at most, load {load:.1f}"


async def profiled(page: Page, text: str) -> list[str]:
    """The functions in which most of the time is spent, without what they call."""
    client = await page.context.new_cdp_session(page)
    await client.send("Profiler.enable")
    await client.send("Profiler.setSamplingInterval", {"interval": EVERY_US})
    await client.send("Profiler.start")
    await measured(page, text)
    profile: dict[str, Any] = (await client.send("Profiler.stop"))["profile"]
    names = {node["id"]: _name(node["callFrame"]) for node in profile["nodes"]}
    spent: Counter[str] = Counter()
    for node, us in zip(profile["samples"], profile["timeDeltas"], strict=True):
        spent[names[node]] += us
    return [f"{us / 1000:6.0f} ms  {name}" for name, us in spent.most_common(TOLD)]


def _name(frame: dict[str, Any]) -> str:
    file = frame["url"].removeprefix(f"{ORIGIN}/")
    return f"{frame['functionName'] or '(anonymous)'} {file}:{frame['lineNumber'] + 1}"


async def main(questions: int, ballots: int, *, profile: bool) -> None:
    text = json.dumps(archive_of(crowded(questions, ballots)))
    print(f"{questions} questions, {ballots} ballots, {len(text) / 1e6:.1f} MB", flush=True)
    async with open_browser() as browser:
        page = await browser.new_page()
        await page.route(f"{ORIGIN}/**", answer)
        for _ in range(RUNS):
            print(await measured(page, text), flush=True)
        if profile:
            print("\n".join(await profiled(page, text)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    asyncio.run(main(chosen.questions, chosen.ballots, profile=chosen.profile))
