"""At least once, none lost, in order: over kill -9 and a stopped database."""

import asyncio
from pathlib import Path

import pytest

from server.clock import SystemClock
from tests.given.databases import open_store
from tests.given.others.receivers import receiver
from tests.given.servers import running_server
from tests.outgoing.storm import storm
from tests.outgoing.telling import Teller

LONGEST_S = 300


@pytest.mark.slow
async def test_a_thousand_events_arrive_whatever_happens(tmp_path: Path) -> None:
    async with asyncio.timeout(LONGEST_S):
        done = await storm(1_000, tmp_path, durable=True)  # else lines are lost that were told
    assert done.lost == []
    assert done.disordered == []
    assert done.at_once == 1
    assert done.unsigned == 0
    assert done.states["gone"] == "gone"
    assert done.states["private"] == done.states["hanging"] == "on"
    assert done.waiting["good"] == done.waiting["failing"] == done.waiting["redirecting"] == 0
    assert done.waiting["private"] == done.waiting["hanging"] == 1_000


@pytest.mark.slow
async def test_a_server_on_sqlite_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    async with running_server(tmp_path / "data") as server, receiver() as there:
        store = await open_store(server.settings)
        teller = await Teller(store, SystemClock()).begin()
        await teller.endpoint(there.url)
        await teller.tell(300)
        await there.until(100)
        await server.kill()
        await server.start()
        async with asyncio.timeout(20):  # it is alone: no lease is waited for
            while len({came.id for came in there.came}) < 300:
                await asyncio.sleep(0.05)
        await store.close()
    numbers = list(dict.fromkeys(came.said["data"]["number"] for came in there.came))
    assert numbers == list(range(1, 301))
