"""Remarks in the store: numbered, repeated, forgotten."""

import asyncio

import pytest

from server.debate.deciding.remarks import KEPT_AT_MOST
from server.debate.surroundings import Remark
from server.store import Closed, Receipt, Repeated, Reused, Store

CODE = "482915"
TO_HOST = Remark(number=1, at=5, by="mira", to="host", text="Pazi na vreme", lang="sr-Latn")
PRESET = Remark(number=1, at=6, by="mira", to="host", preset="wrap_up")


async def said(store: Store, *remarks: Remark, code: str = CODE) -> None:
    await store.debates.create(code, 1)
    for number, remark in enumerate(remarks):
        await store.remarks.say(code, remark, mira(f"c{number}"))


def mira(id_: str, content: str = "") -> Receipt:
    return Receipt("account:mira", id_, {}, content)


def heard(id_: str) -> Receipt:
    return Receipt("account:dren", id_, {})


async def test_a_remark_is_read_as_it_was_said_under_the_next_number(store: Store) -> None:
    await said(store, TO_HOST, PRESET)
    first, second = await store.remarks.read(CODE)
    assert first == TO_HOST
    assert (second.number, second.preset, second.text, second.heard_at) == (2, "wrap_up", "", None)
    assert await store.remarks.read(CODE, after=1) == [second]
    assert await store.remarks.read("000000") == []


async def test_the_same_command_says_it_once(store: Store) -> None:
    await said(store, TO_HOST)
    with pytest.raises(Repeated) as repeated:
        await store.remarks.say(CODE, TO_HOST, mira("c0"))
    assert repeated.value.answer == {"remark": 1}
    assert await store.journal.receipt(CODE, mira("c0")) == {"remark": 1}
    with pytest.raises(Reused):
        await store.remarks.say(CODE, TO_HOST, mira("c0", "something else"))
    assert len(await store.remarks.read(CODE)) == 1


async def test_two_processes_never_take_the_same_number(store: Store, url: str) -> None:
    await said(store)
    other = await Store.open(url, store.seals.keys)
    numbers = await asyncio.gather(
        *(
            (store, other)[n % 2].remarks.say(CODE, PRESET, Receipt(f"account:{n}", "c", {}))
            for n in range(10)
        )
    )
    await other.close()
    assert sorted(numbers) == list(range(1, 11))


async def test_when_it_was_first_heard_stays(store: Store) -> None:
    await said(store, TO_HOST, PRESET)
    assert await store.remarks.read(CODE, after=2, waiting=[1, 2]) == []

    await store.remarks.hear(CODE, 2, 70, heard("h1"))
    await store.remarks.hear(CODE, 2, 90, heard("h2"))

    assert [r.heard_at for r in await store.remarks.read(CODE)] == [None, 70]
    moved = await store.remarks.read(CODE, after=2, waiting=[1, 2])
    assert [(r.number, r.heard_at) for r in moved] == [(2, 70)]


async def test_the_oldest_of_too_many_go(store: Store) -> None:
    await said(store, *[PRESET] * (KEPT_AT_MOST + 2))
    numbers = [remark.number for remark in await store.remarks.read(CODE)]
    assert numbers == list(range(3, KEPT_AT_MOST + 3))


async def test_closing_takes_them_away_and_none_comes_after_it(store: Store) -> None:
    await said(store, TO_HOST)
    await said(store, TO_HOST, code="111111")
    await store.debates.unlink(CODE)
    with pytest.raises(Closed):
        await store.remarks.say(CODE, TO_HOST, mira("c9"))
    with pytest.raises(Closed):
        await store.remarks.hear(CODE, 1, 70, heard("h"))
    assert await store.remarks.read(CODE) == []
    assert len(await store.remarks.read("111111")) == 1


async def test_they_go_with_a_debate_that_is_removed(store: Store) -> None:
    await said(store, TO_HOST)
    await store.debates.remove(CODE)
    assert await store.remarks.read(CODE) == []
