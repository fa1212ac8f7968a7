"""What an organisation may have, on both databases."""

import asyncio

import pytest

from server.debate.minutes import DAY_MS
from server.store import OverQuota, Programme, Store
from server.store.house.quotas import USUAL, Quota, Usage
from server.store.secrecy.keys import Keys

NOW = 1_800_000_000_000
OURS, KEY = "aktiv", "aktiv/klub"


@pytest.fixture
async def house(store: Store) -> Store:
    for key in (OURS, "baza"):
        await store.organisations.add(key, key, NOW)
        programme = Programme(f"{key}/klub", {"en": "Klub"}, key, "#123456")
        await store.programmes.add(programme)
    await store.quotas.put(OURS, {"debates": 2, "exports": 3})
    return store


async def make(store: Store, code: str, programme: str = KEY) -> None:
    async with store.quotas.within(programme.partition("/")[0], "debates", NOW):
        await store.debates.create(code, NOW, programme=programme)


async def usage(store: Store, quota: Quota, now: int = NOW) -> Usage:
    return next(one for one in await store.quotas.usage(OURS, now, 7) if one.quota == quota)


async def test_what_is_too_much_is_not_kept(house: Store) -> None:
    await make(house, "100001")
    await make(house, "100002")
    with pytest.raises(OverQuota):
        await make(house, "100003")
    assert await house.debates.get("100003") is None
    assert (await usage(house, "debates")).used == 2

    await make(house, "100004", "baza/klub")  # another one's is not touched
    await house.debates.remove("100001")
    await make(house, "100003")  # nor is its key in the way


async def test_two_processes_do_not_exceed_it_together(house: Store, url: str, keys: Keys) -> None:
    other = await Store.open(url, keys)
    both = (house, other)
    codes = [f"2000{number:02}" for number in range(8)]
    made = await asyncio.gather(
        *(make(both[number % 2], code) for number, code in enumerate(codes)),
        return_exceptions=True,
    )
    await other.close()
    assert [type(one) for one in made if one is not None] == [OverQuota] * 6
    assert (await usage(house, "debates")).used == 2


async def test_exports_are_counted_by_the_day(house: Store) -> None:
    for _ in range(3):
        async with house.quotas.within(OURS, "exports", NOW):
            pass
    with pytest.raises(OverQuota):
        async with house.quotas.within(OURS, "exports", NOW):
            pass
    assert (await usage(house, "exports")).used == 3
    async with house.quotas.within(OURS, "exports", NOW + DAY_MS):
        pass
    assert (await usage(house, "exports", NOW + DAY_MS)).used == 1


async def test_what_is_not_set_is_as_usual(house: Store) -> None:
    one = await usage(house, "webhooks")
    assert (one.used, one.most, one.own) == (0, USUAL["webhooks"], None)
    await house.quotas.put(OURS, {"debates": None})
    assert (await usage(house, "debates")).most == USUAL["debates"]


async def test_phones_are_only_counted(house: Store) -> None:
    await house.quotas.put(OURS, {"phones": 8})
    one = await usage(house, "phones")
    assert one.used == 7 and one.is_near


async def test_a_smaller_quota_takes_nothing_away(house: Store) -> None:
    await make(house, "100001")
    await house.quotas.put(OURS, {"debates": 0})
    assert await house.debates.get("100001") is not None
    with pytest.raises(OverQuota):
        await make(house, "100002")
