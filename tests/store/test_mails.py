"""How many letters are queued in a day, on both databases."""

import asyncio

import pytest
from sqlalchemy import select
from sqlmodel import col

from server.debate.minutes import DAY_MS
from server.mail.letters import letter
from server.store import Full, Store
from server.store.mails import Bound
from server.store.secrecy.keys import Keys
from server.store.tables import CountRows

NOW = 1_800_000_000_000
TO = "mira@example.org"


async def add(
    store: Store, about: str, to: str = TO, organisation: str = "aktiv", now: int = NOW
) -> None:
    bound = Bound(organisation, 3, 2)
    sent = letter(to, "Poziv", "Hajde!\n")
    await store.mails.add("invitation", about, sent, now, now + 7 * DAY_MS, bound)


async def test_a_process_that_begins_anew_and_one_beside_it_know_what_was_sent(
    store: Store, url: str, keys: Keys
) -> None:
    other = await Store.open(url, keys)
    both = (store, other)
    came = await asyncio.gather(
        *(add(both[n % 2], f"i{n}", f"n{n}@example.org") for n in range(8)),
        return_exceptions=True,
    )
    assert [type(one) for one in came if one is not None] == [Full] * 5
    await other.close()
    await add(store, "theirs", "n9@example.org", "baza")
    await add(store, "tomorrow", "n9@example.org", now=NOW + DAY_MS)


async def test_to_one_address_all_organisations_together_write_no_more(store: Store) -> None:
    await add(store, "one")
    await add(store, "two", TO.upper(), "baza")
    with pytest.raises(Full):
        await add(store, "three", organisation="third")
    await add(store, "four", "ana@example.org", "third")  # what was refused is not counted


async def test_whom_it_went_to_is_not_kept_and_is_forgotten_the_day_after(store: Store) -> None:
    await add(store, "one")
    rows = select(col(CountRows.what))
    async with store.mails._database.read() as connection:
        whats = (await connection.execute(rows)).scalars().all()
        assert len(whats) == 2 and not any("mira" in what for what in whats)
    await store.mails.prune(NOW)
    async with store.mails._database.read() as connection:
        assert len((await connection.execute(rows)).all()) == 2
    await store.mails.prune(NOW + DAY_MS)
    async with store.mails._database.read() as connection:
        assert (await connection.execute(rows)).all() == []
