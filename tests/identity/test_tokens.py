"""Bearer tokens end by themselves, and with the right of whoever made them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.debate.actors import HOUSE, Role
from server.identity.tokens import BearerTokens
from server.settings import Settings
from server.store import Account, Store
from tests.given.clocks import FakeClock
from tests.given.databases import keys_in, migrated

CODE = "482915"


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    url = Settings(data=tmp_path).database
    await migrated(url)
    store = await Store.open(url, keys_in(tmp_path))
    await store.accounts.add("vesna", "owner", "hash", 1)
    yield store
    await store.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tokens(store: Store, clock: FakeClock) -> BearerTokens:
    return BearerTokens(store, clock)


async def maker(store: Store) -> Account:
    await store.accounts.add("mira", "producer", "hash", 1)
    found = await store.accounts.get("mira")
    assert found is not None
    return found


async def test_a_token_ends_on_its_day(tokens: BearerTokens, clock: FakeClock) -> None:
    month = await tokens.make(CODE, "display", "OBS", maker=None)
    week = await tokens.make(CODE, "display", "OBS", maker=None, days=7)

    clock.pass_s(7 * 24 * 3600)

    assert await tokens.find(week, CODE) is None
    assert await tokens.find(month, CODE) is not None
    clock.pass_s(23 * 24 * 3600)
    assert await tokens.find(month, CODE) is None


@pytest.mark.parametrize("now", [None, "screener", "host"])
async def test_tokens_die_with_their_makers_right_to_make_them_for_good(
    tokens: BearerTokens, store: Store, now: Role | None
) -> None:
    mira = await maker(store)
    made = await tokens.make(CODE, "producer", "script", mira)
    other = await tokens.make(CODE, "display", "OBS", maker=None)

    if now is None:
        await store.accounts.remove(mira.id, 1)
        await maker(store)  # one of the same name
    else:
        await store.memberships.grant(mira.id, HOUSE, now, 1)
        assert await tokens.find(made, CODE) is None
        await store.memberships.grant(mira.id, HOUSE, "producer", 2)

    assert await tokens.find(made, CODE) is None
    assert await tokens.find(other, CODE) is not None


async def test_a_token_made_while_its_maker_was_removed_opens_nothing(
    tokens: BearerTokens, store: Store
) -> None:
    mira = await maker(store)
    await store.accounts.remove(mira.id, 1)

    late = await tokens.make(CODE, "producer", "script", mira)

    assert await tokens.find(late, CODE) is None


async def test_a_token_is_of_one_debate(tokens: BearerTokens) -> None:
    made = await tokens.make(CODE, "display", "OBS", maker=None)

    assert await tokens.find(made, "111111") is None
    assert await tokens.find(made, CODE) is not None
