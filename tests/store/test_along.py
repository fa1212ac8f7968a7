"""What is written along with a change is written with that one, and with nobody else's."""

import asyncio
import contextlib

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from server.lasting import lasting
from server.store import Store
from server.store.along import along

NOW = 1_800_000_000_000


class Besides:
    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, _: AsyncConnection) -> None:
        self.times += 1


async def add(store: Store, key: str, first: asyncio.Event | None = None) -> None:
    if first is not None:
        await first.wait()
    await store.organisations.add(key, key, NOW)


async def test_a_task_for_all_that_was_begun_meanwhile_writes_nothing_of_it(store: Store) -> None:
    besides = Besides()
    with along(besides):
        await lasting(add(store, "others"), "for all")
        assert besides.times == 0
        await add(store, "ours")
    assert besides.times == 1


async def test_what_raised_is_written_with_nothing_that_comes_later(store: Store) -> None:
    besides, go = Besides(), asyncio.Event()
    with contextlib.suppress(LookupError), along(besides):
        later = asyncio.create_task(add(store, "later", go))
        await asyncio.sleep(0)
        raise LookupError
    go.set()
    await later
    assert besides.times == 0


async def test_what_was_done_otherwise_is_not_done_again(store: Store) -> None:
    besides, go = Besides(), asyncio.Event()
    with along(besides):
        later = asyncio.create_task(add(store, "later", go))
        await asyncio.sleep(0)
    go.set()
    await later
    assert besides.times == 0


async def test_it_is_done_when_whoever_asked_is_gone(store: Store) -> None:
    done = asyncio.Event()

    async def besides(_: AsyncConnection) -> None:
        done.set()

    async def ask() -> None:
        with along(besides):
            await add(store, "ours")

    asking = asyncio.create_task(ask())
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # it has begun to write
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    async with asyncio.timeout(10):
        await done.wait()
        while await store.organisations.get("ours") is None:
            await asyncio.sleep(0.01)
