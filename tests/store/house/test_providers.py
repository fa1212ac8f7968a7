"""Whom an organisation's provider lets in, on both databases."""

import asyncio

import pytest

from server.debate.actors import Scope
from server.store import Full, Newcomer, Provider, Store
from server.store.house import providers
from server.store.secrecy.keys import Keys

NOW = 1_800_000_000_000
AKTIV = Scope("organisation", "aktiv")
THERE = Provider("aktiv", "https://logins.example", "c", b"sealed", "screener", (), NOW)


@pytest.fixture
async def house(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(providers, "MEMBERS_AT_MOST", 3)
    await store.organisations.add("aktiv", "Aktiv", NOW)
    await store.providers.save(THERE)
    return store


async def admit(store: Store, name: str) -> str:
    return await store.providers.admit(name.encode(), THERE, Newcomer(name, "", name, "en"), NOW)


async def test_no_more_are_let_in_however_many_come_at_once(
    house: Store, url: str, keys: Keys
) -> None:
    other = await Store.open(url, keys)
    came = await asyncio.gather(
        *(admit((house, other)[number % 2], f"n{number}") for number in range(8)),
        return_exceptions=True,
    )
    await other.close()
    assert [type(one) for one in came if not isinstance(one, str)] == [Full] * 5
    assert len(await house.memberships.below("aktiv")) == 3
