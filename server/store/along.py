"""What is written in the same transaction as a change, by whoever asks for the change: the methods
of the store need not know of it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy.ext.asyncio import AsyncConnection

Work = Callable[[AsyncConnection], Awaitable[None]]


class Along:
    """`done`: with the first transaction that was committed since."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.done = False


_waiting: ContextVar[Along | None] = ContextVar("along", default=None)


@contextmanager
def along(work: Work) -> Iterator[Along]:
    """At the end of the first transaction that this task writes within. Tasks that are begun there
    have it, too, so that it is done if whoever asked is gone meanwhile."""
    this = Along(work)
    before = _waiting.set(this)
    try:
        yield this
    finally:
        _waiting.reset(before)


def waiting() -> Along | None:
    """What this transaction is to end with."""
    this = _waiting.get()
    return None if this is None or this.done else this
