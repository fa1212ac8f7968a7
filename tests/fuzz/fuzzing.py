"""Runs one target for a time, and counts."""

import gc
import random
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

ROUND = 50  # examples between two looks at the time
FINDS = (Exception, BaseExceptionGroup)  # Schemathesis' group of failures is no Exception
CPU_MS = 200  # that one input may cost: forty times what the honest ones do


@contextmanager
def nothing() -> Iterator[None]:
    yield


@dataclass(frozen=True)
class Target:
    """`check` raises what is wrong with one input; `around` is held while it is called. `found`:
    what was found once, and is tried first."""

    name: str
    strategy: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    around: Callable[[], AbstractContextManager[None]] = nothing
    found: tuple[Any, ...] = ()


@dataclass
class Outcome:
    executions: int = 0
    finds: list[str] = field(default_factory=list)


def fuzz(target: Target, seconds: float) -> Outcome:
    """Until the time is over or something is found."""
    outcome = Outcome()

    def counted(value: Any) -> None:
        outcome.executions += 1
        target.check(value)

    with target.around(), warnings.catch_warnings():
        ends = time.monotonic() + seconds
        warnings.simplefilter("ignore", HypothesisWarning)  # some inputs are big, as they should be
        for value in target.found:
            try:
                counted(value)
            except FINDS:
                outcome.finds.append(f"again: {value!r}\n{traceback.format_exc()}")
        while time.monotonic() < ends and not outcome.finds:
            run = seed(random.getrandbits(64))(_GENTLE(given(target.strategy)(counted)))
            try:
                run()
            except FINDS:
                outcome.finds.append(traceback.format_exc())
    return outcome


_GENTLE = settings(
    max_examples=ROUND,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


class TooDear(AssertionError):
    """One input took much of the processor."""


@contextmanager
def cheap() -> Iterator[None]:
    """Raises TooDear when what is inside costs more of the processor than CPU_MS. The
    collector waits meanwhile: most of what it would look at is not of the input's making."""
    gc.disable()
    before = time.thread_time()
    try:
        yield
        cost = (time.thread_time() - before) * 1_000
    finally:
        gc.enable()
    if cost > CPU_MS:
        raise TooDear(f"one input took {cost:.0f} ms")


def mutated(seeds: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """What `seeds` makes, now and then with bytes changed, put in, left out or doubled."""
    step = st.tuples(
        st.sampled_from(("set", "insert", "cut", "double")),
        st.integers(0, 2_000),
        st.integers(1, 40),
        st.binary(min_size=1, max_size=4),
    )
    return st.builds(_mutate, seeds, st.lists(step, max_size=3))


def _mutate(data: bytes, steps: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, at, size, new in steps:
        at %= len(data) + 1
        end = at + size
        if kind == "set":
            data = data[:at] + new + data[at + len(new) :]
        elif kind == "insert":
            data = data[:at] + new + data[at:]
        elif kind == "cut":
            data = data[:at] + data[end:]
        else:
            data = data[:end] + data[at:end] + data[end:]
    return data
