"""From a button of the gallery to the picture: with thousands of phones in the debate, how long it
takes from pressing until the first frame of the overlay has changed, in real Chromium.

    python -m tests.load.gallery [--phones N] [--presses N]

Buttons are addresses that are opened, as a Stream Deck opens them; the overlay is transparent, at
1920 × 1080. Frames are told by what stands in them and whether it moves, at the moment the browser
draws them.
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import uvloop
from playwright.async_api import Page

from tests.browser.hall import open_browser
from tests.browser.overlay.source import MOVING
from tests.load.control_screen import line
from tests.load.evening import evening
from tests.load.scenarios.join import join
from tests.static.overlay.overlay import SEEN

QUESTIONS = 40
ARRIVING_S = 30.0
BETWEEN_S = 0.6  # presses: a graphic has come or gone by then
WANTED_MS = 150.0

# Of every frame that shows something else than the one before: when, in ms since the epoch.
WATCH = """([seen, moving]) => {
  window.changed = []
  let before = ""
  const look = () => {
    const now = JSON.stringify([seen(), moving() > 0])
    if (now !== before) changed.push(Date.now())
    before = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}"""


async def press(url: str) -> float:
    """Open the address of a button; returns when it was pressed, ms since the epoch."""

    def opened() -> None:
        with urlopen(url) as answer:
            answer.read()

    at = time.time() * 1_000
    await asyncio.to_thread(opened)
    return at


async def waits(page: Page, base: str, key: str, presses: int) -> list[float]:
    """In ms, of each press; takes and clears in turn."""
    found = []
    for number in range(presses):
        verb = f"question/q{1 + number // 2 % QUESTIONS}/take" if number % 2 == 0 else "clear"
        at = await press(f"{base}/do/{verb}?key={key}&id={number}")
        await asyncio.sleep(BETWEEN_S)
        frames: list[float] = await page.evaluate("changed")
        found.append(min((one - at for one in frames if one >= at), default=float("inf")))
    return found


async def measure(folder: Path, phones: int, presses: int) -> None:
    async with evening(folder, QUESTIONS) as opened, open_browser() as browser:
        crowd = opened.crowd()
        await join(opened, crowd, phones, ARRIVING_S, lambda here: None)
        code, server = opened.code, opened.server
        display, buttons = [await server.token(code, role) for role in ("display", "buttons")]
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        layers = "layers=question,name,timer,join"  # votes would be changes of their own
        await page.goto(server.url(f"/overlay/{code}?key={display}&{layers}"))
        await page.wait_for_load_state("networkidle")
        await page.evaluate(f"({WATCH})([{SEEN}, {MOVING}])")
        print(f"{phones} phones; load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        base = server.url(f"/studio/{code}")
        line("button → first frame", await waits(page, base, buttons, presses), WANTED_MS)
        await crowd.leave()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=5_000)
    parser.add_argument("--presses", type=int, default=200)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tribina-bench-") as folder:
        uvloop.run(measure(Path(folder), chosen.phones, chosen.presses))


if __name__ == "__main__":
    main()
