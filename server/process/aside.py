"""Hard work that leaves the interpreter to others: hashing a password, compressing a page.

Done in threads that step back for the event loop: with equal rights they take every second
millisecond of a core that they share with it, and votes wait.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

AT_ONCE = 2  # the others wait their turn
NICE = 5  # to the event loop's 0: it gets three quarters of a core that both want

P = ParamSpec("P")
T = TypeVar("T")


def _step_back() -> None:
    if sys.platform == "linux":  # where a thread has a priority of its own (setpriority(2))
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


_threads = ThreadPoolExecutor(AT_ONCE, "aside", _step_back)


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work returns or raises. It must not hold the interpreter's lock for long: whoever
    steps back while holding it keeps the event loop waiting."""
    running = asyncio.get_running_loop()
    return await running.run_in_executor(_threads, partial(work, *args, **kwargs))
