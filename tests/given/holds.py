"""How long the event loop is held at most: CPU of its thread in one callback, whatever else the
machine does meanwhile; but for what shares a core with it, so these tests run alone.
"""

import contextlib
import gc
from asyncio import Handle
from collections.abc import Iterator
from threading import get_ident
from time import thread_time

from msgspec import Struct

from server.process.garbage import YOUNG

MOST_MS = 20.0  # law 9


class Holds(Struct):
    longest_ms: float = 0.0
    what: str = ""


@contextlib.contextmanager
def watched() -> Iterator[Holds]:
    """The longest so far, of the loop in this thread."""
    holds, run, here = Holds(), Handle._run, get_ident()
    # As in a server: what was made before is not looked through, and only the young are.
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*YOUNG)

    def timed(handle: Handle) -> None:
        if get_ident() != here:
            run(handle)
            return
        began = thread_time()
        run(handle)
        took = (thread_time() - began) * 1_000
        if took > holds.longest_ms:
            holds.longest_ms, holds.what = took, repr(handle)

    Handle._run = timed  # type: ignore[assignment, method-assign]
    try:
        yield holds
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        Handle._run = run  # type: ignore[method-assign]
