"""Logins are kept on the server: they end there, by their holder, by time, and with the account."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import event

from server.debate.actors import HOUSE, Role
from server.identity.logins import LONGEST_S, TOUCHED_EVERY_MS, Logins
from server.settings import Settings
from server.store import Account, LastOwner, Store
from tests.given.clocks import FakeClock
from tests.given.databases import keys_in, migrated

IDLE_H = 12


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    url = Settings(data=tmp_path).database
    await migrated(url)
    store = await Store.open(url, keys_in(tmp_path))
    yield store
    await store.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def logins(store: Store, clock: FakeClock) -> Logins:
    return Logins(store, clock, IDLE_H)


async def account(store: Store, name: str = "mira", role: Role = "producer") -> Account:
    await store.accounts.add(name, role, "hash", 1)
    found = await store.accounts.get(name)
    assert found is not None
    return found


async def begun(logins: Logins, account: Account) -> str:
    secret = await logins.begin(account)
    assert secret is not None
    return secret


async def test_a_removed_accounts_login_does_not_open_a_new_account_of_the_same_name(
    logins: Logins, store: Store
) -> None:
    before = await account(store)
    secret = await begun(logins, before)
    await store.accounts.remove(before.id, 1)

    again = await account(store)

    assert again.id != before.id
    assert await logins.find(secret) is None


async def test_a_login_ends_after_hours_without_use(logins: Logins, store: Store) -> None:
    clock: FakeClock = logins._clock  # type: ignore[assignment]
    secret = await begun(logins, await account(store))

    for _ in range(3):  # used now and then it goes on
        clock.pass_s(IDLE_H * 3600 - 1)
        assert await logins.find(secret) is not None
    clock.pass_s(IDLE_H * 3600 + 1)

    assert await logins.find(secret) is None


async def test_a_login_ends_after_a_month_however_much_it_is_used(
    logins: Logins, clock: FakeClock, store: Store
) -> None:
    secret = await begun(logins, await account(store))
    hours = LONGEST_S // 3600

    for _ in range(hours // 10):
        assert await logins.find(secret) is not None
        clock.pass_s(10 * 3600)
    clock.pass_s(1)

    assert await logins.find(secret) is None


async def test_use_is_written_every_few_minutes_only(
    logins: Logins, clock: FakeClock, store: Store
) -> None:
    secret = await begun(logins, await account(store))
    written: list[str] = []
    engine = store.sessions._database.engine.sync_engine
    event.listen(
        engine,
        "before_cursor_execute",
        lambda *said: written.append(said[2]) if said[2].startswith("UPDATE") else None,
    )

    for _ in range(100):
        await logins.find(secret)
    assert not written
    clock.pass_s(TOUCHED_EVERY_MS / 1000)
    for _ in range(100):
        await logins.find(secret)

    assert len(written) == 1


async def test_nothing_of_a_secret_is_stored(logins: Logins, store: Store, tmp_path: Path) -> None:
    secret = await begun(logins, await account(store))
    await store.close()

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert b"hash" in kept
    assert secret.encode() not in kept


async def test_a_login_with_a_password_that_was_just_changed_does_not_begin(
    logins: Logins, store: Store
) -> None:
    """Whoever stole it may come between the check of the password and the login."""
    checked = await account(store)
    await store.accounts.set_password(checked.id, "another hash")

    assert await logins.begin(checked) is None
    await store.accounts.remove(checked.id, 1)
    assert await logins.begin(checked) is None


async def test_what_has_ended_is_removed_with_the_next_login(
    logins: Logins, clock: FakeClock, store: Store
) -> None:
    mira = await account(store)
    await begun(logins, mira)
    clock.pass_s(IDLE_H * 3600 + 1)

    await begun(logins, mira)

    assert len(await store.sessions.of(mira.id)) == 1


async def test_two_owners_who_remove_each_other_at_once_leave_one(store: Store) -> None:
    owners = [await account(store, name, "owner") for name in ("mira", "vesna")]

    done = await asyncio.gather(
        store.accounts.remove(owners[0].id, 1),
        store.memberships.grant(owners[1].id, HOUSE, "host", 1),
        return_exceptions=True,
    )

    assert [type(one) for one in done if one is not None] == [LastOwner]
    assert await store.accounts.any_owner()
