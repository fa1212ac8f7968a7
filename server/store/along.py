"""What is written in the same transaction as a change, by whoever asks for the change: the methods
of the store need not know of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy.ext.asyncio import AsyncConnection

Work = Callable[[AsyncConnection], Awaitable[None]]


class Along:
    """`last`: behind all that are not, so that tables are locked in one order. `done`: with the
    first transaction that was committed since. `over`: nothing is written with it any more."""

    def __init__(self, work: Work, last: bool) -> None:
        self.work = work
        self.last = last
        self.done = False
        self.over = False


_waiting: ContextVar[tuple[Along, ...]] = ContextVar("along", default=())


@contextmanager
def along(work: Work, last: bool = False) -> Iterator[Along]:
    """At the end of the first transaction that this task writes within. Tasks that are begun there
    have it, too, so that it is done if whoever asked is gone meanwhile: all but those that serve
    others as well (`server/lasting.py`)."""
    this = Along(work, last)
    before = _waiting.set((*_waiting.get(), this))
    try:
        yield this
    except asyncio.CancelledError:
        raise  # the transaction may be on its way
    except BaseException:
        this.over = True
        raise
    else:
        this.over = True
    finally:
        _waiting.reset(before)


def waiting() -> list[Along]:
    """What this transaction is to end with, in order."""
    return sorted(
        (one for one in _waiting.get() if not (one.done or one.over)), key=lambda one: one.last
    )
