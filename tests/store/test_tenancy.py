"""Who may serve from a database at the same time."""

import asyncio
from pathlib import Path

import pytest

from server.store import Occupied, Tenancy, tenancy
from tests.given.databases import sqlite_url
from tests.given.services import PostgreSQL


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenancy, "PATIENCE_S", 0.3)
    monkeypatch.setattr(tenancy, "TRY_S", 0.05)
    monkeypatch.setattr(tenancy, "LOOK_S", 0.05)


@pytest.mark.parametrize("has_relay", [False, True])
async def test_sqlite_is_for_one_process_whatever_it_has(tmp_path: Path, has_relay: bool) -> None:
    url = sqlite_url(tmp_path)
    first, second = Tenancy(url, has_relay), Tenancy(url, has_relay)
    await first.take()
    with pytest.raises(Occupied, match="need PostgreSQL and Redis"):
        await second.take()
    await first.leave()
    await second.take()
    await second.leave()


@pytest.mark.parametrize(("first", "second"), [(False, False), (False, True), (True, False)])
async def test_on_postgresql_whoever_has_no_relay_must_be_alone(
    postgresql: PostgreSQL, first: bool, second: bool
) -> None:
    url = postgresql.url("postgres")
    one, other = Tenancy(url, first), Tenancy(url, second)
    await one.take()
    with pytest.raises(Occupied, match="TRIBINA_REDIS_URL"):
        await other.take()
    await one.leave()
    await other.take()
    await other.leave()


async def test_with_a_relay_any_number_may_come(postgresql: PostgreSQL) -> None:
    several = [Tenancy(postgresql.url("postgres"), has_relay=True) for _ in range(3)]
    for one in several:
        await one.take()
    for one in several:
        await one.leave()


async def test_the_place_is_taken_again_after_the_connection_was_cut(
    postgresql: PostgreSQL,
) -> None:
    url = postgresql.url("postgres")
    one, other = Tenancy(url, has_relay=False), Tenancy(url, has_relay=False)
    await one.take()
    postgresql.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    )
    async with asyncio.timeout(5):
        while not postgresql.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"):
            await asyncio.sleep(0.02)
    with pytest.raises(Occupied):
        await other.take()
    await one.leave()
