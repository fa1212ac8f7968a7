"""Clocks as the screens read them: from facts and the server's time."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_countdown_begins_whole_and_is_over_when_nothing_is_left(page: Page) -> None:
    shown: Any = await page.evaluate(
        """async () => {
             const { countdownAt } = await import("/graphics/parts/counting.js")
             const phases = { warning_ms: 30_000, danger_ms: 10_000 }
             const facts = { started_at: 5_000, length_ms: 90_000, ...phases }
             const passed = [-100, 0, 1, 1_000, 59_999, 60_000, 80_000, 89_999, 90_000, 91_000]
             return [...passed, 3_690_000].map(
               (ms) => Object.values(countdownAt(facts, 5_000 + ms)).join(" "),
             )
           }"""
    )

    assert shown == [
        "default 1:30", "default 1:30", "default 1:30", "default 1:29", "default 0:31",
        "warning 0:30", "danger 0:10", "danger 0:01", "overtime +0:00", "overtime +0:01",
        "overtime +60:00",
    ]  # fmt: skip


async def test_a_paused_countdown_stands_and_goes_on_with_what_was_left(page: Page) -> None:
    shown: Any = await page.evaluate(
        """async () => {
             const { countdownAt } = await import("/graphics/parts/counting.js")
             const facts = { length_ms: 90_000, warning_ms: 30_000, danger_ms: 10_000 }
             const paused = { ...facts, started_at: 5_000, paused_at: 70_000 }
             const later = { ...facts, started_at: 5_000 + 20_000 }
             return [countdownAt(paused, 70_000), countdownAt(paused, 500_000),
                     countdownAt(later, 90_000)].map(({ phase, text }) => `${phase} ${text}`)
           }"""
    )

    assert shown == ["warning 0:25"] * 3


async def test_a_clock_runs_on_from_its_last_fact_or_stands(page: Page) -> None:
    assert await page.evaluate(
        """async () => {
             const { ranMs } = await import("/common/ran.js")
             const clock = { ran_ms: 5_000, since: 100_000 }
             const times = [99_000, 107_000]
             const at = (running) => times.map((now) => ranMs({ ...clock, running }, now))
             return [at(true), at(false)]
           }"""
    ) == [[5_000, 12_000], [5_000, 5_000]]


@pytest.mark.parametrize(
    ("guests", "last", "next_"),
    [
        ({"g1": (0, False), "g2": (0, False)}, "g1", "g1"),
        ({"g1": (0, False), "g2": (7, True)}, "g2", "g1"),
        ({"g1": (9, False), "g2": (7, False), "g3": (0, False)}, "g1", "g2"),
        ({"g1": (9, False), "g2": (9, True), "g3": (0, False)}, "g2", "g3"),
        ({}, None, None),
    ],
)
async def test_a_key_means_who_speaks_or_spoke_last_and_another_the_one_after(
    page: Page, guests: dict[str, tuple[int, bool]], last: str | None, next_: str | None
) -> None:
    clocks = {id_: {"since": since, "running": on} for id_, (since, on) in guests.items()}

    assert await page.evaluate(
        """async (guests) => {
             const { lastToSpeak, nextToSpeak } = await import("/control/clocks/speaking.js")
             const debate = { clocks: { guests } }
             return [lastToSpeak(debate) ?? null, nextToSpeak(debate) ?? null]
           }""",
        clocks,
    ) == [last, next_]
