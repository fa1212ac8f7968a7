"""Tasks that go on after whoever began them. They have a context of their own: what a request says
is to be written along with its change (`server/store/along.py`) must not go along with what such a
task writes, for others."""

import asyncio
from collections.abc import Coroutine
from contextvars import Context
from typing import Any, TypeVar

T = TypeVar("T")


def lasting(work: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
    """Keep what is returned: the loop does not."""
    return asyncio.create_task(work, name=name, context=Context())
