"""The log of administration as it is kept, on both databases."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from server.debate.actors import HOUSE, Actor, Role, Scope
from server.store import LastOwner, Programme, Store
from server.store.administration.actions import Action, Who, who_of
from server.store.administration.entries import START, Entry, KeptEntry, Note, body_of
from server.store.administration.log import Sought
from server.store.along import along
from server.store.chain import link

ANA = Who("account", "a1", "Ana")
NOW = 1_800_000_000_000


def told(kept: KeptEntry) -> Entry:
    assert kept.entry is not None
    return kept.entry


def note(action: Action = "words_changed", scope: Scope = HOUSE, **said: Any) -> Note:
    return Note(ANA, action, scope, **said)


async def test_each_entry_is_tied_to_the_one_before(store: Store) -> None:
    for number in range(3):
        await store.administration.enter(note(about=f"list {number}"), NOW + number)

    newest = await store.administration.read(Sought(""))

    assert [told(one).about for one in newest] == ["list 2", "list 1", "list 0"]
    assert newest[-1].previous == START
    assert all(one.previous == older.hash for one, older in pairwise(newest))
    for one in newest:
        assert link(bytes.fromhex(one.previous), body_of(told(one))).hex() == one.hash


async def test_an_entry_is_written_with_the_change_and_not_without_it(store: Store) -> None:
    id_ = await store.accounts.add("ana", "owner", "hash", NOW)
    removed = note("account_removed", about="ana")

    with pytest.raises(LastOwner):
        async with store.administration.entering(removed, NOW):
            await store.accounts.remove(id_, NOW)
    assert await store.administration.head() is None

    await store.accounts.add("boro", "owner", "hash", NOW)
    async with store.administration.entering(removed, NOW):
        await store.accounts.remove(id_, NOW)
    [kept] = await store.administration.read(Sought(""))
    assert told(kept).about == "ana"


async def test_what_cannot_be_entered_is_not_done(store: Store) -> None:
    untold = note("organisation_made", after={"secret": "x"})
    with pytest.raises(ValueError, match="never tells"):
        async with store.administration.entering(untold, NOW):
            await store.organisations.add("aktiv", "Aktiv", NOW)
    assert await store.organisations.get("aktiv") is None


async def test_only_the_first_of_several_changes_carries_the_entry(store: Store) -> None:
    async with store.administration.entering(note("organisation_made"), NOW):
        await store.organisations.add("aktiv", "Aktiv", NOW)
        await store.organisations.add("baza", "Baza", NOW)
    assert len(await store.administration.read(Sought(""))) == 1


async def test_what_changes_nothing_of_the_store_is_entered_afterwards(store: Store) -> None:
    async with store.administration.entering(note(), NOW):
        pass
    assert await store.administration.head() is not None


async def test_whoever_goes_away_meanwhile_leaves_change_and_entry(store: Store) -> None:
    async def goes_away(_: AsyncConnection) -> None:
        asking.cancel()

    async def change() -> None:
        with along(goes_away):  # in the transaction, behind the change and before the entry
            async with store.administration.entering(note("organisation_made"), NOW):
                await store.organisations.add("aktiv", "Aktiv", NOW)

    asking = asyncio.create_task(change())
    with pytest.raises(asyncio.CancelledError):
        await asking
    await store.administration.enter(note(about="next"), NOW)  # waits for its turn

    assert await store.organisations.get("aktiv") is not None
    actions = [told(one).action for one in await store.administration.read(Sought(""))]
    assert actions == ["words_changed", "organisation_made"]


async def test_many_at_once_make_one_chain(store: Store) -> None:
    await asyncio.gather(*(store.administration.enter(note(), NOW) for _ in range(20)))

    rows = await store.administration.rows()
    assert [row.seq for row in rows] == list(range(1, 21))
    before = START
    for row in rows:
        assert link(bytes.fromhex(before), row.body.encode()).hex() == row.hash
        before = row.hash


async def test_an_organisation_reads_its_own_and_what_is_below_it(store: Store) -> None:
    for key in ("aktiv", "baza"):
        await store.organisations.add(key, key.title(), NOW)
    await store.programmes.add(Programme("aktiv/klub", {"en": "Klub"}, "aktiv", "#123456"))
    for scope in (Scope("programme", "aktiv/klub"), Scope("organisation", "baza"), HOUSE):
        await store.administration.enter(note("programme_changed", scope, about=scope.kind), NOW)
    made = note("organisation_made", Scope("organisation", "baza"), about="made")
    await store.administration.enter(made, NOW)

    def about(entries: Any) -> list[str]:
        return [told(one).about for one in entries]

    read = store.administration.read
    assert about(await read(Sought("aktiv"))) == ["programme"]
    assert about(await read(Sought("baza"))) == ["made", "organisation"]
    assert about(await read(Sought(""))) == ["made", "house"]  # keepers: what they made, too
    assert about(await read(Sought("baza", "organisation_made"))) == ["made"]
    assert about(await read(Sought("baza", who="account:a1"))) == ["made", "organisation"]
    assert await read(Sought("baza", who="account:a2")) == []
    assert about(await read(Sought("baza"), before=4)) == ["organisation"]


async def test_an_entry_says_of_two_sides_what_differs(store: Store) -> None:
    before, after = {"name": "Klub", "accent": "#000000"}, {"name": "Klub", "accent": "#111111"}
    await store.administration.enter(note(before=before, after=after), NOW)

    [kept] = await store.administration.read(Sought(""))
    entry = told(kept)
    assert (entry.before, entry.after) == ({"accent": "#000000"}, {"accent": "#111111"})


@pytest.mark.parametrize(
    "worst",
    [
        {"long": "ш" * 100_000},
        {f"field {n}": "x" * 200 for n in range(1_000)},
        {"deep": [[[[[["far"]]]]]]},
        {"broken": "\ud800", "zero": "\x01", "number": 10**30},
    ],
)
async def test_an_entry_is_of_bounded_size(store: Store, worst: dict[str, Any]) -> None:
    await store.administration.enter(note(about="я" * 9_000, after=worst), NOW)

    [row] = await store.administration.rows()
    assert len(row.body.encode()) < 10_000


@pytest.mark.parametrize("name", ["password", "secret", "token", "address", "text"])
async def test_an_entry_never_tells_a_secret(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="never tells"):
        await store.administration.enter(note(after={name: "x"}), NOW)


@pytest.mark.parametrize(
    ("role", "handle", "kind"),
    [
        ("owner", "account:a1", "account"),
        ("buttons", "token:7", "token"),
        ("producer", "token:7", "link"),
        ("owner", "command line", "command_line"),
        ("server", "server", "house"),
    ],
)
def test_whoever_acts_is_named(role: Role, handle: str, kind: str) -> None:
    assert who_of(Actor(role, handle, "Ana")).kind == kind
