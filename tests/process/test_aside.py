"""Hard work beside the event loop steps back for it."""

import asyncio
import os
import sys
import threading

import pytest

from server.process.aside import AT_ONCE, NICE, aside


async def test_what_it_returns_and_raises_comes_back() -> None:
    assert await aside(int, "10", base=2) == 2
    with pytest.raises(ValueError, match="invalid literal"):
        await aside(int, "zwei")


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own there")
async def test_it_steps_back_for_the_event_loop_and_only_itself() -> None:
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = priority()
    assert await aside(priority) == max(before, NICE)
    assert priority() == before


async def test_no_more_than_two_at_once() -> None:
    working, most, go_on = 0, 0, threading.Event()
    lock = threading.Lock()

    def work() -> None:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        go_on.wait(10)
        with lock:
            working -= 1

    tasks = [asyncio.create_task(aside(work)) for _ in range(3 * AT_ONCE)]
    while working < AT_ONCE:
        await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(*tasks)
    assert most == AT_ONCE
