"""Thousands of events while receivers misbehave, server processes are killed and PostgreSQL is
stopped: everything comes, and in its order.

    python -m tests.outgoing.storm [MANY]
"""

import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from standardwebhooks import Webhook

from server.clock import SystemClock
from server.outgoing.messages import told
from server.store import Conflict, Store, Unavailable
from tests.given.databases import open_store
from tests.given.others.receivers import HANG, OK, Receiver, receiver, says
from tests.given.servers import RunningServer
from tests.given.services import PostgreSQL, Redis, running
from tests.outgoing.telling import KEY, Teller

LONGEST_S = 3_600.0
WHOLE = ("good", "failing", "redirecting")  # to whom all of it comes
NOW_AND_THEN = 400  # requests: one of so many fails


@dataclass
class Storm:
    """What it was, and what came of it."""

    many: int
    seconds: float = 0.0
    again: int = 0
    lost: list[int] = field(default_factory=list)
    disordered: list[int] = field(default_factory=list)
    unsigned: int = 0
    at_once: int = 0
    states: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)


def fails(number: int) -> bytes:
    return says("503 No", "retry-after: 1") if number % NOW_AND_THEN == 7 else OK


def redirects(number: int) -> bytes:
    return says("302 Found", "location: http://127.0.0.1:9/") if number == 2 else OK


async def storm(many: int, folder: Path, durable: bool = False) -> Storm:
    """Two processes on PostgreSQL, of which one is killed again and again."""
    done = Storm(many)
    with running(PostgreSQL(durable)) as postgresql, running(Redis()) as redis:
        url = postgresql.create("tribina")
        env = {"TRIBINA_DATABASE_URL": url, "TRIBINA_REDIS_URL": redis.url}
        env |= {"TRIBINA_SECRET": "a secret of the tests", "TRIBINA_KEYS": str(folder / "keys")}
        servers = [RunningServer(folder / name, folder / f"{name}.log", 0, **env) for name in "ab"]
        for server in servers:
            await server.start()
        store = await open_store(servers[0].settings)
        try:
            async with _receivers() as there:
                await _run(done, store, there, servers, postgresql)
        finally:
            await store.close()
            for server in servers:
                await server.kill()
    return done


@contextlib.asynccontextmanager
async def _receivers() -> AsyncIterator[dict[str, Receiver]]:
    async with (
        receiver() as good,
        receiver(fails) as failing,
        receiver(redirects) as redirecting,
        receiver(lambda _: HANG) as hanging,
        receiver(lambda _: says("410 Gone")) as gone,
    ):
        yield {
            "good": good,
            "failing": failing,
            "redirecting": redirecting,
            "hanging": hanging,
            "gone": gone,
        }


async def _run(
    done: Storm,
    store: Store,
    there: dict[str, Receiver],
    servers: list[RunningServer],
    postgresql: PostgreSQL,
) -> None:
    teller = await Teller(store, SystemClock()).begin()
    ids = {name: await teller.endpoint(one.url) for name, one in there.items()}
    ids["private"] = await teller.endpoint("https://localhost/", in_hall=False)
    began = time.monotonic()
    writing = asyncio.create_task(_write(teller, done.many))
    whole = [there[name] for name in WHOLE]
    async with asyncio.timeout(LONGEST_S):
        for part in (0.2, 0.4):
            await there["good"].until(round(done.many * part), LONGEST_S)
            await servers[0].kill()
            await servers[0].start()
        await there["good"].until(round(done.many * 0.6), LONGEST_S)
        postgresql.kill()
        await asyncio.sleep(1.0)
        postgresql.start()
        await there["good"].until(round(done.many * 0.8), LONGEST_S)
        await servers[1].kill()
        await servers[1].start()
        await writing
        while any(len({came.id for came in one.came}) < done.many for one in whole):
            await asyncio.sleep(0.1)
        done.seconds = time.monotonic() - began
        while not await _noted(store, ids):
            await asyncio.sleep(0.1)
    for one in whole:
        _count(done, one)
    for endpoint in await store.endpoints.of("aktiv"):
        name = next(name for name, id_ in ids.items() if id_ == endpoint.id)
        done.states[name] = endpoint.state
        done.waiting[name] = await store.deliveries.waiting(endpoint.id)


async def _noted(store: Store, ids: dict[str, str]) -> bool:
    """Whether what arrived is kept as arrived: that is noted after the answer."""
    states = {one.id: one.state for one in await store.endpoints.of("aktiv")}
    waiting = [await store.deliveries.waiting(ids[name]) for name in WHOLE]
    return states[ids["gone"]] == "gone" and not any(waiting)


async def _write(teller: Teller, many: int) -> None:
    """Each line once, also where the database went away in the middle."""
    while teller.told < many:
        before = teller.told
        try:
            await teller.tell()
        except Unavailable:
            teller.told = before
            await asyncio.sleep(0.2)
        except Conflict:  # it had been written
            teller.seq += 1


def _count(done: Storm, there: Receiver) -> None:
    first: dict[str, int] = {}
    for came in there.came:
        first.setdefault(came.id, came.said["data"]["number"])
    order = list(first.values())
    done.again += len(there.came) - len(order)
    done.lost += sorted(set(range(1, done.many + 1)) - set(order))
    done.disordered += [two for one, two in pairwise(order) if two < one]
    done.at_once = max(done.at_once, there.most_at_once)
    signs = Webhook(told("v1", KEY))
    for came in there.came[-100:]:
        try:
            signs.verify(came.body, came.headers)
        except Exception:
            done.unsigned += 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
        print(asyncio.run(storm(number, Path(temporary), durable=True)))
